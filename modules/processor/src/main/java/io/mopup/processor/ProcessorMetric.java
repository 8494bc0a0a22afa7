/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor;

/**
 * The metrics of a processor. They stand among those of Kafka Streams, in {@link #GROUP}, once per task, and are summed
 * up by whoever reads them. Counters begin at 0 with each start of a task.
 */
public enum ProcessorMetric {
    COMMANDS("commands-total", "commands", null, "Commands that arrived and could be read."),
    RESULTS("results-total", "results", "class", "Results by class of HTTP status: 2xx, 4xx, 5xx."),
    DEAD_LETTERS("dead-letters-total", "records", "reason", "Records that nobody could use, by reason code."),
    MISROUTED("misrouted-total", "records", null, "Records on a partition that their key does not belong on."),
    QUARANTINED("quarantined-total", "uploads", null, "Uploads that were put into quarantine."),
    ABORTED("aborted-total", "uploads", null, "Aborts that were accepted."),
    COMPLETED("completed-total", "uploads", null, "Completes that were assembled."),
    LATE_PARTS("late-parts-total", "parts", null, "Part generations that became known after their upload was aborted."),
    DELETIONS("part-deletions-total", "deletions", null, "Part deletions that left, repeats included."),
    ROUNDS("abort-rounds-total", "rounds", null, "Abort rounds that left, repeats included."),
    RECEIPTS("receipts-total", "receipts", null, "Uploads whose storage was proved free."),
    PARKED("parked-total", "uploads", "reason", "Reclaims that were parked or are still, by park reason."),
    POLICY_ABORTS("policy-aborts-total", "commands", "reason", "Abort commands that policies published, by reason."),
    POLICY_DRY_RUNS("policy-dry-runs-total", "uploads", null, "Uploads that policies in dry run would have aborted."),
    ABORTS_HELD("aborts-held-total", "uploads", null, "Aborts that were accepted and held for their undo window."),
    ABORTS_CANCELLED("aborts-cancelled-total", "uploads", null, "Held aborts that were taken back."),
    UPLOADS_REVIEWED(
            "uploads-reviewed-total",
            "uploads",
            null,
            "Uploads that were looked at again after a change of containers."),
    CONTAINERS_REJECTED(
            "containers-rejected-total",
            "records",
            "reason",
            "Records of the containers topic that could not be used, by reason code; the record before stays in force."),
    TIMERS_FIRED(
            "timers-fired-total", "timers", null, "Timers that fired, those that nobody waited for any more included."),
    TIMERS_RESTORED("timers-restored-total", "timers", null, "Timers that were lost in a crash and were set again."),
    TIMER_LAG("timer-lag-ms", "ms", null, "How long the oldest timer that is due has been waiting for its turn.");

    /** The group of all of them. */
    public static final String GROUP = "mopup-processor-metrics";

    private final String metricName;
    private final String unit;
    private final String tag;
    private final String description;

    ProcessorMetric(final String metricName, final String unit, final String tag, final String description) {
        this.metricName = metricName;
        this.unit = unit;
        this.tag = tag;
        this.description = description;
    }

    /** The name in JMX and for metric reporters. */
    public String metricName() {
        return metricName;
    }

    public String unit() {
        return unit;
    }

    /** The tag that splits it up, besides thread and task; null if none does. */
    public String tag() {
        return tag;
    }

    public String description() {
        return description;
    }

    /** Whether it only ever grows; otherwise it is the value of this moment. */
    public boolean isCounter() {
        return this != TIMER_LAG;
    }
}
