/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks.internal;

import io.mopup.benchmarks.BenchException;
import java.util.List;

/** How fast something went, from observations of how far it was. */
final class Throughput {
    private static final double NANOS = 1e9;

    private Throughput() {}

    /**
     * How far it was at a moment.
     *
     * @param nanos {@link System#nanoTime()}
     * @param records done since the beginning
     */
    record Sample(long nanos, long records) {}

    /**
     * Records a second between the first sample that has reached {@code from} and the first one that has reached {@code
     * to}, or the last sample if none has.
     *
     * @throws BenchException if nothing lies between
     */
    static double between(final List<Sample> samples, final long from, final long to) {
        final Sample first = reached(samples, from);
        final Sample last = reached(samples, to);
        if (last.records() <= first.records() || last.nanos() <= first.nanos()) {
            throw new BenchException("Only " + last.records() + " records were done in time; the warm-up alone takes "
                    + from + ". Allow more time or fewer records.");
        }
        return (last.records() - first.records()) * NANOS / (last.nanos() - first.nanos());
    }

    private static Sample reached(final List<Sample> samples, final long records) {
        return samples.stream()
                .filter(sample -> sample.records() >= records)
                .findFirst()
                .orElse(samples.get(samples.size() - 1));
    }
}
