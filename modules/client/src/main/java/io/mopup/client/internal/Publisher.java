/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.client.internal;

import io.mopup.client.ClientConfig;
import io.mopup.client.MopupClientException;
import io.mopup.contract.MopupHeaders;
import io.mopup.contract.MopupTopic;
import io.mopup.contract.RecordKeys;
import io.mopup.contract.RecordSerdes;
import io.mopup.contract.RegistryUnavailableException;
import io.mopup.contract.TopicNames;
import io.mopup.contract.TraceParent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;

/** Publishes records of the contract: topic, key, framing and headers follow from the record. */
public final class Publisher implements AutoCloseable {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final TopicNames topics;
    private final String source;
    private final Producer<byte[], byte[]> producer;
    private final Serializer<SpecificRecord> serializer;

    public Publisher(final ClientConfig config) {
        this.topics = config.topics();
        this.source = config.source();
        this.serializer = RecordSerdes.serializer(config.passedThrough());
        this.producer =
                new KafkaProducer<>(producerConfig(config), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Publishes a record under a new event id. */
    public CompletableFuture<RecordMetadata> publish(final SpecificRecord record) {
        return publish(record, headers(record, UUID.randomUUID().toString(), null));
    }

    /**
     * Publishes a record on {@code commands}; its command id is the event id, so that a repetition is recognised.
     *
     * @param trace that it belongs to; null begins one
     */
    public CompletableFuture<RecordMetadata> publishCommand(
            final SpecificRecord command, final String commandId, final TraceParent trace) {
        return publish(command, headers(command, commandId, trace));
    }

    /**
     * Publishes an event that asks for a result under this command id.
     *
     * @param trace that it belongs to; null begins one
     */
    public CompletableFuture<RecordMetadata> publishAsking(
            final SpecificRecord event, final String commandId, final TraceParent trace) {
        final Headers headers = headers(event, commandId, trace);
        MopupHeaders.put(headers, MopupHeaders.COMMAND_ID, commandId);
        return publish(event, headers);
    }

    @Override
    public void close() {
        producer.close(CLOSE_TIMEOUT);
        serializer.close();
    }

    private CompletableFuture<RecordMetadata> publish(final SpecificRecord record, final Headers headers) {
        final CompletableFuture<RecordMetadata> published = new CompletableFuture<>();
        final String topic = topics.of(MopupTopic.of(record));
        try {
            final byte[] key = RecordKeys.of(record).getBytes(StandardCharsets.UTF_8);
            final byte[] value = serializer.serialize(topic, record);
            producer.send(new ProducerRecord<>(topic, null, key, value, headers), (metadata, error) -> {
                if (error == null) {
                    published.complete(metadata);
                } else {
                    published.completeExceptionally(unpublished(topic, error));
                }
            });
        } catch (final RegistryUnavailableException e) {
            published.completeExceptionally(new MopupClientException(
                    "Nothing was published on " + topic
                            + ": the schema registry does not answer. Check schema.registry.url, and that it runs.",
                    e));
        } catch (final KafkaException e) {
            published.completeExceptionally(unpublished(topic, e));
        }
        return published;
    }

    private Headers headers(final SpecificRecord record, final String id, final TraceParent trace) {
        final Headers headers = MopupHeaders.cloudEvent(record, id, source, Instant.now());
        final TraceParent stated = trace == null ? TraceParent.begin(id) : trace;
        MopupHeaders.put(headers, MopupHeaders.TRACE_PARENT, stated.toString());
        return headers;
    }

    private static MopupClientException unpublished(final String topic, final Exception error) {
        return new MopupClientException("Nothing was published on " + topic + ": " + error.getMessage(), error);
    }

    private static Map<String, Object> producerConfig(final ClientConfig config) {
        final Map<String, Object> producer = config.passedThrough();
        producer.put(ProducerConfig.ACKS_CONFIG, "all");
        producer.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // Anything but Kafka's own partitioner would send an upload's records to a fold that does not know the upload.
        producer.remove(ProducerConfig.PARTITIONER_CLASS_CONFIG);
        producer.put(ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG, false);
        producer.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
        return producer;
    }
}
