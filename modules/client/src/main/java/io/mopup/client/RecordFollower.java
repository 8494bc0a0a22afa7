/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.client;

import io.mopup.client.internal.KeyedRecord;
import io.mopup.client.internal.TopicReader;
import io.mopup.contract.RegistryUnavailableException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Follows a topic, for one upload or for all; records of one upload come in order. Tombstones and records of other types
 * are passed over. For one thread, except {@link #wakeup}.
 */
public final class RecordFollower<T extends SpecificRecord> implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    /** Longer than the transaction time-out of Streams, after which a broker aborts what is left open. */
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(30);

    private final TopicReader reader;
    private final Class<T> type;

    RecordFollower(final TopicReader reader, final Class<T> type) {
        this.reader = reader;
        this.type = type;
    }

    /**
     * The next record, or empty when there was none in time.
     *
     * @throws RegistryUnavailableException if the registry does not answer; calling again goes on without a gap
     */
    public Optional<T> next(final Duration timeout) {
        return await(record -> true, timeout);
    }

    /** The next record that matches, or empty when none came in time; records before it are passed over. */
    public Optional<T> await(final Predicate<T> match, final Duration timeout) {
        final long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            final Optional<KeyedRecord> record = reader.next(Duration.ofNanos(deadline - System.nanoTime()));
            final Optional<T> matching = record.flatMap(this::typed).filter(match);
            if (matching.isPresent() || record.isEmpty()) {
                return matching;
            }
        }
    }

    /**
     * Hands out everything that is written by now. Waits for transactions that are open on the topic.
     *
     * @throws MopupClientException if they do not end in time
     */
    public void drain(final Consumer<T> each) {
        final long deadline = System.nanoTime() + DRAIN_LIMIT.toNanos();
        final Map<TopicPartition, Long> ends = reader.writtenEnds();
        while (!reader.reached(ends)) {
            if (System.nanoTime() > deadline) {
                throw new MopupClientException("A transaction has been open for " + DRAIN_LIMIT.toSeconds()
                        + " s. 'kafka-transactions.sh find-hanging' shows which.");
            }
            reader.next(POLL).flatMap(this::typed).ifPresent(each);
        }
    }

    /** Makes a blocked call throw Kafka's {@code WakeupException}; from any thread. */
    public void wakeup() {
        reader.wakeup();
    }

    @Override
    public void close() {
        reader.close();
    }

    private Optional<T> typed(final KeyedRecord record) {
        return record.value().filter(type::isInstance).map(type::cast);
    }
}
