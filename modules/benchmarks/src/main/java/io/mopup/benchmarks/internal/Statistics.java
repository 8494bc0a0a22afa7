/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks.internal;

import java.util.Arrays;
import java.util.List;

/** The arithmetic of the report. */
public final class Statistics {
    private Statistics() {}

    /** The middle value, or the mean of the two in the middle. */
    public static double median(final List<Double> values) {
        final double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        final int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /**
     * The smallest value that at least this share of all values does not exceed (nearest rank): always one that was
     * measured, never an interpolation.
     *
     * @param share above 0, up to 1
     */
    public static double percentile(final double[] values, final double share) {
        if (values.length == 0) {
            throw new IllegalArgumentException("No values, no percentile.");
        }
        final double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }
}
