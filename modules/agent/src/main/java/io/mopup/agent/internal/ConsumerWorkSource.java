/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.agent.internal;

import io.mopup.agent.AgentConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A member of a plain consumer group, for brokers without share groups. Its partitions rest until all that was polled is
 * done, then the offsets are committed.
 */
public final class ConsumerWorkSource implements WorkSource {
    private static final Logger LOG = LoggerFactory.getLogger(ConsumerWorkSource.class);

    /** Well below any poll interval. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<ConsumerRecord<byte[], byte[]>> held = new ArrayList<>();
    private final Map<TopicPartition, Long> released = new HashMap<>();

    public ConsumerWorkSource(final AgentConfig config, final List<String> topics) {
        final Map<String, Object> all = config.consumerConfig();
        all.put(CommonClientConfigs.GROUP_ID_CONFIG, config.groupId());
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        consumer = new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(topics, new ForgetRevoked());
    }

    @Override
    public List<ConsumerRecord<byte[], byte[]>> poll(final Duration timeout) {
        final boolean resting = !held.isEmpty();
        if (resting) {
            consumer.pause(consumer.assignment());
        } else {
            consumer.resume(consumer.paused());
        }
        // While resting it only keeps the membership; yet a partition that is assigned just now can bring records.
        consumer.poll(resting ? Duration.ZERO : timeout).forEach(held::add);
        return List.copyOf(held);
    }

    @Override
    public void acknowledge(final Map<ConsumerRecord<byte[], byte[]>, AcknowledgeType> outcomes) {
        outcomes.forEach((record, outcome) -> {
            if (outcome == AcknowledgeType.RELEASE) {
                released.merge(partition(record), record.offset(), Math::min);
            }
        });
        held.removeIf(record -> outcomes.getOrDefault(record, AcknowledgeType.RENEW) != AcknowledgeType.RENEW);
        if (held.isEmpty()) {
            // What follows a released record in its partition comes again as well: offsets know no gaps.
            released.forEach(consumer::seek);
            released.clear();
            commit();
        }
    }

    @Override
    public Duration patience() {
        return PATIENCE;
    }

    @Override
    public void close(final Duration timeout) {
        consumer.close(CloseOptions.timeout(timeout));
    }

    private void commit() {
        try {
            consumer.commitSync();
        } catch (final CommitFailedException | RebalanceInProgressException | RetriableException e) {
            // Deleting twice is harmless, and so is a second report; what counts is that nothing is left out.
            LOG.warn("Offsets were not committed, some records will be delivered again: {}", e.getMessage());
        }
    }

    private static TopicPartition partition(final ConsumerRecord<byte[], byte[]> record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    /** Their next owner begins at the last commit. */
    private final class ForgetRevoked implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsRevoked(final Collection<TopicPartition> partitions) {
            held.removeIf(record -> partitions.contains(partition(record)));
            released.keySet().removeAll(partitions);
        }

        @Override
        public void onPartitionsAssigned(final Collection<TopicPartition> partitions) {
            // They begin at the last commit.
        }
    }
}
