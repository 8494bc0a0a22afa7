/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.client.admin;

import static io.mopup.client.admin.ClusterAnswers.existing;
import static io.mopup.client.admin.ClusterAnswers.get;

import io.mopup.client.MopupClientException;
import io.mopup.contract.MopupTopic;
import io.mopup.contract.TopicNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Compares the topics of a cluster with the catalogue and brings them there. Never deletes, never repartitions. */
public final class TopicAdmin {
    private static final Duration PROPAGATION = Duration.ofSeconds(30);
    private static final Duration PROPAGATION_POLL = Duration.ofMillis(50);

    private final Admin admin;
    private final TopicNames names;

    public TopicAdmin(final Admin admin, final TopicNames names) {
        this.admin = admin;
        this.names = names;
    }

    /**
     * The partition count that the input topics have already, if any of them exists.
     *
     * @throws MopupClientException if they differ among themselves
     */
    public Optional<Integer> partitionsOfInputs() {
        final Map<String, TopicDescription> found = describe();
        final Map<String, Integer> counts = Stream.of(MopupTopic.values())
                .filter(topic -> topic.role() == MopupTopic.Role.INPUT)
                .map(names::of)
                .filter(found::containsKey)
                .collect(Collectors.toMap(
                        Function.identity(),
                        name -> found.get(name).partitions().size()));
        if (counts.values().stream().distinct().count() > 1) {
            throw new MopupClientException("The input topics must share one partition count, but they have " + counts
                    + ". Create them anew while they are empty.");
        }
        return counts.values().stream().findFirst();
    }

    /** What is different, in the order of the catalogue. */
    public List<TopicDifference> compare(final TopicLayout layout) {
        final Map<String, TopicDescription> found = describe();
        final Map<String, Config> configs = configs(found.keySet());
        final List<TopicDifference> differences = new ArrayList<>();
        for (final MopupTopic topic : MopupTopic.values()) {
            final String name = names.of(topic);
            final int partitions = layout.partitionsOf(topic);
            final TopicDescription description = found.get(name);
            if (description == null) {
                differences.add(new TopicDifference.Missing(name, partitions));
                continue;
            }
            // Clients find the partition of a key by the real count, so only the inputs of the fold have to agree.
            if (topic.role() == MopupTopic.Role.INPUT
                    && description.partitions().size() != partitions) {
                differences.add(new TopicDifference.OtherPartitions(
                        name, partitions, description.partitions().size()));
            }
            otherConfigs(topic, configs.get(name)).forEach(differences::add);
        }
        return differences;
    }

    /**
     * Creates what is missing and adjusts configurations.
     *
     * @return what was different before
     * @throws MopupClientException if inputs exist with another partition count; nothing is changed then
     */
    public List<TopicDifference> apply(final TopicLayout layout) {
        final List<TopicDifference> differences = compare(layout);
        differences.stream()
                .filter(TopicDifference.OtherPartitions.class::isInstance)
                .findFirst()
                .ifPresent(difference -> {
                    throw new MopupClientException("Nothing was changed. " + difference.remedy() + ".");
                });
        create(differences, layout);
        adjust(differences);
        awaitEqual(layout);
        return differences;
    }

    /** The controller has decided; the brokers, which clients ask, hear of it some milliseconds later. */
    private void awaitEqual(final TopicLayout layout) {
        final long deadline = System.nanoTime() + PROPAGATION.toNanos();
        for (List<TopicDifference> left = compare(layout); !left.isEmpty(); left = compare(layout)) {
            if (System.nanoTime() > deadline) {
                throw new MopupClientException("The brokers have not taken the changes over within "
                        + PROPAGATION.toSeconds() + " s: " + left.get(0).finding() + ".");
            }
            LockSupport.parkNanos(PROPAGATION_POLL.toNanos());
        }
    }

    private void create(final List<TopicDifference> differences, final TopicLayout layout) {
        final List<NewTopic> missing = differences.stream()
                .filter(TopicDifference.Missing.class::isInstance)
                .map(TopicDifference.Missing.class::cast)
                .map(topic -> newTopic(topic, layout))
                .toList();
        for (final KafkaFuture<Void> created :
                admin.createTopics(missing).values().values()) {
            // Somebody else may be creating them at the same time.
            existing(created, TopicExistsException.class);
        }
    }

    private NewTopic newTopic(final TopicDifference.Missing missing, final TopicLayout layout) {
        final MopupTopic topic = names.topic(missing.topic()).orElseThrow();
        return new NewTopic(missing.topic(), Optional.of(missing.partitions()), layout.replicationFactor())
                .configs(topic.kept().topicConfig());
    }

    private void adjust(final List<TopicDifference> differences) {
        final Map<ConfigResource, Collection<AlterConfigOp>> changes = differences.stream()
                .filter(TopicDifference.OtherConfig.class::isInstance)
                .map(TopicDifference.OtherConfig.class::cast)
                .collect(Collectors.groupingBy(
                        other -> new ConfigResource(ConfigResource.Type.TOPIC, other.topic()),
                        Collectors.mapping(
                                other -> new AlterConfigOp(
                                        new ConfigEntry(other.key(), other.expected()), AlterConfigOp.OpType.SET),
                                Collectors.toCollection(ArrayList::new))));
        if (!changes.isEmpty()) {
            get(admin.incrementalAlterConfigs(changes).all());
        }
    }

    private Stream<TopicDifference> otherConfigs(final MopupTopic topic, final Config config) {
        return topic.kept().topicConfig().entrySet().stream()
                .filter(wanted ->
                        !wanted.getValue().equals(config.get(wanted.getKey()).value()))
                .map(wanted -> new TopicDifference.OtherConfig(
                        names.of(topic),
                        wanted.getKey(),
                        wanted.getValue(),
                        config.get(wanted.getKey()).value()));
    }

    private Map<String, TopicDescription> describe() {
        final List<String> all = Stream.of(MopupTopic.values()).map(names::of).toList();
        return admin.describeTopics(all).topicNameValues().entrySet().stream()
                .flatMap(entry -> existing(entry.getValue(), UnknownTopicOrPartitionException.class).stream())
                .collect(Collectors.toMap(TopicDescription::name, Function.identity()));
    }

    private Map<String, Config> configs(final Collection<String> topics) {
        final List<ConfigResource> resources = topics.stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        return get(admin.describeConfigs(resources).all()).entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().name(), Map.Entry::getValue));
    }
}
