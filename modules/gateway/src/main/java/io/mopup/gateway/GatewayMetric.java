/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway;

import io.mopup.admin.MetricSpec;
import java.util.List;

/**
 * The metrics of a gateway. They stand in JMX under the domain {@code mopup}, in {@link #GROUP}. Counters begin at 0 with
 * each start; percentiles are over the last half to whole minute.
 */
@SuppressWarnings("ImmutableEnumChecker") // it does not know that a Definition copies its lists
public enum GatewayMetric implements MetricSpec {
    DECIDED_REQUESTS(
            "decided-requests-total",
            "requests",
            List.of("api", "operation"),
            "Requests that waited for a decision of the processor, those that got none in time too."),
    DECISION_WAIT(
            "decision-wait-ms-total",
            "ms",
            List.of("api", "operation"),
            "Time that they waited, from the publication of the command or event to its decision; the decision on a"
                    + " Complete comes when the object is assembled."),
    DECISION_WAIT_P50("decision-wait-ms-p50", "ms", List.of("api", "operation"), "Median of that wait."),
    DECISION_WAIT_P99("decision-wait-ms-p99", "ms", List.of("api", "operation"), "Its 99th percentile."),
    DECISION_WAIT_SHARE_P50(
            "decision-wait-share-p50",
            "ratio",
            List.of("api", "operation"),
            "Median of the share that the wait has of its request, from the whole header to the answer that is ready."),
    ANSWERS_CUT_OFF(
            "answers-cut-off-total",
            "answers",
            List.of("api"),
            "Answers whose connection was closed because the client read them too slowly.");

    /** The group of all of them. */
    public static final String GROUP = "mopup-gateway-metrics";

    private final Definition definition;

    /** What is no counter is the value of the last minute. */
    GatewayMetric(final String metricName, final String unit, final List<String> labels, final String description) {
        final Kind kind = metricName.endsWith("-total") ? Kind.COUNTER : Kind.GAUGE;
        this.definition = new Definition(GROUP, metricName, unit, labels, description, kind, List.of());
    }

    @Override
    public Definition definition() {
        return definition;
    }
}
