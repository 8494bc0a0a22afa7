/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks.internal;

import io.mopup.benchmarks.BenchOptions;
import io.mopup.contract.MopupTopic;
import io.mopup.contract.RecordKeys;
import io.mopup.contract.RecordSerdes;
import io.mopup.contract.TopicNames;
import io.mopup.embedded.BrokerOptions;
import io.mopup.embedded.EmbeddedBroker;
import io.mopup.events.PartUploaded;
import java.nio.file.Path;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.Serializer;

/** The broker of one run, in this process, with everything that it leaves behind in one temporary directory. */
public final class Testbed implements AutoCloseable {
    /**
     * Without a delay the first thread gets all partitions, and works alone until its next heartbeat tells it of the
     * second one: three seconds of every pass.
     */
    private static final String REBALANCE_DELAY = "group.initial.rebalance.delay.ms";

    private static final String REBALANCE_DELAY_MS = "1000";

    private final BenchOptions options;
    private final TemporaryDirectory directory;
    private final EmbeddedBroker broker;
    private final Admin admin;
    private final Topics topics;

    private Testbed(final BenchOptions options, final TemporaryDirectory directory, final EmbeddedBroker broker) {
        this.options = options;
        this.directory = directory;
        this.broker = broker;
        this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()));
        this.topics = new Topics(admin, RecordSerdes.registry(serdeConfig()), options.partitions());
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

    /** The topics on its broker. */
    Topics topics() {
        return topics;
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
        return Map.of(RecordSerdes.REGISTRY_URL_CONFIG, "mock://benchmarks");
    }

    /** Bytes of the key and the value of one part event. */
    public int recordBytes() {
        final String topic = TopicNames.DEFAULT.of(MopupTopic.UPLOAD_EVENTS);
        topics.register(topic, MopupTopic.UPLOAD_EVENTS.records());
        final int openUploads = options.openUploads().get(0);
        final PartUploaded part = Events.part(
                OpenUploads.series(openUploads, options.partitions()).identity(0), 1);
        try (Serializer<SpecificRecord> serializer = RecordSerdes.serializer(serdeConfig())) {
            return RecordKeys.of(part).length() + serializer.serialize(topic, part).length;
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

    @Override
    public void close() {
        admin.close();
        broker.close();
        directory.close();
    }
}
