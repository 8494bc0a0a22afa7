/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.agent;

import static org.awaitility.Awaitility.await;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.mopup.contract.MopupTopic;
import io.mopup.contract.PublishedSchemas;
import io.mopup.contract.RecordDecoder;
import io.mopup.contract.RecordKeys;
import io.mopup.contract.RecordSerdes;
import io.mopup.contract.TopicNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Topics of their own on the test broker, a processor that publishes work, and a reader of what agents answer. */
final class Installation implements AutoCloseable {
    static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int PARTITIONS = 2;

    private final Map<String, Object> connection;
    private final TopicNames topics;
    private final Serializer<SpecificRecord> serializer;
    private final RecordDecoder decoder;
    private final KafkaProducer<String, byte[]> processor;
    private final KafkaConsumer<byte[], byte[]> answers;
    private final List<ConsumerRecord<byte[], byte[]>> reports = new ArrayList<>();
    private final List<ConsumerRecord<byte[], byte[]>> deadLetters = new ArrayList<>();

    /** With a registry in this process that knows the schemas. */
    static Installation create() throws Exception {
        return create(Map.of());
    }

    /** The same, with configurations for some topics. */
    static Installation create(final Map<MopupTopic, Map<String, String>> topicConfigs) throws Exception {
        final String prefix = UUID.randomUUID() + ".";
        final String url = "mock://" + prefix;
        register(url, new TopicNames(prefix));
        return new Installation(prefix, url, topicConfigs);
    }

    /** With this registry. */
    static Installation with(final String prefix, final String registryUrl) throws Exception {
        return new Installation(prefix, registryUrl, Map.of());
    }

