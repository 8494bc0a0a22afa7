/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.client.admin;

import io.mopup.client.ClientConfig;
import io.mopup.client.MopupClient;
import io.mopup.client.MopupClientException;
import io.mopup.client.StartAt;
import io.mopup.client.internal.TopicReader;
import io.mopup.contract.MopupTopic;
import io.mopup.events.MultipartUploadCreated;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The uploads that a processor knows and will not know again. */
final class LostUploads {
    private static final Duration POLL = Duration.ofMillis(100);

    private final ClientConfig config;

    LostUploads(final ClientConfig config) {
        this.config = config;
    }

    /** Those whose creation is not read again, in the order of their ids. Reads topics from their beginning if retention has taken anything. */
    List<ResetPlan.Lost> after(final List<ResetPlan.Rewind> rewinds) {
        if (rewinds.stream().allMatch(rewind -> rewind.since().isEmpty())) {
            return List.of();
        }
        final Map<String, ResetPlan.Lost> known = new TreeMap<>();
        try (MopupClient client = new MopupClient(config)) {
            client.snapshots((id, snapshot) -> snapshot.ifPresentOrElse(
                    last -> known.put(id, new ResetPlan.Lost(id, last.getStatus(), last.getReclaim())),
                    () -> known.remove(id)));
        }
        final Map<TopicPartition, Long> targets =
                rewinds.stream().collect(Collectors.toMap(ResetPlan.Rewind::partition, ResetPlan.Rewind::target));
        try (TopicReader reader = TopicReader.ofAll(
                config,
                MopupTopic.UPLOAD_EVENTS,
                StartAt.BEGINNING,
                record -> isReadAgain(record, targets) && known.containsKey(key(record)),
                new LongAdder())) {
            final Map<TopicPartition, Long> ends = reader.committedEnds();
            while (!reader.reached(ends)) {
                reader.next(POLL).ifPresent(record -> {
                    if (record.value().orElse(null) instanceof MultipartUploadCreated) {
                        known.remove(record.key());
                    }
                });
            }
        }
        return List.copyOf(known.values());
    }

    /**
     * Says on the topic of snapshots that they are forgotten. Nobody else will: the processor does not know them any more, and the topic is compacted.
     *
     * @throws MopupClientException if a broker did not take one
     */
    void forget(final List<ResetPlan.Lost> lost) {
        final Map<String, Object> properties = new HashMap<>(config.passedThrough());
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        final String topic = config.topics().of(MopupTopic.UPLOADS);
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer())) {
            final List<Future<RecordMetadata>> sent = new ArrayList<>();
            lost.forEach(upload -> sent.add(producer.send(new ProducerRecord<>(topic, upload.uploadId(), null))));
            for (final Future<RecordMetadata> one : sent) {
                one.get();
            }
        } catch (final ExecutionException e) {
            throw new MopupClientException(
                    "A snapshot could not be taken back: " + e.getCause().getMessage(), e.getCause());
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MopupClientException("Interrupted while snapshots were taken back.", e);
        }
    }

    private static boolean isReadAgain(
            final ConsumerRecord<byte[], byte[]> record, final Map<TopicPartition, Long> targets) {
        return record.offset() >= targets.get(new TopicPartition(record.topic(), record.partition()));
    }

    private static String key(final ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    }
}
