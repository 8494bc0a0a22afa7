/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.JmxReporter;
import org.apache.kafka.common.metrics.KafkaMetricsContext;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.stats.CumulativeCount;
import org.apache.kafka.common.metrics.stats.CumulativeSum;
import org.apache.kafka.common.metrics.stats.Percentile;
import org.apache.kafka.common.metrics.stats.Percentiles;
import org.apache.kafka.common.metrics.stats.Percentiles.BucketSizing;
import org.apache.kafka.common.utils.Time;

/** Measures what {@link GatewayMetric} names. Safe for use by many threads. */
public final class GatewayMetrics implements AutoCloseable {
    private static final String JMX_DOMAIN = "mopup";
    private static final double MEDIAN = 50;
    private static final double HIGH = 99;
    /** A thousand buckets of four bytes: a median of 200 ms among waits of up to 30 s is right to 5 ms. */
    private static final int HISTOGRAM_BYTES = 4_000;

    private final Metrics metrics = new Metrics(
            new MetricConfig(), List.of(new JmxReporter()), Time.SYSTEM, new KafkaMetricsContext(JMX_DOMAIN));
    private final double longestWaitMs;

    /** The APIs of a gateway. */
    public enum Api {
        S3,
        GLACIER
    }

    /** @param longestWait for a decision; longer ones count as this long in percentiles */
    public GatewayMetrics(final Duration longestWait) {
        this.longestWaitMs = longestWait.toMillis();
    }

    /** What the requests of an API are measured with. */
    public RequestMeter of(final Api api) {
        return (operation, timer) -> {
            if (timer.isDecided()) {
                waits(api, operation).record(timer.waitedMs());
                shares(api, operation).record(timer.share());
            }
        };
    }

    /** Takes the number of answers that were cut off from whoever cuts them off. */
    public void cutOff(final Api api, final LongSupplier count) {
        metrics.addMetric(name(GatewayMetric.ANSWERS_CUT_OFF, Map.of("api", lower(api))), (Gauge<Long>)
                (config, now) -> count.getAsLong());
    }

    /** Records the share of each request that waited for a decision; others may add statistics of their own to it. */
    public synchronized Sensor shares(final Api api, final Enum<?> operation) {
        final Map<String, String> tags = tags(api, operation);
        final Sensor sensor = metrics.sensor("shares " + tags);
        if (!sensor.hasMetrics()) {
            sensor.add(new Percentiles(
                    HISTOGRAM_BYTES,
                    0,
                    1,
                    BucketSizing.CONSTANT,
                    new Percentile(name(GatewayMetric.DECISION_WAIT_SHARE_P50, tags), MEDIAN)));
        }
        return sensor;
    }

    /** The metrics as they stand, for tests and for whoever wants to show them. */
    public Metrics registry() {
        return metrics;
    }

    @Override
    public void close() {
        metrics.close();
    }

    private synchronized Sensor waits(final Api api, final Enum<?> operation) {
        final Map<String, String> tags = tags(api, operation);
        final Sensor sensor = metrics.sensor("waits " + tags);
        if (!sensor.hasMetrics()) {
            sensor.add(name(GatewayMetric.DECIDED_REQUESTS, tags), new CumulativeCount());
            sensor.add(name(GatewayMetric.DECISION_WAIT, tags), new CumulativeSum());
            sensor.add(new Percentiles(
                    HISTOGRAM_BYTES,
                    longestWaitMs,
                    BucketSizing.LINEAR,
                    new Percentile(name(GatewayMetric.DECISION_WAIT_P50, tags), MEDIAN),
                    new Percentile(name(GatewayMetric.DECISION_WAIT_P99, tags), HIGH)));
        }
        return sensor;
    }

    private MetricName name(final GatewayMetric metric, final Map<String, String> tags) {
        return metrics.metricName(metric.metricName(), GatewayMetric.GROUP, metric.description(), tags);
    }

    private static Map<String, String> tags(final Api api, final Enum<?> operation) {
        final Map<String, String> tags = new LinkedHashMap<>();
        tags.put("api", lower(api));
        tags.put("operation", operation.name());
        return tags;
    }

    private static String lower(final Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
