/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.mopup.contract.MopupTopic;
import io.mopup.contract.MopupTopic.Role;
import io.mopup.contract.RecordDecoder;
import io.mopup.contract.RecordKeys;
import io.mopup.contract.RecordSerdes;
import io.mopup.contract.TopicNames;
import io.mopup.processor.ProcessorConfig;
import io.mopup.processor.ProcessorMetric;
import io.mopup.processor.TopologyNames;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/** The real topology in Kafka's test driver, with a registry in memory. */
public final class FoldDriver implements AutoCloseable {
    private static final AtomicInteger REGISTRIES = new AtomicInteger();

    private final TopicNames topics;
    private final TopologyTestDriver driver;
    private final Map<String, Object> serdesConfig;
    private final RecordCodecs codecs;
    private final FoldParts parts;
    private final Serializer<SpecificRecord> serializer;
    private final RecordDecoder decoder;
    private final Map<MopupTopic, TestInputTopic<byte[], byte[]>> inputs = new EnumMap<>(MopupTopic.class);
    private final Map<MopupTopic, TestOutputTopic<byte[], byte[]>> outputs = new EnumMap<>(MopupTopic.class);

    FoldDriver(final Path stateDirectory) {
        this(stateDirectory, Map.of(), 1);
    }

    /** @param partitions how many the processor believes in; all records arrive on the first */
    public FoldDriver(final Path stateDirectory, final Map<String, ?> overrides, final int partitions) {
        final ProcessorConfig config = config(stateDirectory, overrides);
        topics = config.topics();
        codecs = new RegistryAccess(config.originals()).codecs();
        serdesConfig = RecordSerdes.config(config.originals());
        serializer = RecordSerdes.serializer(config.originals());
        decoder = RecordSerdes.decoder(config.originals());
        final Map<String, Object> streamsConfig = config.streamsConfig();
        parts = FoldParts.of(config, codecs, partitions, StreamsDefaults.maxRequestSize(streamsConfig));
        final Properties properties = new Properties();
        properties.putAll(streamsConfig);
        driver = new TopologyTestDriver(FoldTopology.build(parts, config.exactlyOnce()), properties, TestRecords.TIME);
        for (final MopupTopic topic : MopupTopic.values()) {
            if (topic.role() == Role.INPUT || topic.role() == Role.REFERENCE) {
                inputs.put(
                        topic,
                        driver.createInputTopic(
                                topics.of(topic),
                                new ByteArraySerializer(),
                                new ByteArraySerializer(),
                                TestRecords.TIME,
                                Duration.ZERO));
            }
            // Policies write where the fold reads.
            if (topic.role() == Role.OUTPUT || topic.role() == Role.DEAD_LETTER || topic == MopupTopic.COMMANDS) {
                outputs.put(
                        topic,
                        driver.createOutputTopic(
                                topics.of(topic), new ByteArrayDeserializer(), new ByteArrayDeserializer()));
            }
        }
    }

    public static ProcessorConfig config(final Path stateDirectory, final Map<String, ?> overrides) {
        final Map<String, Object> all = new HashMap<>();
        all.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
        all.put(RecordSerdes.REGISTRY_URL_CONFIG, "mock://fold-driver-" + REGISTRIES.incrementAndGet());
        all.put("auto.register.schemas", true);
        all.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        all.putAll(overrides);
        return new ProcessorConfig(all);
    }

    FoldParts parts() {
        return parts;
    }

    TopologyTestDriver driver() {
        return driver;
    }

    /** Publishes a record the way a correct producer does. */
    void publish(final SpecificRecord record) {
        publish(record, new RecordHeaders());
    }

    void publish(final SpecificRecord record, final Headers headers) {
        publish(record, headers, TestRecords.TIME);
    }

    /** @param time event time of the record */
    public void publish(final SpecificRecord record, final Headers headers, final Instant time) {
        final byte[] key = RecordKeys.of(record).getBytes(StandardCharsets.UTF_8);
        inputs.get(MopupTopic.of(record)).pipeInput(new TestRecord<>(key, encode(record), headers, time));
    }

