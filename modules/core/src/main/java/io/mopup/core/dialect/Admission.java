/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core.dialect;

import io.mopup.events.PolicyDecision;
import java.util.Optional;

/**
 * The order in which a request is judged, the same for all dialects: form, container, owner, payer, permission. None of
 * these answers tells whether the upload exists, so a caller without permission never learns it.
 */
public final class Admission {
    private Admission() {}

    /** The first answer that refuses a request. */
    public static Optional<Answer> refuse(final DialectRules rules, final Request request) {
        return refuseUnseen(rules, request)
                .or(() -> rules.permits(request) ? Optional.empty() : Optional.of(rules.accessDenied(request.named())));
    }

    /** Whether a caller may give commands that no API has: to retry, to pin, to cancel. */
    public static boolean mayOperate(final Request request) {
        return Permissions.byPolicyOrOrigin(request);
    }

    /**
     * The same for an upload that may still become known. Whether the caller initiated it is then open, so that a missing
     * permission does not count yet, though an explicit deny does.
     */
    public static Optional<Answer> refuseUnseen(final DialectRules rules, final Request request) {
        return rules.malformed(request)
                .or(() -> request.container().exists()
                        ? Optional.empty()
                        : Optional.of(rules.noSuchContainer(request.named())))
                .or(() -> rules.wrongOwner(request))
                .or(() -> rules.wrongPayer(request))
                .or(() -> request.requester().getPolicy() == PolicyDecision.DENY
                        ? Optional.of(rules.accessDenied(request.named()))
                        : Optional.empty());
    }
}
