/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.admin;

import java.util.List;

/**
 * One metric of Mopup. It is declared once and shown twice: to JMX and metric reporters as Kafka's own are, and on the
 * admin port as Prometheus names it.
 */
public interface MetricSpec {
    /** How values of it behave. */
    enum Kind {
        /** Only ever grows, from 0 at each start. */
        COUNTER,
        /** The value of this moment. */
        GAUGE,
        /** Counts observations in buckets; each bucket counts those up to its bound, from 0 at each start. */
        HISTOGRAM
    }

    /** The suffix of the metric that counts the observations up to a bound, which stands in {@link #BOUND_TAG}. */
    String BUCKET = "-bucket";

    /** The suffix of the metric that sums the observations up. */
    String SUM = "-sum";

    /** The suffix of the metric that counts all observations. */
    String COUNT = "-count";

    /** The upper bound of a bucket. */
    String BOUND_TAG = "le";

    /**
     * What there is to say of a metric.
     *
     * @param group of a Kafka metric, which is the type of its MBean
     * @param metricName in JMX and for metric reporters. A histogram is three metrics there
     * @param labels the tags that split it up, besides those that name the instance
     * @param buckets the upper bounds of the buckets of a histogram, ascending; empty for any other kind
     */
    record Definition(
            String group,
            String metricName,
            String unit,
            List<String> labels,
            String description,
            Kind kind,
            List<Double> buckets) {
        public Definition {
            labels = List.copyOf(labels);
            buckets = List.copyOf(buckets);
        }
    }

    Definition definition();

    default String group() {
        return definition().group();
    }

    default String metricName() {
        return definition().metricName();
    }

    default String unit() {
        return definition().unit();
    }

    default List<String> labels() {
        return definition().labels();
    }

    default String description() {
        return definition().description();
    }

    default Kind kind() {
        return definition().kind();
    }

    default List<Double> buckets() {
        return definition().buckets();
    }

    /** The name on the admin port. */
    default String prometheusName() {
        final String owner = group().replaceFirst("-metrics$", "");
        return (owner + '-' + metricName()).replace('-', '_');
    }
}
