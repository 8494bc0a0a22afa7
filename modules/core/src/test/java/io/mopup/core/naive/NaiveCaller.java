/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core.naive;

import io.mopup.events.PolicyDecision;
import io.mopup.events.Requester;
import io.mopup.events.SessionMode;

/**
 * Who asks, and what that one may: section 7.
 *
 * @param owner account of the owner of the container, or null if not known
 */
record NaiveCaller(Requester requester, String owner) {

    /** Section 7, general purpose: owner, initiator and the initiator's account need no policy for an abort. */
    boolean mayInGeneralPurpose(final NaiveUpload upload, final boolean aborts) {
        if (requester.getPolicy() == PolicyDecision.DENY) {
            return false;
        }
        final boolean initiator = aborts
                && upload != null
                && (isRootOf(upload.initiatorAccount())
                        || (requester.getPrincipal() != null
                                && requester.getPrincipal().equals(upload.initiatorPrincipal())));
        return mayByPolicy() || isRootOf(owner) || initiator;
    }

    boolean mayByPolicy() {
        final PolicyDecision policy = requester.getPolicy();
        return policy == PolicyDecision.ALLOW || (policy == PolicyDecision.NONE && trusted());
    }

    /** A producer that names nobody speaks for itself (schema of Requester). */
    private boolean trusted() {
        return requester.getAccount() == null && requester.getPrincipal() == null;
    }

    private boolean isRootOf(final String account) {
        final String principal = requester.getPrincipal();
        return account != null
                && account.equals(requester.getAccount())
                && (principal == null || principal.endsWith(":root"));
    }

    /** A session that may write; whoever speaks for itself needs none. */
    boolean mayBySession() {
        final SessionMode session = requester.getSession();
        final boolean mayWrite = session == SessionMode.READ_WRITE || (trusted() && session == SessionMode.NONE);
        return mayWrite && requester.getPolicy() != PolicyDecision.DENY;
    }

    boolean isOfOwner() {
        return trusted() || (owner != null && owner.equals(requester.getAccount()));
    }
}
