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
     * The slope of the straight line that is nearest to the points (least squares).
     *
     * @throws IllegalArgumentException if all of them lie above one x
     */
    static double slope(final double[] x, final double[] y) {
        final double meanX = Arrays.stream(x).average().orElseThrow();
        final double meanY = Arrays.stream(y).average().orElseThrow();
        double covariance = 0;
        double variance = 0;
        for (int i = 0; i < x.length; i++) {
            covariance += (x[i] - meanX) * (y[i] - meanY);
            variance += (x[i] - meanX) * (x[i] - meanX);
        }
        if (variance == 0) {
            throw new IllegalArgumentException("Through one point there is no one line.");
        }
        return covariance / variance;
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
