/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import java.util.TreeMap;

/**
 * The times of many things that come and go, so that the oldest is known. Kept in steps of ten seconds: there are no
 * more entries than steps, however many things there are.
 */
final class Ages {
    private static final long STEP = 10_000;

    private final TreeMap<Long, Long> counts = new TreeMap<>();

    /** @param time epoch milliseconds */
    void add(final long time) {
        counts.merge(time / STEP, 1L, Long::sum);
    }

    void remove(final long time) {
        counts.computeIfPresent(time / STEP, (step, count) -> count > 1 ? count - 1 : null);
    }

    /** Milliseconds since the oldest, never too few; 0 if there is none. */
    long oldest(final long now) {
        return counts.isEmpty() ? 0 : Math.max(0, now - counts.firstKey() * STEP);
    }
}
