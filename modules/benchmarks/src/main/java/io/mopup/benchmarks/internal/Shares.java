/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks.internal;

import io.mopup.gateway.GatewayMetric;
import io.mopup.gateway.GatewayMetrics;
import io.mopup.gateway.GatewayMetrics.Api;
import io.mopup.gateway.s3.S3Operation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.metrics.MeasurableStat;
import org.apache.kafka.common.metrics.MetricConfig;

/**
 * The share of each request that waited for its decision, from the sensors of the gateway itself: every value of one
 * phase, where the metric of the gateway shows the last minute.
 */
public final class Shares implements AutoCloseable {
    private static final String GROUP = "mopup-benchmark";

    private static final Map<S3Operation, String> NAMES = new EnumMap<>(Map.of(
            S3Operation.CREATE_MULTIPART_UPLOAD, "CreateMultipartUpload",
            S3Operation.UPLOAD_PART, "UploadPart",
            S3Operation.COMPLETE_MULTIPART_UPLOAD, "CompleteMultipartUpload",
            S3Operation.ABORT_MULTIPART_UPLOAD, "AbortMultipartUpload"));

    private final Map<S3Operation, Phase> phases = new EnumMap<>(S3Operation.class);

    /**
     * Begins to record.
     *
     * @param phase of the benchmark, once for each gateway
     */
    public static Shares of(final GatewayMetrics metrics, final String phase) {
        final Shares shares = new Shares();
        NAMES.forEach((operation, name) -> {
            final Phase recorded = new Phase();
            metrics.shares(Api.S3, operation)
                    .add(
                            metrics.registry()
                                    .metricName(
                                            phase + "-" + GatewayMetric.DECISION_WAIT_SHARE_P50.metricName(),
                                            GROUP,
                                            Map.of("operation", name)),
                            recorded);
            shares.phases.put(operation, recorded);
        });
        return shares;
    }

    /** The median of an operation, 0 to 1, by the name of the operation; without those that there were none of. */
    public Map<String, Double> medians() {
        final Map<String, Double> medians = new LinkedHashMap<>();
        NAMES.forEach((operation, name) -> {
            final List<Double> values = phases.get(operation).values();
            if (!values.isEmpty()) {
                medians.put(name, Statistics.median(values));
            }
        });
        return medians;
    }

    /** Records no more; what was recorded stays. */
    @Override
    public void close() {
        phases.values().forEach(Phase::end);
    }

    private static final class Phase implements MeasurableStat {
        private final List<Double> values = new ArrayList<>();
        private boolean over;

        @Override
        public synchronized void record(final MetricConfig config, final double value, final long now) {
            if (!over) {
                values.add(value);
            }
        }

        @Override
        public double measure(final MetricConfig config, final long now) {
            final List<Double> all = values();
            return all.isEmpty() ? Double.NaN : Statistics.median(all);
        }

        synchronized List<Double> values() {
            return List.copyOf(values);
        }

        synchronized void end() {
            over = true;
        }
    }
}
