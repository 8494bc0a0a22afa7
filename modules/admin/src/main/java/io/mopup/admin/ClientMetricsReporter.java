/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.admin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.JmxReporter;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricsReporter;

/**
 * Learns of the metrics of all Kafka clients that are made with one configuration, those that are opened later and those
 * of a share group included. The clients make it themselves, as Kafka has it.
 */
public final class ClientMetricsReporter implements MetricsReporter {
    /** An object and no text: only code can set it, and Kafka hands it through as it is. */
    static final String TARGET_CONFIG = "admin.client.metrics";

    private final Map<MetricName, KafkaMetric> own = new HashMap<>();
    private Known known = new Known();

    /** The metrics that the clients of one configuration have at this moment. */
    public static final class Known {
        private final Map<MetricName, KafkaMetric> metrics = new ConcurrentHashMap<>();

        /** A configuration of Kafka clients whose metrics become known here, besides whoever else they are told to. */
        public Map<String, Object> added(final Map<String, ?> clientConfig) {
            final Map<String, Object> all = new HashMap<>(clientConfig);
            final List<Object> reporters = new ArrayList<>();
            final Object before = clientConfig.get(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG);
            if (before instanceof List<?> list) {
                reporters.addAll(list);
            } else {
                // What Kafka has as its default is gone as soon as there is a list.
                reporters.addAll(List.of(
                        before == null
                                ? new String[] {JmxReporter.class.getName()}
                                : before.toString().split(",", -1)));
            }
            reporters.add(ClientMetricsReporter.class.getName());
            all.put(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, reporters);
            all.put(TARGET_CONFIG, this);
            return all;
        }

        public Map<MetricName, ? extends Metric> metrics() {
            return Map.copyOf(metrics);
        }
    }

    @Override
    public void configure(final Map<String, ?> configs) {
        if (configs.get(TARGET_CONFIG) instanceof Known target) {
            known = target;
        }
    }

    @Override
    public void init(final List<KafkaMetric> metrics) {
        metrics.forEach(this::metricChange);
    }

    @Override
    public synchronized void metricChange(final KafkaMetric metric) {
        own.put(metric.metricName(), metric);
        known.metrics.put(metric.metricName(), metric);
    }

    @Override
    public synchronized void metricRemoval(final KafkaMetric metric) {
        own.remove(metric.metricName(), metric);
        known.metrics.remove(metric.metricName(), metric);
    }

    @Override
    public synchronized void close() {
        own.forEach(known.metrics::remove);
        own.clear();
    }
}
