/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.client;

import static org.awaitility.Awaitility.await;

import io.confluent.kafka.serializers.AbstractKafkaSchemaSerDeConfig;
import io.mopup.contract.MopupHeaders;
import io.mopup.contract.MopupTopic;
import io.mopup.contract.RecordKeys;
import io.mopup.contract.RecordSerdes;
import io.mopup.contract.TopicNames;
import io.mopup.embedded.testing.SharedStack;
import io.mopup.events.CommandResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Topics of their own on the shared broker, and a transactional producer that writes what the processor would. */
final class TestInstallation implements AutoCloseable {
    static final int PARTITIONS = 3;
    private static final Map<String, Object> REGISTRY = Map.of(
            RecordSerdes.REGISTRY_URL_CONFIG,
            "mock://client-test",
            AbstractKafkaSchemaSerDeConfig.AUTO_REGISTER_SCHEMAS,
            true);

    private final TopicNames topics = new TopicNames(UUID.randomUUID() + ".");
    private final Serializer<SpecificRecord> serializer = RecordSerdes.serializer(REGISTRY);
    private final KafkaProducer<String, byte[]> processor;

    TestInstallation() throws Exception {
        createTopics();
        final Map<String, Object> transactional = new HashMap<>(broker());
        transactional.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, topics.prefix() + "processor");
        processor = new KafkaProducer<>(
                transactional, new StringSerializer(), new org.apache.kafka.common.serialization.ByteArraySerializer());
        processor.initTransactions();
    }

    TopicNames topics() {
        return topics;
    }

    ClientConfig config() {
        return config(Map.of());
    }

    ClientConfig config(final Map<String, ?> more) {
        final Map<String, Object> all = new HashMap<>(broker());
        all.putAll(REGISTRY);
        all.put(TopicNames.TOPIC_PREFIX_CONFIG, topics.prefix());
        all.putAll(more);
        return new ClientConfig(all);
    }

    /** Writes records in one transaction and commits it. */
    synchronized void commit(final SpecificRecord... records) {
        processor.beginTransaction();
        for (final SpecificRecord record : records) {
            write(MopupTopic.of(record), record);
        }
        processor.commitTransaction();
    }

    /** Writes records in one transaction and aborts it. */
    synchronized void abort(final SpecificRecord... records) {
        processor.beginTransaction();
        for (final SpecificRecord record : records) {
            write(MopupTopic.of(record), record);
        }
        processor.flush();
        processor.abortTransaction();
    }

    /** Writes a record on a topic where it does not belong. */
    synchronized void commitMisplaced(final MopupTopic topic, final SpecificRecord record) {
        processor.beginTransaction();
        write(topic, record);
        processor.commitTransaction();
    }

    synchronized void commitTombstone(final MopupTopic topic, final String key) {
        processor.beginTransaction();
        processor.send(new ProducerRecord<>(topics.of(topic), key, null));
        processor.commitTransaction();
    }

    /** A reader of what clients publish. */
    KafkaConsumer<byte[], byte[]> consumer(final MopupTopic topic) {
        final Map<String, Object> consumer = new HashMap<>(broker());
        consumer.put(ConsumerConfig.GROUP_ID_CONFIG, topics.prefix() + "test");
        consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        final var bytes = new org.apache.kafka.common.serialization.ByteArrayDeserializer();
        final KafkaConsumer<byte[], byte[]> reading = new KafkaConsumer<>(consumer, bytes, bytes);
        reading.subscribe(List.of(topics.of(topic)));
        return reading;
    }

    static Map<String, Object> broker() {
        return Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, SharedStack.bootstrapServers());
    }

    @Override
    public void close() {
        processor.close();
        serializer.close();
    }

    private void createTopics() throws Exception {
        final List<String> names =
                Stream.of(MopupTopic.values()).map(topics::of).toList();
        try (Admin admin = Admin.create(broker())) {
            admin.createTopics(names.stream()
                            .map(name -> new NewTopic(name, PARTITIONS, (short) 1))
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

    private void write(final MopupTopic topic, final SpecificRecord record) {
        final Headers headers = new RecordHeaders();
        if (record instanceof CommandResult result) {
            MopupHeaders.put(headers, MopupHeaders.COMMAND_ID, result.getCommandId());
        }
        final String name = topics.of(topic);
        processor.send(
                new ProducerRecord<>(name, null, RecordKeys.of(record), serializer.serialize(name, record), headers));
    }
}
