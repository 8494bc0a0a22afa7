/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.mopup.admin.MetricSpec;
import io.mopup.admin.MetricSpec.Kind;
import io.mopup.processor.ProcessorMetric;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.MeasurableStat;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.Sensor.RecordingLevel;
import org.apache.kafka.common.metrics.stats.CumulativeCount;
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
            if (metric.labels().isEmpty()) {
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

    /** Sets a value of this moment under a value of the tag of the metric. */
    void set(final ProcessorMetric metric, final String tagValue, final long value) {
        sensor(metric, tagValue).record((double) value);
    }

    /** Puts one observation into a histogram. */
    void observe(final ProcessorMetric metric, final double value) {
        sensor(metric, NONE).record(value);
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
        metric.labels().forEach(label -> tags.put(label, tagValue));
        final Sensor sensor = metrics.addSensor(
                String.join(".", threadId, taskId, metric.metricName(), tagValue), RecordingLevel.INFO);
        if (metric.kind() == Kind.HISTOGRAM) {
            addBuckets(sensor, metric, tags);
        } else {
            sensor.add(name(metric, "", tags), metric.kind() == Kind.COUNTER ? new CumulativeSum() : new Value());
        }
        return sensor;
    }

    /** Kafka's own histograms give percentiles, which cannot be added up over tasks and instances. */
    private static void addBuckets(final Sensor sensor, final ProcessorMetric metric, final Map<String, String> tags) {
        sensor.add(name(metric, MetricSpec.SUM, tags), new CumulativeSum());
        sensor.add(name(metric, MetricSpec.COUNT, tags), new CumulativeCount());
        metric.buckets().forEach(bound -> addBucket(sensor, metric, tags, String.valueOf(bound), bound));
        addBucket(sensor, metric, tags, "+Inf", Double.POSITIVE_INFINITY);
    }

    private static void addBucket(
            final Sensor sensor,
            final ProcessorMetric metric,
            final Map<String, String> tags,
            final String text,
            final double bound) {
        final Map<String, String> all = new LinkedHashMap<>(tags);
        all.put(MetricSpec.BOUND_TAG, text);
        sensor.add(name(metric, MetricSpec.BUCKET, all), new UpTo(bound));
    }

    private static MetricName name(final ProcessorMetric metric, final String suffix, final Map<String, String> tags) {
        return new MetricName(metric.metricName() + suffix, ProcessorMetric.GROUP, metric.description(), tags);
    }

    /** Counts the observations up to a bound. */
    private static final class UpTo implements MeasurableStat {
        private final double bound;
        private double count;

        UpTo(final double bound) {
            this.bound = bound;
        }

        @Override
        public void record(final MetricConfig config, final double value, final long timeMs) {
            if (value <= bound) {
                count++;
            }
        }

        @Override
        public double measure(final MetricConfig config, final long now) {
            return count;
        }
    }
}
