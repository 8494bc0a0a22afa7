/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.mopup.contract.query.StateCounts;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/**
 * Counts the uploads of this instance over and over. One step takes a twentieth of the time between two of them, so large
 * stores take long and cost no more than small ones. What it tells is the last walk that came to its end.
 */
final class StateCounter {
    private static final StateCounts NOTHING =
            new StateCounts(List.of(), null, Map.of(), Map.of(), Map.of(), 0, 0, 0, 0);

    private final UploadReader.LocalStores stores;
    private final Supplier<List<Integer>> partitions;
    private final LongSupplier clock;
    private final long budgetNanos;
    private List<Integer> walked = List.of();
    private CountWalk walk;
    private volatile StateCounts counts = NOTHING;

    /**
     * @param partitions those that are active here now, ascending
     * @param clock epoch milliseconds
     * @param budgetNanos of one step
     */
    StateCounter(
            final UploadReader.LocalStores stores,
            final Supplier<List<Integer>> partitions,
            final LongSupplier clock,
            final long budgetNanos) {
        this.stores = stores;
        this.partitions = partitions;
        this.clock = clock;
        this.budgetNanos = budgetNanos;
    }

    /** The last whole walk, of the partitions that were here. */
    StateCounts counts() {
        return counts;
    }

    /** Goes on with the walk; called by one thread. */
    void step() {
        final List<Integer> now = partitions.get();
        if (!now.equals(walked)) {
            // Another instance counts what has left, and what has come is not counted yet.
            walked = now;
            walk = null;
            counts = NOTHING;
        }
        if (walk == null) {
            walk = new CountWalk(stores, walked, clock.getAsLong());
        }
        try {
            if (walk.step(System::nanoTime, System.nanoTime() + budgetNanos)) {
                counts = walk.counts();
                walk = null;
            }
        } catch (final InvalidStateStoreException e) {
            walk = null;
            counts = NOTHING;
        }
    }
}
