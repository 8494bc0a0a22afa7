/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.trace;

import io.mopup.client.LoggedRecord;
import io.mopup.contract.RecordKeys;
import io.mopup.contract.TraceParent;
import io.mopup.events.AbortRound;
import io.mopup.events.AbortRoundReport;
import io.mopup.events.PartDeleted;
import io.mopup.events.PartDeletion;
import io.mopup.events.PartDeletionFailed;
import io.mopup.events.RoundOutcome;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/** What agents were told to do, each with what they reported. */
final class WorkSpans {
    private static final String NONE = "NO_REPORT";
    private static final Set<RoundOutcome> FAILED = Set.of(RoundOutcome.REFUSED, RoundOutcome.UNREACHABLE);

    private final Map<String, SpecificRecord> reports = new HashMap<>();
    private final String parentId;

    WorkSpans(final List<LoggedRecord> reports, final String parentId) {
        // The first report of an attempt is the one that counted; a second one comes of a redelivery.
        reports.forEach(record -> this.reports.putIfAbsent(answered(record.value()), record.value()));
        this.parentId = parentId;
    }

    /** Always the same for the same record. */
    static String id(final LoggedRecord record) {
        return TraceParent.spanId(RecordKeys.identity(record.value()).getUploadId()
                + ' '
                + record.topicName()
                + '-'
                + record.partition()
                + '@'
                + record.offset());
    }

    List<TraceSpan> of(final List<LoggedRecord> work) {
        return work.stream()
                .map(record -> record.value() instanceof PartDeletion deletion
                        ? deletion(record, deletion)
                        : round(record, (AbortRound) record.value()))
                .toList();
    }

    private TraceSpan deletion(final LoggedRecord record, final PartDeletion deletion) {
        final SpecificRecord report =
                reports.get(partKey(deletion.getPartNumber(), deletion.getGeneration(), deletion.getAttempt()));
        final SpanAttributes attributes = new SpanAttributes()
                .with("aws.s3.part_number", deletion.getPartNumber())
                .with("mopup.generation", deletion.getGeneration())
                .with("mopup.attempt", deletion.getAttempt())
                .with("mopup.cause", deletion.getCause())
                .with("mopup.locator", deletion.getLocator())
                .with("mopup.size", deletion.getSize())
                .record(record);
        final String name = "delete part " + deletion.getPartNumber();
        if (report instanceof PartDeleted done) {
            attributes
                    .with("mopup.outcome", done.getFound() ? "DELETED" : "NOTHING_FOUND")
                    .with("mopup.bytes_freed", done.getBytesFreed())
                    .with("mopup.agent", done.getAgent());
            return span(name, record, deletion.getRequestedAt(), done.getDeletedAt(), attributes, null);
        }
        if (report instanceof PartDeletionFailed failed) {
            attributes.with("mopup.outcome", failed.getFailure()).with("mopup.agent", failed.getAgent());
            final String why = failed.getFailure() + (failed.getMessage() == null ? "" : ": " + failed.getMessage());
            return span(name, record, deletion.getRequestedAt(), failed.getFailedAt(), attributes, why);
        }
        attributes.with("mopup.outcome", NONE);
        return span(name, record, deletion.getRequestedAt(), deletion.getRequestedAt(), attributes, null);
    }

    private TraceSpan round(final LoggedRecord record, final AbortRound round) {
        final SpanAttributes attributes = new SpanAttributes()
                .with("mopup.round", round.getRound())
                .with("mopup.attempt", round.getAttempt())
                .record(record);
        final String name = "abort round " + round.getRound();
        if (reports.get(roundKey(round.getRound(), round.getAttempt())) instanceof AbortRoundReport report) {
            attributes
                    .with("mopup.outcome", report.getOutcome())
                    .with("mopup.parts_found", report.getPartsFound())
                    .with("mopup.parts_freed", report.getPartsFreed())
                    .with("mopup.bytes_freed", report.getBytesFreed())
                    .with("mopup.agent", report.getAgent());
            final String why = FAILED.contains(report.getOutcome())
                    ? report.getOutcome() + (report.getMessage() == null ? "" : ": " + report.getMessage())
                    : null;
            return span(name, record, round.getRequestedAt(), report.getLookedAt(), attributes, why);
        }
        attributes.with("mopup.outcome", NONE);
        return span(name, record, round.getRequestedAt(), round.getRequestedAt(), attributes, null);
    }

    private TraceSpan span(
            final String name,
            final LoggedRecord record,
            final Instant start,
            final Instant end,
            final SpanAttributes attributes,
            final String failure) {
        // The end is told by the clock of an agent; behind that of the processor it would be before the beginning.
        final Instant after = end.isBefore(start) ? start : end;
        return new TraceSpan(name, id(record), parentId, start, after, attributes.map(), List.of(), failure);
    }

    private static String answered(final SpecificRecord report) {
        if (report instanceof PartDeleted done) {
            return partKey(done.getPartNumber(), done.getGeneration(), done.getAttempt());
        }
        if (report instanceof PartDeletionFailed failed) {
            return partKey(failed.getPartNumber(), failed.getGeneration(), failed.getAttempt());
        }
        final AbortRoundReport look = (AbortRoundReport) report;
        return roundKey(look.getRound(), look.getAttempt());
    }

    private static String partKey(final int partNumber, final long generation, final int attempt) {
        return "part " + partNumber + '/' + generation + '/' + attempt;
    }

    private static String roundKey(final int round, final int attempt) {
        return "round " + round + '/' + attempt;
    }
}
