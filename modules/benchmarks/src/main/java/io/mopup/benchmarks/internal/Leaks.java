/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks.internal;

import io.mopup.benchmarks.BenchReport.Target;
import io.mopup.benchmarks.GatewayReport.Growth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the process held, and whether that is a leak.
 *
 * @param growth by figure
 * @param targets one for each figure; none if the load was too short to judge by
 */
public record Leaks(Map<String, Growth> growth, List<Target> targets) {
    /** A fifth of the load: code is compiled, pools and caches fill. */
    private static final double WARM_UP = 0.2;
    /** Shorter than that, one thread more would be several a minute. */
    private static final double SHORTEST_SECONDS = 60;
    /** A minute, of what there was at first. A convention; docs/benchmarks.md says which leaks it does not see. */
    private static final double BOUND = 0.02;

    /** Judges a load of this length. */
    public static Leaks of(final ProcessWatch watch, final int seconds) {
        final double warmUp = seconds * WARM_UP;
        return of(watch.trends(warmUp), seconds - warmUp >= SHORTEST_SECONDS);
    }

    static Leaks of(final Map<ProcessFigure, Trend> trends, final boolean judged) {
        final Map<String, Growth> growth = new LinkedHashMap<>();
        final List<Target> targets = new ArrayList<>();
        trends.forEach((figure, trend) -> {
            growth.put(
                    figure.what(),
                    new Growth(figure.unit(), trend.first(), trend.last(), trend.perMinute(), trend.values()));
            if (judged) {
                targets.add(new Target(
                        "gateway",
                        "load: %s: growth below %.0f %% a minute, in %%".formatted(figure.what(), 100 * BOUND),
                        100 * trend.relative(),
                        trend.relative() < BOUND));
            }
        });
        return new Leaks(growth, targets);
    }
}
