/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.mopup.contract.MopupTopic;
import io.mopup.contract.RecordDecoder;
import io.mopup.contract.RegistryUnavailableException;
import io.mopup.contract.RejectedRecordException;
import io.mopup.contract.query.LifecycleEvent;
import io.mopup.events.UploadLifecycle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the lifecycle topic from near its end on. Used by one thread. */
final class LifecycleReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LifecycleReader.class);

    private final Consumer<byte[], byte[]> consumer;
    private final RecordDecoder decoder;
    private final String topic;
    private final EventLog log;
    private final long back;
    private final Map<TopicPartition, Long> ends;
    /** Partitions of which the first record that is read tells since when they are known. */
    private final Set<TopicPartition> unknownBefore = new HashSet<>();

    /**
     * Goes to where it begins.
     *
     * @param consumer without a group
     * @param back how many offsets before the end of each partition that is
     * @param now epoch milliseconds
     */
    LifecycleReader(
            final Consumer<byte[], byte[]> consumer,
            final RecordDecoder decoder,
            final String topic,
            final EventLog log,
            final long back,
            final long now) {
        this.consumer = consumer;
        this.decoder = decoder;
        this.topic = topic;
        this.log = log;
        this.back = back;
        final List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        final Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
        ends = consumer.endOffsets(partitions);
        ends.forEach((partition, end) -> {
            final long from = Math.max(beginnings.get(partition), end - back);
            consumer.seek(partition, from);
            if (from > 0 && from < end) {
                unknownBefore.add(partition);
            } else if (from > 0) {
                log.knownSince(now);
            }
        });
    }

    /** Whether everything was read that was there in the beginning. */
    boolean caughtUp() {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    /** Reads what has come. */
    List<LifecycleEvent> poll(final Duration wait) {
        final List<LifecycleEvent> read = new ArrayList<>();
        try {
            for (final ConsumerRecord<byte[], byte[]> record : consumer.poll(wait)) {
                event(record).ifPresent(event -> {
                    if (unknownBefore.remove(new TopicPartition(record.topic(), record.partition()))) {
                        log.knownSince(event.occurredAt());
                    }
                    read.add(event);
                });
            }
        } catch (final OffsetOutOfRangeException e) {
            // Retention was faster than this reader.
            e.partitions().forEach(this::skip);
        }
        consumer.assignment().forEach(this::skipIfBehind);
        return read;
    }

    @Override
    public void close() {
        consumer.close();
    }

    /** Who looks at what happens now has nothing from an hour of catching up. */
    private void skipIfBehind(final TopicPartition partition) {
        final OptionalLong lag = consumer.currentLag(partition);
        if (lag.isPresent() && lag.getAsLong() > 2 * back) {
            skip(partition);
        }
    }

    private void skip(final TopicPartition partition) {
        LOG.info("The events of {} come faster than they are read; some are passed over", partition);
        consumer.seekToEnd(List.of(partition));
        consumer.position(partition);
        unknownBefore.add(partition);
    }

    private Optional<LifecycleEvent> event(final ConsumerRecord<byte[], byte[]> record) {
        try {
            return decoder.decode(topic, MopupTopic.LIFECYCLE, record.value()) instanceof UploadLifecycle event
                    ? Optional.of(LifecycleEvent.of(event))
                    : Optional.empty();
        } catch (final RejectedRecordException e) {
            LOG.warn("Not an event: {}-{}@{}", record.topic(), record.partition(), record.offset(), e);
            return Optional.empty();
        } catch (final RegistryUnavailableException e) {
            // It goes on with the next one: the page is no ledger, but it has to say so.
            log.knownSince(record.timestamp());
            LOG.warn("Cannot be read now: {}-{}@{}", record.topic(), record.partition(), record.offset(), e);
            return Optional.empty();
        }
    }
}
