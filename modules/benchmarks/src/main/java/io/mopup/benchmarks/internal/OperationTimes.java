/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks.internal;

import io.mopup.benchmarks.GatewayReport.Latency;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * How long requests took and how they were answered; from many threads. In histograms, which do not grow with the number
 * of requests: the same process is watched for leaks.
 */
public final class OperationTimes {
    private static final double MICROS_PER_MS = 1e3;
    /** Of a value, so it is exact to a thousandth. */
    private static final int DIGITS = 3;

    private final Map<String, Histogram> micros = new ConcurrentHashMap<>();
    private final Map<String, Long> statuses = new ConcurrentHashMap<>();

    void add(final String operation, final long nanos, final String status) {
        micros.computeIfAbsent(operation, first -> new ConcurrentHistogram(DIGITS))
                .recordValue(TimeUnit.NANOSECONDS.toMicros(nanos));
        statuses.merge(status, 1L, Long::sum);
    }

    /** Milliseconds. */
    public double p50(final String operation) {
        return percentile(micros.getOrDefault(operation, new Histogram(DIGITS)), 50);
    }

    /** All operations. */
    public Map<String, Latency> latencies() {
        final Map<String, Latency> all = new TreeMap<>();
        micros.forEach((operation, times) ->
                all.put(operation, new Latency(times.getTotalCount(), percentile(times, 50), percentile(times, 99))));
        return all;
    }

    /** How often each status came. */
    public Map<String, Long> statuses() {
        return new TreeMap<>(statuses);
    }

    private static double percentile(final Histogram times, final double percentile) {
        return times.getValueAtPercentile(percentile) / MICROS_PER_MS;
    }
}
