/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.broker;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.mopup.contract.MopupTopic;
import io.mopup.contract.PublishedSchemas;
import io.mopup.contract.RecordKeys;
import io.mopup.contract.RecordSerdes;
import io.mopup.contract.TopicNames;
import io.mopup.embedded.testing.SharedStack;
import io.mopup.processor.FoldConfig;
import io.mopup.processor.ProcessorConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.StreamsConfig;

/** Topics, schemas and an application id of its own on the shared broker; and a producer that behaves. */
public final class Installation implements AutoCloseable {
    public static final int PARTITIONS = 3;
    private static final int STACK = 12;

    private final TopicNames topics = new TopicNames("t" + UUID.randomUUID() + ".");
    private final String registryUrl;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Serializer<SpecificRecord> serializer;
    private final List<Exception> failures = new CopyOnWriteArrayList<>();

    /** With the shared registry. */
    public static Installation create() throws Exception {
        return new Installation(SharedStack.registryUrl());
    }

    Installation(final String registryUrl) throws Exception {
        this.registryUrl = registryUrl;
        createTopics();
        registerSchemas();
        producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, SharedStack.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        serializer = RecordSerdes.serializer(registryConfig());
    }

    TopicNames topics() {
        return topics;
    }

    String name(final MopupTopic topic) {
        return topics.of(topic);
    }

    Map<String, Object> registryConfig() {
        return Map.of(RecordSerdes.REGISTRY_URL_CONFIG, registryUrl);
    }

    /** A configuration that makes every wait short, with these changes. */
    public Map<String, String> properties(final Path stateDirectory, final Map<String, String> changes) {
        final Map<String, String> all = new HashMap<>();
        all.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, SharedStack.bootstrapServers());
        all.put(RecordSerdes.REGISTRY_URL_CONFIG, registryUrl);
        all.put(TopicNames.TOPIC_PREFIX_CONFIG, topics.prefix());
        all.put(StreamsConfig.APPLICATION_ID_CONFIG, topics.prefix() + "processor");
        all.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        all.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, "100");
        all.put(FoldConfig.QUIET_PERIOD_CONFIG, "200");
        all.put(FoldConfig.UNKNOWN_GRACE_CONFIG, "1000");
        all.put(ProcessorConfig.TIMER_INTERVAL_CONFIG, "20");
        // How long the group waits for a member that was killed.
        all.put("consumer.session.timeout.ms", "6000");
        all.put("producer.transaction.timeout.ms", "6000");
        all.putAll(changes);
        return all;
    }

    ProcessorConfig config(final Path stateDirectory, final Map<String, String> changes) {
        return new ProcessorConfig(properties(stateDirectory, changes));
    }

    public void publish(final SpecificRecord record) {
        publish(record, new RecordHeaders());
    }

    public void publish(final SpecificRecord record, final Headers headers) {
        final MopupTopic topic = MopupTopic.of(record);
        final byte[] key = RecordKeys.of(record).getBytes(StandardCharsets.UTF_8);
        publish(new ProducerRecord<>(name(topic), null, key, encode(topic, record), headers));
    }

    /** @param partition null for the one that the key belongs on */
    void publish(final MopupTopic topic, final Integer partition, final byte[] key, final byte[] value) {
        publish(new ProducerRecord<>(name(topic), partition, key, value));
    }

    private void publish(final ProducerRecord<byte[], byte[]> record) {
        final var unused = producer.send(record, (metadata, failure) -> {
            if (failure != null) {
                failures.add(failure);
            }
        });
    }

    byte[] encode(final MopupTopic topic, final SpecificRecord record) {
        return serializer.serialize(name(topic), record);
    }

    /** What was not taken, and what the broker of this process is at. */
    public String report() {
        final String threads = Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getName().contains("kafka")
                        || thread.getKey().getName().contains("broker-1"))
                .map(thread -> thread.getKey().getName() + "\n    "
                        + Arrays.stream(thread.getValue())
                                .limit(STACK)
                                .map(StackTraceElement::toString)
                                .collect(Collectors.joining("\n    ")))
                .collect(Collectors.joining("\n"));
        return "\nNot taken: " + failures.stream().limit(1).toList() + "\n" + threads;
    }

    /** Fails if the broker did not take all that was published. */
    @Override
    public void close() {
        producer.close();
        serializer.close();
        if (!failures.isEmpty()) {
            throw new AssertionError(failures.size() + " records were not taken." + report(), failures.get(0));
        }
    }

    private void createTopics() throws Exception {
        final List<NewTopic> all = Arrays.stream(MopupTopic.values())
                .map(topic -> new NewTopic(name(topic), PARTITIONS, (short) 1)
                        .configs(topic.kept().topicConfig()))
                .toList();
        try (Admin admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, SharedStack.bootstrapServers()))) {
            admin.createTopics(all).all().get();
        }
    }

    private void registerSchemas() throws IOException, RestClientException {
        try (SchemaRegistryClient registry = RecordSerdes.registry(registryConfig())) {
            for (final MopupTopic topic : MopupTopic.values()) {
                for (final Class<? extends SpecificRecord> type : topic.records()) {
                    registry.register(
                            PublishedSchemas.subject(name(topic), type), new AvroSchema(PublishedSchemas.schema(type)));
                }
            }
        }
    }
}
