/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract;

/**
 * What ACLs have to name, for one installation.
 *
 * @param topics the names of its topics
 * @param applicationId of its processors: their group, and what their changelogs and transactional ids begin with
 * @param agentGroup the group of its agents
 * @param gatewayGroup the group in which its gateways assemble
 */
public record AclNames(TopicNames topics, String applicationId, String agentGroup, String gatewayGroup) {
    /** The names when nothing else is configured. */
    public static final AclNames DEFAULT =
            new AclNames(TopicNames.DEFAULT, "mopup-processor", "mopup-agent", "mopup-gateway");

    /** What changelogs and transactional ids of the processor begin with. */
    String internalPrefix() {
        return applicationId + "-";
    }

    /** What the groups of readers begin with, for tools that cannot read without one. */
    String readerPrefix() {
        return topics.prefix() + "reader-";
    }
}
