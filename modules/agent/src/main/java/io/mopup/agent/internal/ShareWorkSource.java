/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.agent.internal;

import io.mopup.agent.AgentConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A member of a share group (KIP-932). Records are locked for 30 s by default; the lock is renewed (KIP-1222) well before
 * that as long as one is in work.
 *
 * <p>Up to 4.3.1 the client hands out new records only after all of the last poll are acknowledged for good. So a slow
 * record delays the next poll of this agent, but not the other agents of the group.
 */
public final class ShareWorkSource implements WorkSource {
    private static final Logger LOG = LoggerFactory.getLogger(ShareWorkSource.class);
    private static final Duration LOCK_DEFAULT = Duration.ofSeconds(30);

    private final KafkaShareConsumer<byte[], byte[]> consumer;

    public ShareWorkSource(final AgentConfig config, final List<String> topics) {
        final Map<String, Object> all = config.consumerConfig();
        all.put(CommonClientConfigs.GROUP_ID_CONFIG, config.groupId());
        all.put(ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG, "explicit");
        // Without the limit the client prefetches, and the locks of what lies in its buffer run down.
        all.put(ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG, "record_limit");
        consumer = new KafkaShareConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.setAcknowledgementCommitCallback((offsets, e) -> {
            if (e != null) {
                // Deleting twice is harmless, and so is a second report; what counts is that the record comes again.
                LOG.warn("Acknowledgements were lost, the records will be delivered again: {}", e.getMessage());
            }
        });
        consumer.subscribe(topics);
    }

    @Override
    public List<ConsumerRecord<byte[], byte[]>> poll(final Duration timeout) {
        final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        consumer.poll(timeout).forEach(records::add);
        return records;
    }

    @Override
    public void acknowledge(final Map<ConsumerRecord<byte[], byte[]>, AcknowledgeType> outcomes) {
        outcomes.forEach(consumer::acknowledge);
        // Errors of single partitions come to the callback.
        consumer.commitSync();
    }

    @Override
    public Duration patience() {
        return consumer.acquisitionLockTimeoutMs()
                .map(Duration::ofMillis)
                .orElse(LOCK_DEFAULT)
                .dividedBy(3);
    }

    @Override
    public void close(final Duration timeout) {
        consumer.close(timeout);
    }
}
