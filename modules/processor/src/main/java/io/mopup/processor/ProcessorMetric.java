/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor;

import static io.mopup.admin.MetricSpec.Kind.COUNTER;
import static io.mopup.admin.MetricSpec.Kind.GAUGE;

import io.mopup.admin.MetricSpec;
import java.util.List;

/**
 * The metrics of a processor. They stand among those of Kafka Streams, in {@link #GROUP}, once per task, and are summed
 * up by whoever reads them; of ages the largest counts. Counters and histograms begin at 0 with each start of a task.
 * The metrics of what the uploads are at this moment ({@link #UPLOADS} to {@link #OLDEST_OPEN_UPLOAD}) are counted from
 * the state; DESIGN.md of this module says how exactly.
 */
@SuppressWarnings("ImmutableEnumChecker") // it does not know that a Definition copies its lists
public enum ProcessorMetric implements MetricSpec {
    COMMANDS(COUNTER, "commands-total", "commands", null, "Commands that arrived and could be read."),
    ABORT_REQUESTS(
            COUNTER, "abort-requests-total", "commands", null, "Those of them that are aborts, repetitions included."),
    RESULTS(COUNTER, "results-total", "results", "class", "Results by class of HTTP status: 2xx, 4xx, 5xx."),
    DEAD_LETTERS(COUNTER, "dead-letters-total", "records", "reason", "Records that nobody could use, by reason code."),
    MISROUTED(COUNTER, "misrouted-total", "records", null, "Records on a partition that their key does not belong on."),
    QUARANTINED(COUNTER, "quarantined-total", "uploads", null, "Uploads that were put into quarantine."),
    ABORTED(COUNTER, "aborted-total", "uploads", null, "Aborts that were accepted."),
    COMPLETED(COUNTER, "completed-total", "uploads", null, "Completes that were assembled."),
    LATE_PARTS(
            COUNTER,
            "late-parts-total",
            "parts",
            null,
            "Part generations that became known after their upload was aborted."),
    LATE_BYTES(COUNTER, "late-bytes-total", "bytes", null, "Size of those parts."),
    DELETIONS(COUNTER, "part-deletions-total", "deletions", null, "Part deletions that left, repeats included."),
    ROUNDS(COUNTER, "abort-rounds-total", "rounds", null, "Abort rounds that left, repeats included."),
    RE_ABORTS(
            COUNTER,
            "re-aborts-total",
            "rounds",
            null,
            "Those of them that were not the first attempt of the first round of their upload."),
    BYTES_RECLAIMED(COUNTER, "bytes-reclaimed-total", "bytes", null, "Bytes that agents reported freed."),
    RECEIPTS(COUNTER, "receipts-total", "receipts", null, "Uploads whose storage was proved free."),
    PARKED(COUNTER, "parked-total", "uploads", "reason", "Reclaims that were parked or are still, by park reason."),
    POLICY_ABORTS(
            COUNTER, "policy-aborts-total", "commands", "reason", "Abort commands that policies published, by reason."),
    POLICY_DRY_RUNS(
            COUNTER, "policy-dry-runs-total", "uploads", null, "Uploads that policies in dry run would have aborted."),
    ABORTS_HELD(
            COUNTER, "aborts-held-total", "uploads", null, "Aborts that were accepted and held for their undo window."),
    ABORTS_CANCELLED(COUNTER, "aborts-cancelled-total", "uploads", null, "Held aborts that were taken back."),
    UPLOADS_REVIEWED(
            COUNTER,
            "uploads-reviewed-total",
            "uploads",
            null,
            "Uploads that were looked at again after a change of containers."),
    CONTAINERS_REJECTED(
            COUNTER,
            "containers-rejected-total",
            "records",
            "reason",
            "Records of the containers topic that could not be used, by reason code; the record before stays in force."),
    TIMERS_FIRED(
            COUNTER,
            "timers-fired-total",
            "timers",
            null,
            "Timers that fired, those that nobody waited for any more included."),
    TIMERS_RESTORED(
            COUNTER, "timers-restored-total", "timers", null, "Timers that were lost in a crash and were set again."),
    TIMER_LAG(
            GAUGE, "timer-lag-ms", "ms", null, "How long the oldest timer that is due has been waiting for its turn."),
    TIME_TO_EMPTY(
            List.of(
                    1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1_800.0, 3_600.0, 21_600.0, 86_400.0,
                    604_800.0),
            "time-to-empty-seconds",
            "s",
            "Time from the abort of an upload to the second look that saw its storage empty, for its first receipt."),
    ROUNDS_PER_ABORT(
            List.of(2.0, 3.0, 4.0, 5.0, 7.0, 10.0, 20.0, 50.0),
            "rounds-per-abort",
            "rounds",
            "Abort rounds that the first receipt of an upload took; 2 if nothing came in between."),
    UPLOADS(
            GAUGE,
            "uploads",
            "uploads",
            "status",
            "Uploads that are known, by status; those that are over count until they are forgotten."),
    RECLAIMS(GAUGE, "reclaims", "uploads", "state", "Uploads by state of their reclaim."),
    OPEN_ABORTS(
            GAUGE,
            "open-aborts",
            "uploads",
            null,
            "Aborted uploads whose storage is not proved free, the parked ones too."),
    PARKED_NOW(GAUGE, "parked-uploads", "uploads", "reason", "Uploads whose reclaim is parked, by park reason."),
    QUARANTINED_NOW(GAUGE, "quarantined-uploads", "uploads", null, "Those of them that are in quarantine."),
    PARTS_OUTSTANDING(GAUGE, "parts-outstanding", "deletions", null, "Part deletions that left and were not reported."),
    BYTES_BURNING(
            GAUGE,
            "bytes-burning",
            "bytes",
            null,
            "Size of the parts that are to be deleted and were not reported gone: all of an aborted upload, superseded ones of others."),
    OLDEST_OPEN_ABORT(
            GAUGE,
            "oldest-open-abort-age-ms",
            "ms",
            null,
            "Time since the oldest of the open aborts was accepted, up to 10 s too much; 0 if there is none."),
    OLDEST_OPEN_UPLOAD(
            GAUGE,
            "oldest-open-upload-age-ms",
            "ms",
            null,
            "Time since the oldest upload in progress or being completed was begun, up to 10 s too much; 0 if there is none."),
    STATE_COUNTED(
            GAUGE,
            "state-counted",
            "boolean",
            null,
            "1 if the metrics of the state count all uploads of the task; 0 while a task that has just come is being counted.");

    /** The group of all of them. */
    public static final String GROUP = "mopup-processor-metrics";

    private final Definition definition;

    ProcessorMetric(
            final Kind kind, final String metricName, final String unit, final String label, final String description) {
        final List<String> labels = label == null ? List.of() : List.of(label);
        this.definition = new Definition(GROUP, metricName, unit, labels, description, kind, List.of());
    }

    ProcessorMetric(final List<Double> buckets, final String metricName, final String unit, final String description) {
        this.definition = new Definition(GROUP, metricName, unit, List.of(), description, Kind.HISTOGRAM, buckets);
    }

    @Override
    public Definition definition() {
        return definition;
    }
}
