/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.mopup.contract.MopupTopic;
import io.mopup.contract.TopicNames;
import io.mopup.processor.TopologyNames;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * What the brokers say of our topics.
 *
 * @param partitions number of partitions by topic name; topics that do not exist are not in it
 * @param maxMessageBytes the smallest limit that any of them has, in bytes
 */
public record TopicShapes(Map<String, Integer> partitions, int maxMessageBytes) {
    /**
     * Asks the brokers.
     *
     * @throws ExecutionException if they do not answer, or deny it
     */
    public static TopicShapes lookUp(final Admin admin, final TopicNames topics)
            throws ExecutionException, InterruptedException {
        final Map<String, Integer> partitions = partitions(
                admin, Arrays.stream(MopupTopic.values()).map(topics::of).toList());
        return new TopicShapes(partitions, smallestLimit(admin, partitions));
    }

    /** How many partitions the changelogs of an application have, by name; those that do not exist are not in it. */
    public static Map<String, Integer> changelogs(final Admin admin, final String applicationId)
            throws ExecutionException, InterruptedException {
        return partitions(
                admin,
                TopologyNames.STATE_STORES.stream()
                        .map(store -> applicationId + "-" + store + "-changelog")
                        .toList());
    }

    /**
     * Asks the brokers whether inputs and state of an application still fit together.
     *
     * @return what is wrong; empty if nothing is
     * @throws ExecutionException if they do not answer, or deny it
     */
    public static Optional<String> partitionsChanged(
            final Admin admin, final TopicNames topics, final String applicationId)
            throws ExecutionException, InterruptedException {
        return Incurable.partitionsChanged(topics, lookUp(admin, topics), changelogs(admin, applicationId));
    }

    /** The number of partitions that each input has. */
    public int inputPartitions(final TopicNames topics) {
        return partitions.get(topics.of(MopupTopic.COMMANDS));
    }

    private static Map<String, Integer> partitions(final Admin admin, final List<String> names)
            throws ExecutionException, InterruptedException {
        final Map<String, Integer> partitions = new HashMap<>();
        for (final Map.Entry<String, KafkaFuture<TopicDescription>> entry :
                admin.describeTopics(names).topicNameValues().entrySet()) {
            try {
                partitions.put(
                        entry.getKey(), entry.getValue().get().partitions().size());
            } catch (final ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
            }
        }
        return partitions;
    }

    private static int smallestLimit(final Admin admin, final Map<String, Integer> existing)
            throws ExecutionException, InterruptedException {
        final List<ConfigResource> resources = existing.keySet().stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        int smallest = Integer.MAX_VALUE;
        for (final Config config : admin.describeConfigs(resources).all().get().values()) {
            final String limit =
                    config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG).value();
            smallest = Math.min(smallest, Integer.parseInt(limit));
        }
        return smallest;
    }
}
