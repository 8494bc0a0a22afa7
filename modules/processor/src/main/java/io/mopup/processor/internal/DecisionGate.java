/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Keeps queries from seeing half of a decision: the parts of before with the status of after, or the other way round.
 * One lock for each partition. The writer holds it while it writes, readers while they look up a state and open an iterator,
 * which shows its store as it was then; so neither ever waits for more than some lookups.
 */
final class DecisionGate {
    private final ReadWriteLock[] locks;

    DecisionGate(final int partitions) {
        locks = IntStream.range(0, partitions)
                .mapToObj(partition -> new ReentrantReadWriteLock())
                .toArray(ReadWriteLock[]::new);
    }

    /** What the task of a partition holds while it writes. */
    Lock writing(final int partition) {
        return locks[partition].writeLock();
    }

    /** Looks at the stores of a partition between two decisions. */
    <T> T read(final int partition, final Supplier<T> look) {
        final Lock reading = locks[partition].readLock();
        reading.lock();
        try {
            return look.get();
        } finally {
            reading.unlock();
        }
    }
}
