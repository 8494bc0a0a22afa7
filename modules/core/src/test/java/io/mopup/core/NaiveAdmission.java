/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.AbortReason;
import io.mopup.events.CompleteMultipartUpload;
import io.mopup.events.Container;
import io.mopup.events.PolicyDecision;
import io.mopup.events.Requester;
import io.mopup.events.SessionMode;
import io.mopup.events.UploadIdentity;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/**
 * One request, and the refusals that do not depend on the state of an upload: section 2.3, steps 2 to 7, each dialect
 * written down on its own from its own section.
 *
 * @param abort the abort, or null
 * @param complete the Complete, or null
 * @param registered the record of the named container, or null
 * @param upload the upload that is named, or null if there is none like this
 * @param neighbour the upload of that id, if it is in the named container under whatever key; or null
 * @param required whether a container has to be registered
 */
record NaiveAdmission(
        AbortMultipartUpload abort,
        CompleteMultipartUpload complete,
        UploadIdentity named,
        Container registered,
        NaiveUpload upload,
        NaiveUpload neighbour,
        boolean required) {

    /** The refusal, or null. */
    NaiveReply refusal() {
        return switch (named.getDialect()) {
            case S3 -> generalPurpose();
            case S3_DIRECTORY -> directory();
            case COS -> cos();
            case GLACIER -> glacier();
            case UNKNOWN -> throw new AssertionError(named);
        };
    }

    /** Section 3.5, the table from top to bottom; section 3.4 for the conditions of a Complete. */
    private NaiveReply generalPurpose() {
        final String payer = abort == null ? complete.getRequestPayer() : abort.getRequestPayer();
        if (expectedOwner() != null && !expectedOwner().matches("\\d{12}")) {
            return NaiveReply.error(400, "InvalidBucketOwnerAWSAccountID");
        }
        if (missing()) {
            return NaiveReply.error(404, "NoSuchBucket");
        }
        if (expectedOwner() != null && owner() != null && !expectedOwner().equals(owner())) {
            return NaiveReply.error(403, "AccessDenied");
        }
        if (requesterPays() && payer == null && !callerIsOfOwner()) {
            return NaiveReply.error(403, "AccessDenied");
        }
        if (payer != null && !payer.equals("requester")) {
            return NaiveReply.error(400, "InvalidArgument");
        }
        if (!allowed()) {
            return NaiveReply.error(403, "AccessDenied");
        }
        if (abort != null && abort.getIfMatchInitiatedTime() != null) {
            return NaiveReply.error(501, "NotImplemented");
        }
        return unsupportedConditions();
    }

    /** Section 4: the session decides, nobody pays, and an unreadable date is refused before anything is compared. */
    private NaiveReply directory() {
        if (expectedOwner() != null && !expectedOwner().matches("\\d{12}")) {
            return NaiveReply.error(400, "InvalidBucketOwnerAWSAccountID");
        }
        if (missing()) {
            return NaiveReply.error(404, "NoSuchBucket");
        }
        if (expectedOwner() != null && owner() != null && !expectedOwner().equals(owner())) {
            return NaiveReply.error(403, "AccessDenied");
        }
        final SessionMode session = caller().getSession();
        final boolean mayWrite = session == SessionMode.READ_WRITE || (trusted() && session == SessionMode.NONE);
        if (!mayWrite || caller().getPolicy() == PolicyDecision.DENY) {
            return NaiveReply.error(403, "AccessDenied");
        }
        if (abort != null && abort.getIfMatchInitiatedTime() != null && ifMatchTime() == null) {
            return NaiveReply.error(400, "InvalidArgument");
        }
        return unsupportedConditions();
    }

    /** Section 5: headers that are not listed have no effect; section 7: policy alone. */
    private NaiveReply cos() {
        if (missing()) {
            return NaiveReply.error(404, "NoSuchBucket");
        }
        return allowedByPolicy() ? null : NaiveReply.error(403, "AccessDenied");
    }

    /** Section 6.3; section 7: policy alone. */
    private NaiveReply glacier() {
        if (registered != null && registered.getNoLongerSupported()) {
            return NaiveReply.error(400, "NoLongerSupportedException");
        }
        if (missing()) {
            return NaiveReply.error(404, "ResourceNotFoundException");
        }
        return allowedByPolicy() ? null : NaiveReply.error(403, "AccessDeniedException");
    }

    /** Section 3.4: 501 for anything but If-None-Match: * or If-Match with an ETag, and for both together. */
    private NaiveReply unsupportedConditions() {
        if (complete == null) {
            return null;
        }
        final String none = complete.getIfNoneMatch();
        final String match = complete.getIfMatch();
        final boolean legal =
                (none == null || none.equals("*")) && (match == null || (!match.equals("*") && none == null));
        return legal ? null : NaiveReply.error(501, "NotImplemented");
    }

    /** Section 8 and conformance case 53: the system's own clean-up is not stopped by what it cleans up behind. */
    private boolean missing() {
        if (abort != null && abort.getReason() == AbortReason.CONTAINER_DELETED) {
            return false;
        }
        return registered == null
                ? required || named.getContainer().endsWith("-s3alias")
                : registered.getDeletedAt() != null;
    }

    /** Section 7, general purpose: owner, initiator and the initiator's account need no policy for an abort. */
    private boolean allowed() {
        final Requester caller = caller();
        if (caller.getPolicy() == PolicyDecision.DENY) {
            return false;
        }
        final boolean initiator = abort != null
                && upload != null
                && (isRootOf(upload.initiatorAccount())
                        || (caller.getPrincipal() != null
                                && caller.getPrincipal().equals(upload.initiatorPrincipal())));
        return allowedByPolicy() || isRootOf(owner()) || initiator;
    }

    private boolean allowedByPolicy() {
        final PolicyDecision policy = caller().getPolicy();
        return policy == PolicyDecision.ALLOW || (policy == PolicyDecision.NONE && trusted());
    }

    /** A producer that names nobody speaks for itself (schema of Requester). */
    private boolean trusted() {
        return caller().getAccount() == null && caller().getPrincipal() == null;
    }

    private boolean isRootOf(final String account) {
        final String principal = caller().getPrincipal();
        return account != null
                && account.equals(caller().getAccount())
                && (principal == null || principal.endsWith(":root"));
    }

    /** Section 3.5, last paragraph. */
    boolean charged() {
        final String payer = abort == null ? complete.getRequestPayer() : abort.getRequestPayer();
        return named.getDialect() == io.mopup.events.Dialect.S3
                && requesterPays()
                && "requester".equals(payer)
                && !callerIsOfOwner();
    }

    /** Section 4: whole seconds. Null if there is no header or nobody can read it. */
    Instant ifMatchTime() {
        try {
            final String sent = abort.getIfMatchInitiatedTime();
            return sent == null ? null : Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(sent));
        } catch (final DateTimeException e) {
            return null;
        }
    }

    private boolean callerIsOfOwner() {
        return trusted() || (owner() != null && owner().equals(caller().getAccount()));
    }

    /** Where nobody registered the container, the events of the upload tell what is known of it. */
    private String owner() {
        if (registered != null) {
            return registered.getAccount();
        }
        return neighbour == null ? null : neighbour.identity().getAccount();
    }

    private boolean requesterPays() {
        if (registered != null) {
            return registered.getRequesterPays();
        }
        return neighbour != null && neighbour.created.getRequesterPays();
    }

    private Requester caller() {
        return abort == null ? complete.getRequester() : abort.getRequester();
    }

    private String expectedOwner() {
        return abort == null ? complete.getExpectedBucketOwner() : abort.getExpectedBucketOwner();
    }
}
