/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

import java.util.List;

/**
 * One statement of a policy. In actions and resources {@code *} stands for any text and {@code ?} for one character.
 *
 * @param actions without regard to case, such as {@code s3:AbortMultipartUpload}
 * @param resources ARNs, case matters
 */
public record Statement(Effect effect, List<String> actions, List<String> resources) {
    /** What a statement does to the requests that it matches. */
    public enum Effect {
        ALLOW,
        DENY
    }

    public Statement {
        actions = List.copyOf(actions);
        resources = List.copyOf(resources);
    }

    boolean matches(final String action, final String resource) {
        return actions.stream().anyMatch(pattern -> Wildcards.matchIgnoringCase(pattern, action))
                && resources.stream().anyMatch(pattern -> Wildcards.match(pattern, resource));
    }
}
