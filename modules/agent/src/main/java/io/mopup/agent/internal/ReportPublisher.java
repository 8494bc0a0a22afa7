/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.agent.internal;

import io.mopup.agent.AgentConfig;
import io.mopup.agent.AgentMetric;
import io.mopup.contract.DeadLetters;
import io.mopup.contract.MopupHeaders;
import io.mopup.contract.MopupTopic;
import io.mopup.contract.RecordKeys;
import io.mopup.contract.RejectedRecordException;
import io.mopup.contract.TopicNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes reports and dead letters. A returned future is done when the broker has it. */
public final class ReportPublisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReportPublisher.class);
    private static final List<String> ECHOED =
            List.of(MopupHeaders.COMMAND_ID, MopupHeaders.TRACE_PARENT, MopupHeaders.TRACE_STATE);

    private final Producer<byte[], byte[]> producer;
    private final Serializer<SpecificRecord> serializer;
    private final RegistryPatience registry;
    private final TopicNames topics;
    private final String source;
    private final AgentMetrics metrics;

    ReportPublisher(
            final AgentConfig config,
            final Serializer<SpecificRecord> serializer,
            final RegistryPatience registry,
            final AgentMetrics metrics) {
        final Map<String, Object> all = config.producerConfig();
        all.putIfAbsent(ProducerConfig.ACKS_CONFIG, "all");
        // What was done is known only here until it is reported; a broker may take its time.
        all.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        this.producer = new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
        this.serializer = serializer;
        this.registry = registry;
        this.topics = config.topics();
        this.source = "/mopup/agent/" + config.name();
        this.metrics = metrics;
    }

    /** Publishes what became of a record. */
    CompletableFuture<Void> report(final ConsumerRecord<byte[], byte[]> cause, final SpecificRecord report) {
        final String topic = topics.of(MopupTopic.STORAGE_REPORTS);
        final byte[] value = registry.call(() -> serializer.serialize(topic, report));
        final byte[] key = RecordKeys.of(report).getBytes(StandardCharsets.UTF_8);
        return send(new ProducerRecord<>(topic, null, key, value, headers(cause, report)));
    }

    /** Publishes a record that cannot be used as a dead letter. */
    CompletableFuture<Void> reject(final ConsumerRecord<byte[], byte[]> record, final RejectedRecordException e) {
        metrics.count(AgentMetric.DEAD_LETTERS, e.reason());
        LOG.debug(
                "{}-{}, offset {}, goes to the dead letters: {} {}",
                record.topic(),
                record.partition(),
                record.offset(),
                e.reason(),
                e.getMessage());
        final ProducerRecord<byte[], byte[]> letter =
                DeadLetters.of(record, e.reason(), String.valueOf(e.getMessage()), topics);
        return send(letter)
                .exceptionallyCompose(failure -> cause(failure) instanceof RecordTooLargeException
                        ? send(withoutValue(letter))
                        : CompletableFuture.failedFuture(failure));
    }

    @Override
    public void close() {
        close(Duration.ZERO);
    }

    /** Waits for what is on its way, then closes. */
    void close(final Duration timeout) {
        producer.close(timeout);
        serializer.close();
    }

    private CompletableFuture<Void> send(final ProducerRecord<byte[], byte[]> record) {
        final CompletableFuture<Void> sent = new CompletableFuture<>();
        final Future<RecordMetadata> unused = producer.send(record, (metadata, e) -> {
            if (e == null) {
                sent.complete(null);
            } else {
                sent.completeExceptionally(e);
            }
        });
        return sent;
    }

    private Headers headers(final ConsumerRecord<byte[], byte[]> cause, final SpecificRecord report) {
        // The place of the cause: a redelivery that reports again repeats the id, as CloudEvents asks of a duplicate.
        final String id = cause.topic() + "/" + cause.partition() + "/" + cause.offset();
        final Headers headers = MopupHeaders.cloudEvent(report, id, source, Instant.now());
        for (final String name : ECHOED) {
            final Header header = cause.headers().lastHeader(name);
            if (header != null) {
                headers.add(header);
            }
        }
        return headers;
    }

    /** The headers say where the bytes stand; with them the letter exceeds the largest record of the broker. */
    private static ProducerRecord<byte[], byte[]> withoutValue(final ProducerRecord<byte[], byte[]> letter) {
        return new ProducerRecord<>(letter.topic(), null, letter.key(), null, letter.headers());
    }

    private static Throwable cause(final Throwable failure) {
        return failure.getCause() == null ? failure : failure.getCause();
    }
}
