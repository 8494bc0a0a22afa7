/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.mopup.processor.ProcessorMetric;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.MeasurableStat;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.Sensor.RecordingLevel;
import org.apache.kafka.common.metrics.stats.CumulativeSum;
import org.apache.kafka.common.metrics.stats.Value;
import org.apache.kafka.streams.StreamsMetrics;

/** The metrics of one task. */
final class TaskMetrics implements AutoCloseable {
    private static final String NONE = "";

    private final StreamsMetrics metrics;
    private final String taskId;
    private final Map<ProcessorMetric, Map<String, Sensor>> sensors = new EnumMap<>(ProcessorMetric.class);

    TaskMetrics(final StreamsMetrics metrics, final String taskId) {
        this(metrics, taskId, EnumSet.allOf(ProcessorMetric.class));
    }

    /** @param all what the task can count */
    TaskMetrics(final StreamsMetrics metrics, final String taskId, final Set<ProcessorMetric> all) {
        this.metrics = metrics;
        this.taskId = taskId;
        for (final ProcessorMetric metric : all) {
            // There from the start, so that a rate over them sees the first step too.
            if (metric.tag() == null) {
                sensor(metric, NONE);
            }
        }
    }

    void count(final ProcessorMetric metric) {
        add(metric, 1);
    }

    void add(final ProcessorMetric metric, final long value) {
        sensor(metric, NONE).record((double) value);
    }

    /** Counts one under a value of the tag of the metric. */
    void count(final ProcessorMetric metric, final String tagValue) {
        sensor(metric, tagValue).record(1);
    }

    /** Sets a value of this moment. */
    void set(final ProcessorMetric metric, final long value) {
        sensor(metric, NONE).record((double) value);
    }

    @Override
    public void close() {
        sensors.values().forEach(byTag -> byTag.values().forEach(metrics::removeSensor));
        sensors.clear();
    }

    private Sensor sensor(final ProcessorMetric metric, final String tagValue) {
        return sensors.computeIfAbsent(metric, key -> new HashMap<>())
                .computeIfAbsent(tagValue, value -> register(metric, value));
    }

    private Sensor register(final ProcessorMetric metric, final String tagValue) {
        final String threadId = Thread.currentThread().getName();
        final Map<String, String> tags = new LinkedHashMap<>();
        tags.put("thread-id", threadId);
        tags.put("task-id", taskId);
        if (metric.tag() != null) {
            tags.put(metric.tag(), tagValue);
        }
        final Sensor sensor = metrics.addSensor(
                String.join(".", threadId, taskId, metric.metricName(), tagValue), RecordingLevel.INFO);
        final MeasurableStat stat = metric.isCounter() ? new CumulativeSum() : new Value();
        sensor.add(new MetricName(metric.metricName(), ProcessorMetric.GROUP, metric.description(), tags), stat);
        return sensor;
    }
}
