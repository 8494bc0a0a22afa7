/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks.internal;

import io.mopup.benchmarks.BenchException;
import io.mopup.benchmarks.BenchOptions;
import io.mopup.contract.MopupTopic;
import io.mopup.contract.RecordKeys;
import io.mopup.contract.RecordSerdes;
import io.mopup.contract.TopicNames;
import io.mopup.embedded.BrokerOptions;
import io.mopup.embedded.EmbeddedBroker;
import io.mopup.events.PartUploaded;
import java.nio.file.Path;
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
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The broker of one run, in this process, with everything that it leaves behind in one temporary directory. */
public final class Testbed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Testbed.class);
    /**
     * Without a delay the first thread gets all partitions, and works alone until its next heartbeat tells it of the
     * second one: three seconds of every pass.
     */
    private static final String REBALANCE_DELAY = "group.initial.rebalance.delay.ms";

    private static final String REBALANCE_DELAY_MS = "1000";
    private static final short REPLICATION = 1;
    private static final Duration LEADER_LIMIT = Duration.ofSeconds(30);
    private static final Duration LEADER_POLL = Duration.ofMillis(50);

    private final BenchOptions options;
    private final TemporaryDirectory directory;
    private final EmbeddedBroker broker;
    private final Admin admin;

    private Testbed(final BenchOptions options, final TemporaryDirectory directory, final EmbeddedBroker broker) {
        this.options = options;
        this.directory = directory;
        this.broker = broker;
        this.admin = Admin.create(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()));
    }

    /** Starts the broker. */
    public static Testbed start(final BenchOptions options) {
        final TemporaryDirectory directory = TemporaryDirectory.create(options.dataDirectory());
        try {
            return new Testbed(
                    options,
                    directory,
                    EmbeddedBroker.start(BrokerOptions.in(directory.path().resolve("broker"))
                            .with(REBALANCE_DELAY, REBALANCE_DELAY_MS)));
        } catch (final RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    BenchOptions options() {
        return options;
    }

    Admin admin() {
        return admin;
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** A place for the state stores of one application. */
    Path stateDirectory(final String application) {
        return directory.path().resolve("state").resolve(application);
    }

    /**
     * The serdes of production on a registry in memory. They ask a registry once for each schema and remember the
     * answer, so where it runs makes no difference to a figure.
     */
    Map<String, Object> serdeConfig() {
        return Map.of(RecordSerdes.REGISTRY_URL_CONFIG, "mock://benchmarks", "auto.register.schemas", true);
    }

    /** Bytes of the key and the value of one part event. */
    public int recordBytes() {
        final PartUploaded part = Events.part(
                UploadSeries.spread("open-1000", 1, options.partitions()).identity(0), 1);
        try (Serializer<SpecificRecord> serializer = RecordSerdes.serializer(serdeConfig())) {
            return RecordKeys.of(part).length()
                    + serializer.serialize(TopicNames.DEFAULT.of(MopupTopic.UPLOAD_EVENTS), part).length;
        }
    }

    /** What every consumer here begins with: committed records only, from the first one on. */
    Map<String, Object> consumerConfig() {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false);
    }

    /** The partitions of a topic of this run; all topics have the same number. */
    Set<TopicPartition> partitionsOf(final String topic) {
        return IntStream.range(0, options.partitions())
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Creates topics that are not of the catalogue. */
    void createTopics(final String... names) {
        create(Arrays.stream(names).map(this::topic).toList());
    }

    /** Creates every topic of the catalogue. */
    void createCatalogue(final TopicNames names) {
        create(Arrays.stream(MopupTopic.values())
                .map(topic -> topic(names.of(topic)).configs(topic.kept().topicConfig()))
                .toList());
    }

    /** Deletes the topics whose names begin with this application and a dash: its output and its changelogs. */
    void deleteTopics(final String application) {
        final Collection<String> all = Testbed.await(
                        "list topics", admin.listTopics().names())
                .stream()
                .filter(name -> name.startsWith(application + '-'))
                .toList();
        await("delete topics", admin.deleteTopics(all).all());
    }

    /** Makes an application begin at these offsets. */
    void startAt(final String group, final Map<TopicPartition, Long> offsets) {
        await(
                "set the offsets of " + group,
                admin.alterConsumerGroupOffsets(
                                group,
                                offsets.entrySet().stream()
                                        .collect(Collectors.toMap(
                                                Map.Entry::getKey, at -> new OffsetAndMetadata(at.getValue()))))
                        .all());
    }

    /** The result of a request to the broker. */
    static <T> T await(final String what, final KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("Interrupted; could not " + what + ".", e);
        } catch (final ExecutionException e) {
            throw new BenchException("Could not " + what + ": " + e.getCause().getMessage(), e);
        }
    }

    @Override
    public void close() {
        admin.close();
        broker.close();
        directory.close();
    }

    private NewTopic topic(final String name) {
        return new NewTopic(name, options.partitions(), REPLICATION);
    }

    /**
     * Creates topics and waits until their partitions are led. A producer that comes earlier can have its first batch
     * refused and its second one taken; the repeated first one is out of sequence then until it expires.
     */
    private void create(final List<NewTopic> topics) {
        await("create topics", admin.createTopics(topics).all());
        final Map<TopicPartition, OffsetSpec> partitions = topics.stream()
                .flatMap(topic -> partitionsOf(topic.name()).stream())
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        final long deadline = System.nanoTime() + LEADER_LIMIT.toNanos();
        while (!areLed(partitions) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LEADER_POLL.toNanos());
        }
    }

    private boolean areLed(final Map<TopicPartition, OffsetSpec> partitions) {
        try {
            // Answered by the leaders alone, unlike a description.
            admin.listOffsets(partitions).all().get();
            return true;
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("Interrupted while topics were created.", e);
        } catch (final ExecutionException e) {
            LOG.debug("Not all leaders are there yet", e);
            return false;
        }
    }
}
