/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.client;

import io.mopup.client.internal.KeyedRecord;
import io.mopup.client.internal.TopicReader;
import io.mopup.contract.RegistryUnavailableException;
import io.mopup.events.UploadLifecycle;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Follows {@code lifecycle}, of one upload or of all. The events of one upload come in order. For one thread, except
 * {@link #wakeup}.
 */
public final class LifecycleFollower implements AutoCloseable {
    private final TopicReader reader;

    LifecycleFollower(final TopicReader reader) {
        this.reader = reader;
    }

    /**
     * The next event, or empty when there was none in time.
     *
     * @throws RegistryUnavailableException if the registry does not answer; calling again goes on without a gap
     */
    public Optional<UploadLifecycle> next(final Duration timeout) {
        final long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            final Optional<KeyedRecord> record = reader.next(Duration.ofNanos(deadline - System.nanoTime()));
            final Optional<UploadLifecycle> event = record.flatMap(KeyedRecord::value)
                    .filter(UploadLifecycle.class::isInstance)
                    .map(UploadLifecycle.class::cast);
            if (event.isPresent() || record.isEmpty()) {
                return event;
            }
        }
    }

    /** The next event that matches, or empty when none came in time; events before it are passed over. */
    public Optional<UploadLifecycle> await(final Predicate<UploadLifecycle> match, final Duration timeout) {
        final long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            final Optional<UploadLifecycle> event = next(Duration.ofNanos(deadline - System.nanoTime()));
            if (event.isEmpty() || match.test(event.get())) {
                return event;
            }
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
}
