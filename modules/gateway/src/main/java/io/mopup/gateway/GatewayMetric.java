/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway;

import java.util.List;

/**
 * The metrics of a gateway. They stand in JMX under the domain {@code mopup}, in {@link #GROUP}. Counters begin at 0 with
 * each start; percentiles are over the last half to whole minute.
 */
@SuppressWarnings("ImmutableEnumChecker") // it does not know that List.of is immutable
public enum GatewayMetric {
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

    private final String metricName;
    private final String unit;
    private final List<String> tags;
    private final String description;

    GatewayMetric(final String metricName, final String unit, final List<String> tags, final String description) {
        this.metricName = metricName;
        this.unit = unit;
        this.tags = tags;
        this.description = description;
    }

    /** The name in JMX and for metric reporters. */
    public String metricName() {
        return metricName;
    }

    public String unit() {
        return unit;
    }

    /** The tags that split it up. */
    public List<String> tags() {
        return tags;
    }

    public String description() {
        return description;
    }

    /** Whether it only ever grows; otherwise it is the value of the last minute. */
    public boolean isCounter() {
        return metricName.endsWith("-total");
    }
}