    private Installation(
            final String prefix, final String registryUrl, final Map<MopupTopic, Map<String, String>> topicConfigs)
            throws Exception {
        topics = new TopicNames(prefix);
        connection = Map.of(
                "bootstrap.servers",
                TestBroker.bootstrapServers(),
                RecordSerdes.REGISTRY_URL_CONFIG,
                registryUrl,
                TopicNames.TOPIC_PREFIX_CONFIG,
                prefix);
        createTopics(topicConfigs);
        serializer = RecordSerdes.serializer(connection);
        decoder = RecordSerdes.decoder(connection);
        final Map<String, Object> producer = new HashMap<>(connection);
        producer.put("transactional.id", prefix + "processor");
        processor = new KafkaProducer<>(producer, new StringSerializer(), new ByteArraySerializer());
        processor.initTransactions();
        answers = new KafkaConsumer<>(connection, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        final List<TopicPartition> partitions = Stream.of(MopupTopic.STORAGE_REPORTS, MopupTopic.DEAD_LETTERS)
                .flatMap(topic -> Stream.of(0, 1).map(partition -> new TopicPartition(topics.of(topic), partition)))
                .toList();
        answers.assign(partitions);
        answers.seekToBeginning(partitions);
    }

    /** Registers the contract in a fixed order, so that two processes give the same ids. */
    static SchemaRegistryClient register(final String url, final TopicNames topics) throws Exception {
        final SchemaRegistryClient registry = RecordSerdes.registry(Map.of(RecordSerdes.REGISTRY_URL_CONFIG, url));
        for (final MopupTopic topic : MopupTopic.values()) {
            for (final Class<? extends SpecificRecord> type : topic.records()) {
                registry.register(
                        PublishedSchemas.subject(topics.of(topic), type),
                        new AvroSchema(PublishedSchemas.schema(type)));
            }
        }
        return registry;
    }

    TopicNames topics() {
        return topics;
    }

    String registryUrl() {
        return connection.get(RecordSerdes.REGISTRY_URL_CONFIG).toString();
    }

    /** The name of the group that {@link #config} configures. */
    String group() {
        return topics.prefix() + "agents";
    }

    AgentConfig config(final Map<String, ?> more) {
        final Map<String, Object> all = new HashMap<>(connection);
        all.put(AgentConfig.GROUP_ID_CONFIG, group());
        all.put(AgentConfig.NAME_CONFIG, "agent-" + UUID.randomUUID());
        all.put(AgentConfig.RETRY_BACKOFF_MS_CONFIG, 1);
        all.put(AgentConfig.STARTUP_TIMEOUT_MS_CONFIG, 20_000);
        all.putAll(more);
        return new AgentConfig(all);
    }

    /** Publishes records in a transaction, and commits it. */
    void publish(final SpecificRecord... records) {
        publish(new RecordHeaders(), records);
    }

    void publish(final Headers headers, final SpecificRecord... records) {
        processor.beginTransaction();
        for (final SpecificRecord record : records) {
            final String topic = topics.of(MopupTopic.of(record));
            send(new ProducerRecord<>(
                    topic, null, RecordKeys.of(record), serializer.serialize(topic, record), headers));
        }
        processor.commitTransaction();
    }

    /** Publishes records in a transaction that is aborted when they are on the broker. */
    void publishAndAbort(final SpecificRecord... records) {
        processor.beginTransaction();
        for (final SpecificRecord record : records) {
            final String topic = topics.of(MopupTopic.of(record));
            send(new ProducerRecord<>(topic, RecordKeys.of(record), serializer.serialize(topic, record)));
        }
        processor.flush();
        processor.abortTransaction();
    }

    void publishBytes(final MopupTopic topic, final String key, final byte[] value) {
        processor.beginTransaction();
        send(new ProducerRecord<>(topics.of(topic), key, value));
        processor.commitTransaction();
    }

    /** The bytes of a record as they would stand on a topic, whether it belongs there or not. */
    byte[] encode(final MopupTopic topic, final SpecificRecord record) {
        return serializer.serialize(topics.of(topic), record);
    }

    int registerForeign(final Schema schema) throws Exception {
        return RecordSerdes.registry(connection).register("foreign", new AvroSchema(schema));
    }

    /** Waits until agents have reported so often. */
    List<SpecificRecord> awaitReports(final int count) {
        awaitUntil(reports, count);
        return reports.stream()
                .map(record -> decoder.decode(record.topic(), MopupTopic.STORAGE_REPORTS, record.value()))
                .toList();
    }

    /** The reports as they stand on the topic, as far as they were awaited. */
    List<ConsumerRecord<byte[], byte[]>> rawReports() {
        return reports;
    }

    List<ConsumerRecord<byte[], byte[]>> awaitDeadLetters(final int count) {
        awaitUntil(deadLetters, count);
        return deadLetters;
    }

    /** Sets something for the group of the agents. */
    void setGroup(final String key, final String value) throws Exception {
        set(new ConfigResource(ConfigResource.Type.GROUP, group()), key, value);
    }

    /** Sets something for a topic. */
    void setTopic(final MopupTopic topic, final String key, final String value) throws Exception {
        set(new ConfigResource(ConfigResource.Type.TOPIC, topics.of(topic)), key, value);
    }

    private void set(final ConfigResource resource, final String key, final String value) throws Exception {
        try (Admin admin = admin()) {
            admin.incrementalAlterConfigs(Map.of(
                            resource,
                            List.of(new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
            // The controller has it; the broker learns of it a moment later.
            await().until(() -> value.equals(admin.describeConfigs(List.of(resource))
                    .all()
                    .get()
                    .get(resource)
                    .get(key)
                    .value()));
        }
    }

    Admin admin() {
        return Admin.create(connection);
    }

    @Override
    public void close() {
        processor.close();
        answers.close();
        serializer.close();
    }

    private void awaitUntil(final List<?> arrived, final int count) {
        await().atMost(LIMIT).pollInSameThread().until(() -> {
            read();
            return arrived.size() >= count;
        });
    }

    private void read() {
        for (final ConsumerRecord<byte[], byte[]> record : answers.poll(Duration.ofMillis(100))) {
            (record.topic().equals(topics.of(MopupTopic.DEAD_LETTERS)) ? deadLetters : reports).add(record);
        }
    }

    /** A failure comes out when the transaction is committed. */
    private void send(final ProducerRecord<String, byte[]> record) {
        final Future<RecordMetadata> unused = processor.send(record);
    }

    private void createTopics(final Map<MopupTopic, Map<String, String>> topicConfigs) throws Exception {
        final List<String> names =
                Stream.of(MopupTopic.values()).map(topics::of).toList();
        try (Admin admin = admin()) {
            admin.createTopics(Stream.of(MopupTopic.values())
                            .map(topic -> new NewTopic(topics.of(topic), PARTITIONS, (short) 1)
                                    .configs(topicConfigs.getOrDefault(topic, Map.of())))
                            .toList())
                    .all()
                    .get();
            // The controller answers first, the broker's own metadata follow.
            await().ignoreExceptions().until(() -> admin.describeTopics(names)
                    .allTopicNames()
                    .thenApply(found -> found.size() == names.size())
                    .get());
        }
    }
}
