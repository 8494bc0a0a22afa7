/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.faults;

import java.util.List;

/** What commands waited for their answers, in milliseconds. */
record Latencies(int count, long p50, long p99, long max) {

    /** @param millis at least one */
    static Latencies of(final List<Long> millis) {
        final List<Long> sorted = millis.stream().sorted().toList();
        return new Latencies(sorted.size(), at(sorted, 0.5), at(sorted, 0.99), sorted.get(sorted.size() - 1));
    }

    private static long at(final List<Long> sorted, final double share) {
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }

    @Override
    public String toString() {
        return "%d commands, p50 %d ms, p99 %d ms, max %d ms".formatted(count, p50, p99, max);
    }
}
