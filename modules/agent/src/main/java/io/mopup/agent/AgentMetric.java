/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.agent;

import io.mopup.admin.MetricSpec;
import java.util.List;
import java.util.Optional;

/**
 * The metrics of an agent. They stand in JMX under the domain {@code mopup}, in {@link #GROUP}, tagged with the name of
 * the agent. Counters begin at 0 with each start.
 */
@SuppressWarnings("ImmutableEnumChecker") // it does not know that an Optional of a String is immutable
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
    IN_FLIGHT("in-flight", "records", null, "Records that were delivered and are not acknowledged yet.");

    /** The group of all of them. */
    public static final String GROUP = "mopup-agent-metrics";

    private final String metricName;
    private final String unit;
    private final Optional<String> tag;
    private final String description;

    AgentMetric(final String metricName, final String unit, final String tag, final String description) {
        this.metricName = metricName;
        this.unit = unit;
        this.tag = Optional.ofNullable(tag);
        this.description = description;
    }

    @Override
    public String group() {
        return GROUP;
    }

    @Override
    public String metricName() {
        return metricName;
    }

    @Override
    public String unit() {
        return unit;
    }

    /** The tag that splits it up, besides the agent. */
    public Optional<String> tag() {
        return tag;
    }

    @Override
    public List<String> labels() {
        return tag.stream().toList();
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public Kind kind() {
        return this == IN_FLIGHT ? Kind.GAUGE : Kind.COUNTER;
    }
}
