/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.trace;

import io.mopup.client.LoggedRecord;
import io.mopup.contract.MopupHeaders;
import io.mopup.contract.TraceParent;
import io.mopup.events.AbortReason;
import io.mopup.events.CommandResult;
import io.mopup.events.LifecycleType;
import io.mopup.events.Receipt;
import io.mopup.events.ReclaimState;
import io.mopup.events.UploadIdentity;
import io.mopup.events.UploadLifecycle;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One abort as one trace: a span for the whole, and below it the decision, each deletion, each abort round, each receipt.
 *
 * @param traceId that of the command
 * @param state how far the reclaim is
 * @param spans the first one is above all others, which are in the order of their beginning
 */
public record AbortTrace(String traceId, UploadIdentity upload, ReclaimState state, List<TraceSpan> spans) {
    private static final Set<LifecycleType> ROUNDS = Set.of(LifecycleType.ROUND_STARTED, LifecycleType.ROUND_REPORTED);

    public static AbortTrace of(final AbortLog log) {
        final UploadIdentity upload = AbortLog.event(log.accepted()).getIdentity();
        final String name = upload.getUploadId() + '/' + log.commandId();
        final TraceParent above = MopupHeaders.get(log.accepted().headers(), MopupHeaders.TRACE_PARENT)
                .flatMap(TraceParent::parse)
                // A command that somebody published without a trace gets one that is always the same.
                .orElseGet(() -> new TraceParent(
                        TraceParent.spanId("trace " + name) + TraceParent.spanId(name),
                        TraceParent.spanId(log.commandId()),
                        "01"));
        final boolean begins = above.beganWith(log.commandId());
        final String rootId = begins ? above.spanId() : TraceParent.spanId(name);
        final List<TraceSpan> parts = Stream.of(
                        Stream.of(decision(log, rootId)),
                        new WorkSpans(log.reports(), rootId).of(log.work()).stream(),
                        receipts(log, rootId))
                .flatMap(spans -> spans)
                .sorted(Comparator.comparing(TraceSpan::start).thenComparing(TraceSpan::end))
                .toList();
        final List<TraceSpan> all = new ArrayList<>(parts.size() + 1);
        all.add(root(log, rootId, begins ? null : above.spanId(), parts));
        all.addAll(parts);
        return new AbortTrace(above.traceId(), upload, last(log).getReclaim(), List.copyOf(all));
    }

    /** Whether nothing is under way: there is a receipt, or somebody has to look. */
    public boolean isOver() {
        return state == ReclaimState.RECLAIMED || state == ReclaimState.PARKED;
    }

    public TraceSpan root() {
        return spans.get(0);
    }

    private static TraceSpan root(
            final AbortLog log, final String id, final String parentId, final List<TraceSpan> parts) {
        final UploadLifecycle accepted = AbortLog.event(log.accepted());
        final UploadLifecycle last = last(log);
        final Instant end = Stream.concat(
                        Stream.of(last.getOccurredAt()), parts.stream().map(TraceSpan::end))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        final AbortReason reason = accepted.getReason();
        final LoggedRecord first = log.command() == null ? log.accepted() : log.command();
        return new TraceSpan(
                "AbortMultipartUpload",
                id,
                parentId,
                parts.get(0).start(),
                end,
                new SpanAttributes()
                        .upload(accepted.getIdentity())
                        .with("mopup.command_id", log.commandId())
                        .with("mopup.reason", reason)
                        .with("mopup.rule_id", accepted.getRuleId())
                        .with("mopup.reclaim", last.getReclaim())
                        .record(first)
                        .map(),
                log.lifecycle().stream()
                        .map(AbortLog::event)
                        .filter(event -> !ROUNDS.contains(event.getType()))
                        .map(AbortTrace::event)
                        .toList(),
                last.getReclaim() == ReclaimState.PARKED ? "parked: " + parkReason(log) : null);
    }

    private static TraceSpan.Event event(final UploadLifecycle event) {
        return new TraceSpan.Event(
                event.getType().name(),
                event.getOccurredAt(),
                new SpanAttributes()
                        .with("mopup.part_number", event.getPartNumber())
                        .with("mopup.generation", event.getGeneration())
                        .with("mopup.park_reason", event.getParkReason())
                        .with("mopup.message", event.getMessage())
                        .map());
    }

    /** From the command, which may have had to wait, to the record that says it was accepted. */
    private static TraceSpan decision(final AbortLog log, final String rootId) {
        final Instant end = AbortLog.event(log.accepted()).getOccurredAt();
        final Instant published = log.command() == null ? end : log.command().timestamp();
        final Integer status =
                log.result() == null ? null : ((CommandResult) log.result().value()).getHttpStatus();
        return new TraceSpan(
                "decide",
                WorkSpans.id(log.accepted()),
                rootId,
                published.isAfter(end) ? end : published,
                end,
                new SpanAttributes()
                        .with("http.response.status_code", status)
                        .record(log.accepted())
                        .map(),
                List.of(),
                null);
    }

    /** From the first of the two empty looks to the proof. */
    private static Stream<TraceSpan> receipts(final AbortLog log, final String rootId) {
        return log.lifecycle().stream()
                .filter(record -> AbortLog.event(record).getReceipt() != null)
                .map(record -> {
                    final UploadLifecycle event = AbortLog.event(record);
                    final Receipt receipt = event.getReceipt();
                    final Map<String, Object> attributes = new SpanAttributes()
                            .with("mopup.basis", receipt.getBasis())
                            .with("mopup.parts_deleted", receipt.getPartsDeleted())
                            .with("mopup.bytes_reclaimed", receipt.getBytesReclaimed())
                            .with("mopup.late_parts", receipt.getLateParts())
                            .with("mopup.rounds", receipt.getRounds())
                            .record(record)
                            .map();
                    final Instant first = receipt.getFirstLookAt().isAfter(event.getOccurredAt())
                            ? event.getOccurredAt()
                            : receipt.getFirstLookAt();
                    return new TraceSpan(
                            "receipt",
                            WorkSpans.id(record),
                            rootId,
                            first,
                            event.getOccurredAt(),
                            attributes,
                            List.of(),
                            null);
                });
    }

    private static UploadLifecycle last(final AbortLog log) {
        return AbortLog.event(log.lifecycle().get(log.lifecycle().size() - 1));
    }

    private static Object parkReason(final AbortLog log) {
        return log.lifecycle().stream()
                .map(AbortLog::event)
                .map(UploadLifecycle::getParkReason)
                .filter(reason -> reason != null)
                .reduce((earlier, later) -> later)
                .orElse(null);
    }
}
