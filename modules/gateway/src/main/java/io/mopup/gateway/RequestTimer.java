/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway;

import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** How long a request takes, and how much of that it waits for the processor. For the one thread that answers it. */
public final class RequestTimer {
    private static final double NANOS_PER_MS = 1e6;

    private final LongSupplier nanoTime;
    private final long begin;
    private long waited;
    private boolean decided;

    /** @param nanoTime as {@link System#nanoTime()} */
    RequestTimer(final LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.begin = nanoTime.getAsLong();
    }

    /** Begins now. */
    public static RequestTimer start() {
        return new RequestTimer(System::nanoTime);
    }

    /** Waits for a decision; a wait in vain counts like any other. */
    <T> T waiting(final Supplier<T> decision) {
        decided = true;
        final long before = nanoTime.getAsLong();
        try {
            return decision.get();
        } finally {
            waited += nanoTime.getAsLong() - before;
        }
    }

    /** Whether a decision was waited for. */
    boolean isDecided() {
        return decided;
    }

    /** Milliseconds of waiting so far. */
    double waitedMs() {
        return waited / NANOS_PER_MS;
    }

    /** The part of the time since the beginning that was spent in waiting, 0 to 1. */
    double share() {
        final long total = nanoTime.getAsLong() - begin;
        return total > 0 ? (double) waited / total : 0;
    }
}
