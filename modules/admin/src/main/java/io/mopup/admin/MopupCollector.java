/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.admin;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * Shows the metrics of Mopup to Prometheus under names of their own. Micrometer's binder for Kafka metrics knows no
 * histograms, puts {@code kafka_} in front of every name, and keeps what it bound until its next look; ours come and go
 * with tasks and with tag values, so they are read when they are asked for.
 */
final class MopupCollector implements MultiCollector {
    /** A task may move to another thread and stays the same series. */
    private static final String THREAD_TAG = "thread-id";

    private final Collection<? extends MetricSpec> catalogue;
    private final Supplier<? extends Map<MetricName, ? extends Metric>> source;

    /** @param source of Kafka metrics, those of others among them */
    MopupCollector(
            final Collection<? extends MetricSpec> catalogue,
            final Supplier<? extends Map<MetricName, ? extends Metric>> source) {
        this.catalogue = catalogue;
        this.source = source;
    }

    @Override
    public MetricSnapshots collect() {
        final Map<String, Map<Labels, Double>> values = new HashMap<>();
        source.get().forEach((name, metric) -> {
            if (metric.metricValue() instanceof Number number) {
                // Two values of one series are the ends of a task and of its successor for a moment.
                values.computeIfAbsent(key(name.group(), name.name()), key -> new HashMap<>())
                        .merge(labels(name), number.doubleValue(), Double::sum);
            }
        });
        final MetricSnapshots.Builder all = MetricSnapshots.builder();
        catalogue.forEach(spec -> all.metricSnapshot(snapshot(spec, values)));
        return all.build();
    }

    private static MetricSnapshot snapshot(final MetricSpec spec, final Map<String, Map<Labels, Double>> values) {
        return switch (spec.kind()) {
            case COUNTER -> counter(spec, of(spec, "", values));
            case GAUGE -> gauge(spec, of(spec, "", values));
            case HISTOGRAM -> histogram(spec, of(spec, MetricSpec.BUCKET, values), of(spec, MetricSpec.SUM, values));
        };
    }

    private static MetricSnapshot counter(final MetricSpec spec, final Map<Labels, Double> values) {
        final CounterSnapshot.Builder snapshot = CounterSnapshot.builder()
                .name(spec.prometheusName().replaceFirst("_total$", ""))
                .help(spec.description());
        values.forEach((labels, value) -> snapshot.dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                .labels(labels)
                .value(value)
                .build()));
        return snapshot.build();
    }

    private static MetricSnapshot gauge(final MetricSpec spec, final Map<Labels, Double> values) {
        final GaugeSnapshot.Builder snapshot =
                GaugeSnapshot.builder().name(spec.prometheusName()).help(spec.description());
        values.forEach((labels, value) -> snapshot.dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                .labels(labels)
                .value(value)
                .build()));
        return snapshot.build();
    }

    private static MetricSnapshot histogram(
            final MetricSpec spec, final Map<Labels, Double> buckets, final Map<Labels, Double> sums) {
        final HistogramSnapshot.Builder snapshot =
                HistogramSnapshot.builder().name(spec.prometheusName()).help(spec.description());
        final Map<Labels, TreeMap<Double, Double>> series = new HashMap<>();
        buckets.forEach((labels, value) -> series.computeIfAbsent(without(labels), key -> new TreeMap<>())
                .put(bound(labels.get(MetricSpec.BOUND_TAG)), value));
        series.forEach((labels, byBound) -> {
            final double[] bounds =
                    byBound.keySet().stream().mapToDouble(Double::doubleValue).toArray();
            snapshot.dataPoint(HistogramSnapshot.HistogramDataPointSnapshot.builder()
                    .labels(labels)
                    .classicHistogramBuckets(ClassicHistogramBuckets.of(bounds, single(byBound)))
                    .sum(sums.getOrDefault(labels, 0d))
                    .build());
        });
        return snapshot.build();
    }

    /** Each bucket for itself. The thread that counts does not wait for this one, so one may be ahead of another. */
    private static long[] single(final TreeMap<Double, Double> cumulative) {
        final long[] single = new long[cumulative.size()];
        long below = 0;
        int bucket = 0;
        for (final double upTo : cumulative.values()) {
            single[bucket++] = Math.max(0, (long) upTo - below);
            below = Math.max(below, (long) upTo);
        }
        return single;
    }

    private static Map<Labels, Double> of(
            final MetricSpec spec, final String suffix, final Map<String, Map<Labels, Double>> values) {
        return values.getOrDefault(key(spec.group(), spec.metricName() + suffix), Map.of());
    }

    private static String key(final String group, final String name) {
        return group + ' ' + name;
    }

    private static Labels labels(final MetricName name) {
        final Map<String, String> tags = new TreeMap<>(name.tags());
        tags.remove(THREAD_TAG);
        return of(tags);
    }

    private static Labels without(final Labels labels) {
        final Map<String, String> tags = new TreeMap<>();
        labels.forEach(label -> tags.put(label.getName(), label.getValue()));
        tags.remove(MetricSpec.BOUND_TAG);
        return of(tags);
    }

    private static Labels of(final Map<String, String> tags) {
        final List<String> names =
                tags.keySet().stream().map(tag -> tag.replace('-', '_')).toList();
        return Labels.of(names, List.copyOf(tags.values()));
    }

    private static double bound(final String le) {
        return le.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(le);
    }
}
