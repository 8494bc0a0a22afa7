/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.client.internal;

import io.mopup.client.ClientConfig;
import io.mopup.client.MopupClientException;
import io.mopup.client.StartAt;
import io.mopup.contract.MopupTopic;
import io.mopup.contract.RecordDecoder;
import io.mopup.contract.RecordKeys;
import io.mopup.contract.RecordSerdes;
import io.mopup.contract.RegistryUnavailableException;
import io.mopup.contract.RejectedRecordException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads one topic by assignment, committed records only. There is no consumer group: readers do not take records from
 * each other and leave no offsets behind. For one thread, except {@link #wakeup}.
 */
public final class TopicReader implements AutoCloseable {
    private static final Duration METADATA_TIMEOUT = Duration.ofSeconds(15);

    private static final String READ_COMMITTED = "read_committed";
    private static final String READ_UNCOMMITTED = "read_uncommitted";

    private final ClientConfig config;
    private final MopupTopic topic;
    private final Predicate<ConsumerRecord<byte[], byte[]>> wanted;
    private final LongAdder skipped;
    private final Consumer<byte[], byte[]> consumer;
    private final RecordDecoder decoder;
    private final Queue<ConsumerRecord<byte[], byte[]>> fetched = new ArrayDeque<>();

    private TopicReader(
            final ClientConfig config,
            final MopupTopic topic,
            final Predicate<ConsumerRecord<byte[], byte[]>> wanted,
            final LongAdder skipped) {
        this.config = config;
        this.topic = topic;
        this.wanted = wanted;
        this.skipped = skipped;
        this.decoder = RecordSerdes.decoder(config.passedThrough());
        this.consumer =
                new KafkaConsumer<>(consumerConfig(config), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * Opens all partitions and is positioned when it returns.
     *
     * @param wanted what else is passed over undecoded
     * @param skipped counts the records that this release cannot use
     * @throws MopupClientException if the topic does not exist or no broker answers
     */
    public static TopicReader ofAll(
            final ClientConfig config,
            final MopupTopic topic,
            final StartAt start,
            final Predicate<ConsumerRecord<byte[], byte[]>> wanted,
            final LongAdder skipped) {
        return new TopicReader(config, topic, wanted, skipped).positioned(start, partitions -> partitions);
    }

    /** The same for the one partition that holds this upload; other keys are passed over. */
    public static TopicReader ofUpload(
            final ClientConfig config,
            final MopupTopic topic,
            final StartAt start,
            final String uploadId,
            final LongAdder skipped) {
        return new TopicReader(config, topic, record -> uploadId.equals(key(record)), skipped)
                .positioned(
                        start,
                        partitions -> List.of(new TopicPartition(
                                config.topics().of(topic), RecordKeys.partition(uploadId, partitions.size()))));
    }

    /** The same for the part deletions of an upload, which are on all partitions. */
    public static TopicReader ofDeletions(final ClientConfig config, final String uploadId, final LongAdder skipped) {
        final String prefix = uploadId + '/';
        // An upload id can hold slashes itself; behind its own there is nothing but the part number.
        return ofAll(
                config,
                MopupTopic.PART_DELETIONS,
                StartAt.BEGINNING,
                record -> key(record).startsWith(prefix) && key(record).indexOf('/', prefix.length()) < 0,
                skipped);
    }

    /**
     * The next wanted record, or empty when there was none in time.
     *
     * @throws RegistryUnavailableException if its schema could not be fetched; the next call tries the same record
     */
    public Optional<KeyedRecord> next(final Duration timeout) {
        final long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            final Optional<KeyedRecord> record = nextFetched();
            if (record.isPresent()) {
                return record;
            }
            final long left = deadline - System.nanoTime();
            if (left <= 0) {
                return Optional.empty();
            }
            consumer.poll(Duration.ofNanos(left)).forEach(fetched::add);
        }
    }

    /** The next record undecoded, wanted or not, or empty when there was none in time. */
    public Optional<ConsumerRecord<byte[], byte[]>> nextRaw(final Duration timeout) {
        if (fetched.isEmpty()) {
            consumer.poll(timeout).forEach(fetched::add);
        }
        return Optional.ofNullable(fetched.poll());
    }

    /** Passes over what is older than this by its timestamp; before anything is read. */
    public TopicReader from(final Instant time) {
        final Map<TopicPartition, Long> times = consumer.assignment().stream()
                .collect(Collectors.toMap(partition -> partition, partition -> time.toEpochMilli()));
        consumer.offsetsForTimes(times, METADATA_TIMEOUT).forEach((partition, found) -> {
            if (found == null) {
                consumer.seekToEnd(List.of(partition));
            } else {
                consumer.seek(partition, found.offset());
            }
        });
        return this;
    }

    /** The ends of what is committed by now. */
    public Map<TopicPartition, Long> committedEnds() {
        return consumer.endOffsets(consumer.assignment());
    }

    /**
     * The ends of what is written by now, also by transactions whose commit is decided but not yet visible on every
     * partition, or that are still open.
     */
    public Map<TopicPartition, Long> writtenEnds() {
        final Map<String, Object> uncommitted = consumerConfig(config);
        uncommitted.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, READ_UNCOMMITTED);
        try (Consumer<byte[], byte[]> other =
                new KafkaConsumer<>(uncommitted, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return other.endOffsets(consumer.assignment());
        }
    }

    /** Whether everything before these ends was handed out. */
    public boolean reached(final Map<TopicPartition, Long> ends) {
        return fetched.isEmpty()
                && ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    /** Makes a blocked {@link #next} throw {@code WakeupException}; from any thread. */
    public void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
        decoder.close();
    }

    private Optional<KeyedRecord> nextFetched() {
        for (ConsumerRecord<byte[], byte[]> record = fetched.peek(); record != null; record = fetched.peek()) {
            // Removed after decoding, so that a registry that is down costs time and no record.
            final Optional<KeyedRecord> decoded = wanted.test(record) ? decoded(record) : Optional.empty();
            fetched.remove();
            if (decoded.isPresent()) {
                return decoded;
            }
        }
        return Optional.empty();
    }

    private Optional<KeyedRecord> decoded(final ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return Optional.of(new KeyedRecord(key(record), Optional.empty(), record));
        }
        try {
            return Optional.of(new KeyedRecord(
                    key(record), Optional.of(decoder.decode(record.topic(), topic, record.value())), record));
        } catch (final RejectedRecordException e) {
            // Topics take on new record types; a reader that does not know one yet has no use for it.
            skipped.increment();
            return Optional.empty();
        }
    }

    private TopicReader positioned(final StartAt start, final Choice choice) {
        try {
            final Collection<TopicPartition> chosen = choice.of(partitions());
            consumer.assign(chosen);
            if (start == StartAt.NOW) {
                consumer.seekToEnd(chosen);
            } else {
                consumer.seekToBeginning(chosen);
            }
            // Seeks are lazy; asking for the position is what carries them out.
            chosen.forEach(partition -> consumer.position(partition, METADATA_TIMEOUT));
            return this;
        } catch (final RuntimeException e) {
            close();
            throw e;
        }
    }

    private Collection<TopicPartition> partitions() {
        final String name = config.topics().of(topic);
        final List<PartitionInfo> found;
        try {
            found = consumer.partitionsFor(name, METADATA_TIMEOUT);
        } catch (final UnknownTopicOrPartitionException e) {
            throw missing(name, e);
        } catch (final TimeoutException e) {
            throw new MopupClientException(
                    "No Kafka broker answers at "
                            + String.join(",", config.getList(ClientConfig.BOOTSTRAP_SERVERS_CONFIG))
                            + ". Check bootstrap.servers, and that the broker runs.",
                    e);
        }
        if (found == null || found.isEmpty()) {
            throw missing(name, null);
        }
        return found.stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    private static MopupClientException missing(final String name, final Throwable cause) {
        return new MopupClientException(
                "Topic " + name + " does not exist. Create the topics with 'mopup topics apply'.", cause);
    }

    private static String key(final ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    }

    private static Map<String, Object> consumerConfig(final ClientConfig config) {
        final Map<String, Object> consumer = config.passedThrough();
        // What a transaction wrote counts only once it is committed: the processor writes exactly once.
        consumer.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, READ_COMMITTED);
        consumer.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        consumer.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // A position that retention has overtaken goes on with what is left.
        consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        consumer.remove(ConsumerConfig.GROUP_ID_CONFIG);
        consumer.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        return consumer;
    }

    @FunctionalInterface
    private interface Choice {
        Collection<TopicPartition> of(Collection<TopicPartition> all);
    }
}
