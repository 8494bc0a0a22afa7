/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core.dialect;

import io.mopup.core.UploadFacts;
import io.mopup.events.PolicyDecision;
import io.mopup.events.Requester;
import io.mopup.events.SessionMode;

/** Who may do what, given what the producer of the command found out about the caller. */
final class Permissions {
    private static final String ROOT = ":root";

    private Permissions() {}

    /** COS and Glacier: the evaluated policy and nothing else. */
    static boolean byPolicy(final Request request) {
        final Requester caller = request.requester();
        return caller.getPolicy() != PolicyDecision.DENY
                && (isTrusted(caller) || caller.getPolicy() == PolicyDecision.ALLOW);
    }

    /**
     * General purpose buckets: besides the policy, the owner of the bucket, whoever initiated the upload, and the
     * account of the user who did (S3 user guide, multipart upload API and permissions).
     */
    static boolean byPolicyOrOrigin(final Request request) {
        final Requester caller = request.requester();
        return byPolicy(request)
                || (caller.getPolicy() != PolicyDecision.DENY
                        && (isAccount(caller, request.container().owner()) || initiated(caller, request.upload())));
    }

    /** Directory buckets: a session that may write. */
    static boolean bySession(final Request request) {
        final Requester caller = request.requester();
        return caller.getPolicy() != PolicyDecision.DENY
                && (caller.getSession() == SessionMode.READ_WRITE
                        || (isTrusted(caller) && caller.getSession() == SessionMode.NONE));
    }

    /** Whether the caller's account owns the container. */
    static boolean owns(final Request request) {
        final Requester caller = request.requester();
        return isTrusted(caller)
                || (caller.getAccount() != null
                        && caller.getAccount().equals(request.container().owner()));
    }

    /** A producer that names no caller speaks for itself. */
    private static boolean isTrusted(final Requester caller) {
        return caller.getAccount() == null && caller.getPrincipal() == null;
    }

    private static boolean initiated(final Requester caller, final UploadFacts upload) {
        if (upload == null) {
            return false;
        }
        final boolean itself =
                caller.getPrincipal() != null && caller.getPrincipal().equals(upload.initiatorPrincipal());
        return itself || isAccount(caller, upload.initiatorAccount());
    }

    /** Whether the caller is this account itself and not one of its users. */
    private static boolean isAccount(final Requester caller, final String account) {
        return account != null
                && account.equals(caller.getAccount())
                && (caller.getPrincipal() == null || caller.getPrincipal().endsWith(ROOT));
    }
}
