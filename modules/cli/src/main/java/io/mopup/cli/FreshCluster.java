/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import io.mopup.client.ClientConfig;
import io.mopup.client.admin.SchemaAdmin;
import io.mopup.client.admin.TopicAdmin;
import io.mopup.client.admin.TopicLayout;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** Prepares a broker and a registry that were just started, and that nobody else uses, for the processor. */
final class FreshCluster {
    /** Each partition costs a task with its own stores; four keep the threads of a small machine busy. */
    private static final int PARTITIONS = 4;

    private static final short REPLICAS = 1;

    private FreshCluster() {}

    /** Topics and schemas are there afterwards, and the group has no member. */
    static void prepare(final ClientConfig config, final String group) {
        try (Admin admin = Admin.create(config.passedThrough());
                SchemaAdmin schemas = new SchemaAdmin(config)) {
            final TopicAdmin topics = new TopicAdmin(admin, config.topics());
            topics.apply(new TopicLayout(topics.partitionsOfInputs().orElse(PARTITIONS), Optional.of(REPLICAS)));
            schemas.register();
            removeMembers(admin, group);
        }
    }

    /**
     * A processor that was killed is still a member. Here it comes back under another name, and would wait until the session
     * of the one that is gone has timed out.
     */
    private static void removeMembers(final Admin admin, final String group) {
        try {
            final ConsumerGroupDescription found = admin.describeConsumerGroups(List.of(group))
                    .describedGroups()
                    .get(group)
                    .get();
            if (!found.members().isEmpty()) {
                admin.removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
                        .all()
                        .get();
            }
        } catch (final ExecutionException e) {
            // The first start has no group yet.
            if (Failures.causes(e).noneMatch(GroupIdNotFoundException.class::isInstance)) {
                throw new CliException(
                        "The group " + group + " cannot be emptied: "
                                + e.getCause().getMessage(),
                        e);
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException("Interrupted while starting.", e);
        }
    }
}
