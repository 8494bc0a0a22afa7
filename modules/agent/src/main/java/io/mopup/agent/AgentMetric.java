/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.agent;

import io.mopup.admin.MetricSpec;
import java.util.List;

/**
 * The metrics of an agent. They stand in JMX under the domain {@code mopup}, in {@link #GROUP}, tagged with the name of
 * the agent. Counters begin at 0 with each start.
 */
@SuppressWarnings("ImmutableEnumChecker") // it does not know that a Definition copies its lists
public enum AgentMetric implements MetricSpec {
    DELETIONS("deletions-total", "deletions", null, "Part deletions that were done, those that found nothing too."),
    BYTES_FREED("bytes-freed-total", "bytes", null, "Bytes that deletions and abort rounds freed."),
    DELETION_FAILURES(
            "deletion-failures-total",
            "deletions",
            "failure",
            "Part deletions that failed for good, by class of error."),
    ROUNDS("abort-rounds-total", "rounds", "outcome", "Abort rounds, by outcome."),
    DEAD_LETTERS("dead-letters-total", "records", "reason", "Records that nobody could use, by reason code."),
    RETRIES("retries-total", "tries", null, "Calls to the store that were tried again because it was unreachable."),
    REDELIVERIES(
            "redeliveries-total", "records", null, "Records that had been delivered to an agent of the group before."),
    IN_FLIGHT(Kind.GAUGE, "in-flight", "records", null, "Records that were delivered and are not acknowledged yet.");

    /** The group of all of them. */
    public static final String GROUP = "mopup-agent-metrics";

    private final Definition definition;

    AgentMetric(final String metricName, final String unit, final String label, final String description) {
        this(Kind.COUNTER, metricName, unit, label, description);
    }

    /** @param label that splits it up, besides the agent, or null */
    AgentMetric(
            final Kind kind, final String metricName, final String unit, final String label, final String description) {
        final List<String> labels = label == null ? List.of() : List.of(label);
        this.definition = new Definition(GROUP, metricName, unit, labels, description, kind, List.of());
    }

    @Override
    public Definition definition() {
        return definition;
    }
}
