/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

import io.mopup.events.PolicyDecision;

/** What the policy of a principal says of an action. */
public final class AccessPolicy {
    private AccessPolicy() {}

    /**
     * Decides. A statement that denies wins over any that allow; NONE if no statement matches, and then it is for the
     * API to say whether the owner of a container may do it without one.
     *
     * @param action such as {@code s3:AbortMultipartUpload}
     * @param resource an ARN without wildcards
     */
    public static PolicyDecision decide(final Caller caller, final String action, final String resource) {
        PolicyDecision decision = PolicyDecision.NONE;
        for (final Statement statement : caller.policy()) {
            if (statement.matches(action, resource)) {
                if (statement.effect() == Statement.Effect.DENY) {
                    return PolicyDecision.DENY;
                }
                decision = PolicyDecision.ALLOW;
            }
        }
        return decision;
    }
}
