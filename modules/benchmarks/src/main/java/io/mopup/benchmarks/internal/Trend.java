/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks.internal;

import io.mopup.benchmarks.BenchException;
import java.util.List;

/**
 * Whether a figure grew while it was watched.
 *
 * @param first median of the first fifth
 * @param last median of the last fifth
 * @param slope of the straight line through all values (least squares), a minute
 * @param values how many there were
 * @param minutes from the first value to the last
 */
record Trend(double first, double last, double slope, int values, double minutes) {
    private static final int FIFTHS = 5;
    private static final double SECONDS_PER_MINUTE = 60;
    /** From the middle of the first fifth to the middle of the last. */
    private static final double BETWEEN_MEDIANS = 0.8;

    /** One value of a figure. */
    record Sample(double seconds, double value) {}

    /**
     * Looks at values in the order of their times.
     *
     * @throws BenchException if a fifth of them is not even one
     */
    static Trend of(final List<Sample> samples) {
        final int fifth = samples.size() / FIFTHS;
        if (fifth == 0) {
            throw new BenchException("Of " + samples.size() + " values nobody can tell whether they grow.");
        }
        final double[] minutes = samples.stream()
                .mapToDouble(sample -> sample.seconds() / SECONDS_PER_MINUTE)
                .toArray();
        final double[] values = samples.stream().mapToDouble(Sample::value).toArray();
        return new Trend(
                median(samples.subList(0, fifth)),
                median(samples.subList(samples.size() - fifth, samples.size())),
                Statistics.slope(minutes, values),
                values.length,
                minutes[minutes.length - 1] - minutes[0]);
    }

    /**
     * Growth a minute by the slope or by the medians, whichever shows more: a step does not hide from the first, nor a
     * curve from the second. Below 0 if it shrank by both.
     */
    double perMinute() {
        return Math.max(slope, (last - first) / (minutes * BETWEEN_MEDIANS));
    }

    /** The same as a share of where it began. */
    double relative() {
        return perMinute() / first;
    }

    private static double median(final List<Sample> samples) {
        return Statistics.median(samples.stream().map(Sample::value).toList());
    }
}
