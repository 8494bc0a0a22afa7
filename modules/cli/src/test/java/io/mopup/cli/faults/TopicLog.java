/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.faults;

import static org.awaitility.Awaitility.await;

import io.mopup.client.ClientConfig;
import io.mopup.contract.MopupHeaders;
import io.mopup.contract.MopupTopic;
import io.mopup.contract.RecordDecoder;
import io.mopup.contract.RecordSerdes;
import io.mopup.contract.TopicNames;
import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.CompleteMultipartUpload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads all topics from their beginning, committed records only, and keeps what it has read. For one thread. */
final class TopicLog implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    /** Longer than any transaction can stay open. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final TopicNames topics;
    private final KafkaConsumer<byte[], byte[]> committed;
    private final KafkaConsumer<byte[], byte[]> written;
    private final RecordDecoder decoder;
    private final List<SpecificRecord> records = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private final List<String> deadLetters = new ArrayList<>();

    TopicLog(final ClientConfig config) {
        this.topics = config.topics();
        this.decoder = RecordSerdes.decoder(config.passedThrough());
        this.committed = consumer(config, "read_committed");
        this.written = consumer(config, "read_uncommitted");
        committed.assign(partitions());
        committed.seekToBeginning(committed.assignment());
    }

    /** Everything up to what is written by now; waits for transactions that are still open. */
    Evidence read() {
        final Map<TopicPartition, Long> ends = written.endOffsets(committed.assignment());
        await("everything that is written is committed or rolled back")
                .atMost(LIMIT)
                .pollDelay(Duration.ZERO)
                .until(() -> {
                    committed.poll(POLL).forEach(this::take);
                    return ends.entrySet().stream().allMatch(end -> committed.position(end.getKey()) >= end.getValue());
                });
        return new Evidence(records, asked, deadLetters);
    }

    /** The ends of the topics that the processor reads. */
    Map<TopicPartition, Long> inputEnds() {
        return written.endOffsets(committed.assignment().stream()
                .filter(partition ->
                        topics.topic(partition.topic()).orElseThrow().role() == MopupTopic.Role.INPUT)
                .toList());
    }

    @Override
    public void close() {
        committed.close();
        written.close();
        decoder.close();
    }

    private void take(final ConsumerRecord<byte[], byte[]> record) {
        final MopupTopic topic = topics.topic(record.topic()).orElseThrow();
        if (topic == MopupTopic.DEAD_LETTERS) {
            deadLetters.add(MopupHeaders.get(record.headers(), MopupHeaders.ERROR_REASON) + " "
                    + MopupHeaders.get(record.headers(), MopupHeaders.ERROR_TOPIC) + " "
                    + MopupHeaders.get(record.headers(), MopupHeaders.ERROR_MESSAGE));
        } else if (record.value() != null) {
            final SpecificRecord value = decoder.decode(record.topic(), topic, record.value());
            records.add(value);
            commandId(topic, record, value).ifPresent(asked::add);
        }
    }

    private static Optional<String> commandId(
            final MopupTopic topic, final ConsumerRecord<byte[], byte[]> record, final SpecificRecord value) {
        if (value instanceof AbortMultipartUpload abort) {
            return Optional.of(abort.getCommandId());
        }
        if (value instanceof CompleteMultipartUpload complete) {
            return Optional.of(complete.getCommandId());
        }
        return topic == MopupTopic.UPLOAD_EVENTS
                ? MopupHeaders.get(record.headers(), MopupHeaders.COMMAND_ID)
                : Optional.empty();
    }

    private Collection<TopicPartition> partitions() {
        return Arrays.stream(MopupTopic.values())
                .filter(topic -> topic.role() != MopupTopic.Role.REFERENCE)
                .flatMap(topic -> committed.partitionsFor(topics.of(topic)).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }

    private static KafkaConsumer<byte[], byte[]> consumer(final ClientConfig config, final String isolation) {
        final Map<String, Object> all = new HashMap<>(config.passedThrough());
        all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
        all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        return new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
