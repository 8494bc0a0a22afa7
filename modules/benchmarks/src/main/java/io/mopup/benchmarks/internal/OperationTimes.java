/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks.internal;

import io.mopup.benchmarks.GatewayReport.Latency;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** How long requests took and how they were answered; from many threads. */
public final class OperationTimes {
    private static final double NANOS_PER_MS = 1e6;

    private final Map<String, ConcurrentLinkedQueue<Double>> times = new ConcurrentHashMap<>();
    private final Map<String, Long> statuses = new ConcurrentHashMap<>();

    void add(final String operation, final long nanos, final String status) {
        times.computeIfAbsent(operation, first -> new ConcurrentLinkedQueue<>()).add(nanos / NANOS_PER_MS);
        statuses.merge(status, 1L, Long::sum);
    }

    /** Milliseconds. */
    public double p50(final String operation) {
        return Statistics.percentile(values(operation), 0.5);
    }

    /** All operations. */
    public Map<String, Latency> latencies() {
        final Map<String, Latency> all = new TreeMap<>();
        times.keySet().forEach(operation -> {
            final double[] values = values(operation);
            all.put(
                    operation,
                    new Latency(
                            values.length, Statistics.percentile(values, 0.5), Statistics.percentile(values, 0.99)));
        });
        return all;
    }

    /** How often each status came. */
    public Map<String, Long> statuses() {
        return new TreeMap<>(statuses);
    }

    private double[] values(final String operation) {
        return times.getOrDefault(operation, new ConcurrentLinkedQueue<>()).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
    }
}
