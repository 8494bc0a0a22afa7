/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.security;

import io.mopup.contract.MopupTopic;
import io.mopup.contract.TopicNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The keys of everything that is committed to our topics from now on, one partition each. */
final class Arrivals implements AutoCloseable {
    /** Where the processor writes on the abort of an upload with a part. */
    static final List<MopupTopic> DECISIONS =
            List.of(MopupTopic.PART_DELETIONS, MopupTopic.RESULTS, MopupTopic.LIFECYCLE, MopupTopic.UPLOADS);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final TopicNames topics;
    private final Map<MopupTopic, List<String>> keys = new HashMap<>();

    Arrivals(final Map<String, Object> client, final TopicNames topics) {
        this.topics = topics;
        final Map<String, Object> config = new HashMap<>(client);
        config.put("isolation.level", "read_committed");
        config.put("enable.auto.commit", false);
        consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        final List<TopicPartition> all = Arrays.stream(MopupTopic.values())
                .map(topic -> new TopicPartition(topics.of(topic), 0))
                .toList();
        consumer.assign(all);
        consumer.seekToEnd(all);
        all.forEach(consumer::position);
    }

    /** Whether something about this upload is on each of these topics. */
    boolean have(final String uploadId, final Collection<MopupTopic> wanted) {
        poll();
        return wanted.stream().allMatch(topic -> count(uploadId, topic) > 0);
    }

    long count(final String uploadId, final MopupTopic topic) {
        poll();
        return keys.getOrDefault(topic, List.of()).stream()
                .filter(key -> key.startsWith(uploadId))
                .count();
    }

    boolean any(final MopupTopic topic) {
        poll();
        return keys.containsKey(topic);
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void poll() {
        for (final ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(10))) {
            keys.computeIfAbsent(topics.topic(record.topic()).orElseThrow(), topic -> new ArrayList<>())
                    .add(new String(record.key(), StandardCharsets.UTF_8));
        }
    }
}
