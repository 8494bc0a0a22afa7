/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks.internal;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.mopup.benchmarks.BenchException;
import io.mopup.contract.MopupTopic;
import io.mopup.contract.PublishedSchemas;
import io.mopup.contract.TopicNames;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Topics of one run with their subjects in the registry, and offsets on them. All have the same number of partitions. */
final class Topics {
    private static final Logger LOG = LoggerFactory.getLogger(Topics.class);
    private static final short REPLICATION = 1;
    private static final Duration LEADER_LIMIT = Duration.ofSeconds(30);
    private static final Duration LEADER_POLL = Duration.ofMillis(50);

    private final Admin admin;
    private final SchemaRegistryClient registry;
    private final int partitions;

    Topics(final Admin admin, final SchemaRegistryClient registry, final int partitions) {
        this.admin = admin;
        this.registry = registry;
        this.partitions = partitions;
    }

    /** Creates every topic of the catalogue. */
    void createCatalogue(final TopicNames names) {
        for (final MopupTopic topic : MopupTopic.values()) {
            register(names.of(topic), topic.records());
        }
        create(Arrays.stream(MopupTopic.values())
                .map(topic -> topic(names.of(topic)).configs(topic.kept().topicConfig()))
                .toList());
    }

    /** Creates one topic that holds the same records as another one of the catalogue. */
    void createLike(final MopupTopic topic, final String name) {
        register(name, topic.records());
        create(List.of(topic(name)));
    }

    /** Registers the records of one topic, as is done before production begins: nothing registers them on the way. */
    void register(final String topicName, final List<Class<? extends SpecificRecord>> types) {
        try {
            for (final Class<? extends SpecificRecord> type : types) {
                registry.register(
                        PublishedSchemas.subject(topicName, type), new AvroSchema(PublishedSchemas.schema(type)));
            }
        } catch (final IOException | RestClientException e) {
            throw new BenchException("Could not register the schemas of " + topicName + ".", e);
        }
    }

    /** Deletes the topics whose names begin with this application and a dash: its output and its changelogs. */
    void deleteOf(final String application) {
        final Collection<String> all = await("list topics", admin.listTopics().names()).stream()
                .filter(name -> name.startsWith(application + '-'))
                .toList();
        await("delete topics", admin.deleteTopics(all).all());
    }

    Set<TopicPartition> partitionsOf(final String topic) {
        return IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The offset behind the last record of each partition. */
    Map<TopicPartition, Long> ends(final String topic) {
        return await("read the ends of " + topic, latest(partitionsOf(topic))).entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, end -> end.getValue().offset()));
    }

    /** How many input records a group has committed, in offsets summed over all partitions. */
    long committed(final String group, final Set<TopicPartition> inputs) {
        final Map<TopicPartition, OffsetAndMetadata> offsets = await(
                "read the offsets of " + group,
                admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        return inputs.stream()
                .map(offsets::get)
                .mapToLong(offset -> offset == null ? 0 : offset.offset())
                .sum();
    }

    /** Makes a group begin at these offsets. */
    void startAt(final String group, final Map<TopicPartition, Long> offsets) {
        final Map<TopicPartition, OffsetAndMetadata> all = offsets.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, at -> new OffsetAndMetadata(at.getValue())));
        await(
                "set the offsets of " + group,
                admin.alterConsumerGroupOffsets(group, all).all());
    }

    private NewTopic topic(final String name) {
        return new NewTopic(name, partitions, REPLICATION);
    }

    /**
     * Creates topics and waits until their partitions are led. A producer that comes earlier can have its first batch
     * refused and its second one taken; the repeated first one is out of sequence then until it expires.
     */
    private void create(final List<NewTopic> topics) {
        await("create topics", admin.createTopics(topics).all());
        final Set<TopicPartition> created = topics.stream()
                .flatMap(topic -> partitionsOf(topic.name()).stream())
                .collect(Collectors.toSet());
        final long deadline = System.nanoTime() + LEADER_LIMIT.toNanos();
        while (!areLed(created) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LEADER_POLL.toNanos());
        }
    }

    private boolean areLed(final Set<TopicPartition> all) {
        try {
            // Answered by the leaders alone, unlike a description.
            latest(all).get();
            return true;
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("Interrupted while topics were created.", e);
        } catch (final ExecutionException e) {
            LOG.debug("Not all leaders are there yet", e);
            return false;
        }
    }

    private KafkaFuture<Map<TopicPartition, ListOffsetsResultInfo>> latest(final Set<TopicPartition> all) {
        return admin.listOffsets(all.stream().collect(Collectors.toMap(each -> each, each -> OffsetSpec.latest())))
                .all();
    }

    private static <T> T await(final String what, final KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("Interrupted; could not " + what + ".", e);
        } catch (final ExecutionException e) {
            throw new BenchException("Could not " + what + ": " + e.getCause().getMessage(), e);
        }
    }
}
