/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.agent.internal;

import io.mopup.admin.MetricSpec;
import io.mopup.agent.AgentMetric;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.JmxReporter;
import org.apache.kafka.common.metrics.KafkaMetricsContext;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.stats.CumulativeSum;
import org.apache.kafka.common.utils.Time;

/** Counts what {@link AgentMetric} names. Safe for use by many threads. */
public final class AgentMetrics implements AutoCloseable {
    private static final String JMX_DOMAIN = "mopup";
    private static final String AGENT_TAG = "agent";

    private final String agent;
    private final Metrics metrics;
    private final Map<MetricName, Sensor> sensors = new ConcurrentHashMap<>();
    private final AtomicInteger inFlight = new AtomicInteger();

    public AgentMetrics(final String agent) {
        this.agent = agent;
        this.metrics = new Metrics(
                new MetricConfig(), List.of(new JmxReporter()), Time.SYSTEM, new KafkaMetricsContext(JMX_DOMAIN));
        // Present from the start where the tags are known, so that an alert on "no data" means what it says.
        for (final AgentMetric metric : AgentMetric.values()) {
            if (metric.kind() == MetricSpec.Kind.COUNTER && metric.labels().isEmpty()) {
                add(metric, 0);
            }
        }
        metrics.addMetric(name(AgentMetric.IN_FLIGHT, Map.of()), (Gauge<Integer>) (config, now) -> inFlight.get());
    }

    public void count(final AgentMetric metric) {
        add(metric, 1);
    }

    public void add(final AgentMetric metric, final long value) {
        record(name(metric, Map.of()), (double) value);
    }

    /** Counts one, under this value of the metric's tag. */
    public void count(final AgentMetric metric, final Enum<?> tagValue) {
        record(name(metric, Map.of(metric.labels().get(0), tagValue.name())), 1);
    }

    public void inFlight(final int records) {
        inFlight.set(records);
    }

    /** The metrics as they stand, for tests and for whoever wants to show them. */
    public Metrics registry() {
        return metrics;
    }

    @Override
    public void close() {
        metrics.close();
    }

    private void record(final MetricName name, final double value) {
        sensors.computeIfAbsent(name, missing -> {
                    final Sensor sensor = metrics.sensor(missing.toString());
                    sensor.add(missing, new CumulativeSum());
                    return sensor;
                })
                .record(value);
    }

    private MetricName name(final AgentMetric metric, final Map<String, String> tags) {
        final Map<String, String> all = new LinkedHashMap<>();
        all.put(AGENT_TAG, agent);
        all.putAll(tags);
        return metrics.metricName(metric.metricName(), AgentMetric.GROUP, metric.description(), all);
    }
}
