/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks.internal;

import io.mopup.benchmarks.BenchReport.Target;
import java.util.ArrayList;
import java.util.List;

/** What the figures are held against. Medians over the runs decide. */
public final class Targets {
    private static final double PARTS_OF_L2 = 0.7;
    private static final double ANSWER_OF_IDLE = 2;
    private static final double SLICES = 1;
    private static final double OPEN_UPLOADS = 0.2;

    private Targets() {}

    /** Those of (b) and (g). */
    public static List<Target> ofThroughput(final Figures figures, final List<Integer> openUploads) {
        final List<Target> targets = new ArrayList<>();
        targets.add(atLeast("b", "(b) is at least 0.7 of L2", figures.median(Row.PARTS_OF_L2), PARTS_OF_L2));
        final int reference = openUploads.get(0);
        for (final int open : openUploads.subList(1, openUploads.size())) {
            final double ratio = figures.median(Row.partsRatio(open, reference));
            final String what = "(b) with %d and with %d open uploads is within 20 %%".formatted(reference, open);
            // The slower one within 20 % of the faster one, whichever that is.
            targets.add(new Target("g", what, ratio, Math.min(ratio, 1 / ratio) >= 1 - OPEN_UPLOADS));
        }
        return targets;
    }

    /** Those of (e). */
    public static List<Target> ofAborts(final Figures figures) {
        return List.of(
                atMost(
                        "e",
                        "the answer for 10000 parts takes at most twice the idle p99",
                        figures.median(Row.LARGE_ANSWER_RATIO),
                        ANSWER_OF_IDLE),
                atMost(
                        "e",
                        "a small upload is not delayed by more than one slice",
                        figures.median(Row.SMALL_SLICES),
                        SLICES));
    }

    private static Target atLeast(final String id, final String what, final double value, final double bound) {
        return new Target(id, what, value, value >= bound);
    }

    private static Target atMost(final String id, final String what, final double value, final double bound) {
        return new Target(id, what, value, value <= bound);
    }
}