    void publish(final MopupTopic topic, final byte[] key, final byte[] value, final Headers headers) {
        inputs.get(topic).pipeInput(new TestRecord<>(key, value, headers, TestRecords.TIME));
    }

    byte[] encode(final SpecificRecord record) {
        return encode(MopupTopic.of(record), record);
    }

    byte[] encode(final MopupTopic topic, final SpecificRecord record) {
        return serializer.serialize(topics.of(topic), record);
    }

    /** A record that is Avro and known to the registry, but none of ours. */
    byte[] encodeForeign(final MopupTopic topic) {
        final Schema schema = SchemaBuilder.record("Order")
                .namespace("com.example")
                .fields()
                .requiredString("id")
                .endRecord();
        final GenericRecord order =
                new GenericRecordBuilder(schema).set("id", "1").build();
        try (KafkaAvroSerializer foreign = new KafkaAvroSerializer()) {
            foreign.configure(serdesConfig, false);
            return foreign.serialize(topics.of(topic), order);
        }
    }

    /** Everything new on an output. */
    public List<TestRecord<byte[], byte[]>> raw(final MopupTopic topic) {
        return outputs.get(topic).readRecordsToList();
    }

    /** Everything new on an output, decoded, without tombstones. */
    <T extends SpecificRecord> List<T> read(final MopupTopic topic, final Class<T> type) {
        return raw(topic).stream()
                .filter(record -> record.value() != null)
                .map(record -> type.cast(decode(topic, record.value())))
                .toList();
    }

    public SpecificRecord decode(final MopupTopic topic, final byte[] value) {
        return decoder.decode(topics.of(topic), topic, value);
    }

    public void advance(final Duration time) {
        driver.advanceWallClockTime(time);
    }

    /** Epoch milliseconds of the first timer that is set; empty if there is none. */
    public OptionalLong nextTimer() {
        final KeyValueStore<String, String> timers = driver.getKeyValueStore(TopologyNames.TIMERS_STORE);
        try (KeyValueIterator<String, String> all = timers.range(StoreKeys.timersFrom(0), StoreKeys.TIMER_CURSOR)) {
            return all.hasNext() ? OptionalLong.of(StoreKeys.timerAt(all.next().key)) : OptionalLong.empty();
        }
    }

    /** Fills the stores with what is in those of another driver, as a restart does from the changelogs. */
    public void restore(final FoldDriver from) {
        for (final String name : List.of(
                TopologyNames.UPLOADS_STORE,
                TopologyNames.PARTS_STORE,
                TopologyNames.COMMANDS_STORE,
                TopologyNames.TIMERS_STORE)) {
            final KeyValueStore<Object, Object> store = driver.getKeyValueStore(name);
            try (KeyValueIterator<Object, Object> all =
                    from.driver.getKeyValueStore(name).all()) {
                all.forEachRemaining(entry -> store.put(entry.key, entry.value));
            }
        }
    }

    /** The sum of a metric over its tags. */
    long metric(final ProcessorMetric metric) {
        return (long) driver.metrics().entrySet().stream()
                .filter(entry -> entry.getKey().group().equals(ProcessorMetric.GROUP)
                        && entry.getKey().name().equals(metric.metricName()))
                .mapToDouble(entry -> (double) entry.getValue().metricValue())
                .sum();
    }

    long metric(final ProcessorMetric metric, final String tagValue) {
        return (long) driver.metrics().entrySet().stream()
                .filter(entry -> entry.getKey().group().equals(ProcessorMetric.GROUP)
                        && entry.getKey().name().equals(metric.metricName())
                        && tagValue.equals(
                                entry.getKey().tags().get(metric.labels().get(0))))
                .mapToDouble(entry -> (double) entry.getValue().metricValue())
                .sum();
    }

    @Override
    public void close() {
        driver.close();
        codecs.close();
    }
}
