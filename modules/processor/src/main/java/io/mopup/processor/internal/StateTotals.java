/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.mopup.contract.query.StateCounts;
import io.mopup.core.Reclaim;
import io.mopup.core.UploadState;
import io.mopup.events.ParkReason;
import io.mopup.events.ReclaimState;
import io.mopup.events.UploadStatus;
import io.mopup.processor.ProcessorMetric;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a number of uploads come to. One is added and taken away by its state, so no upload is remembered here. */
final class StateTotals {
    private final long[] statuses = new long[UploadStatus.values().length];
    private final long[] reclaims = new long[ReclaimState.values().length];
    private final long[] parked = new long[ParkReason.values().length];
    private final Ages aborts = new Ages();
    private final Ages uploads = new Ages();
    private long openAborts;
    private long parkedAborts;
    private long outstanding;
    private long freed;

    /** Takes one upload for another state of it; null is none. */
    void replace(final UploadState before, final UploadState after) {
        if (before != null) {
            count(before, -1);
            ages(before, Ages::remove);
        }
        if (after != null) {
            count(after, 1);
            ages(after, Ages::add);
        }
    }

    /** Shows what they come to. */
    void show(final TaskMetrics metrics, final long now) {
        for (final UploadStatus status : UploadStatus.values()) {
            metrics.set(ProcessorMetric.UPLOADS, status.name(), statuses[status.ordinal()]);
        }
        for (final ReclaimState state : ReclaimState.values()) {
            metrics.set(ProcessorMetric.RECLAIMS, state.name(), reclaims[state.ordinal()]);
        }
        for (final ParkReason reason : ParkReason.values()) {
            metrics.set(ProcessorMetric.PARKED_NOW, reason.name(), parked[reason.ordinal()]);
        }
        metrics.set(ProcessorMetric.QUARANTINED_NOW, parked[ParkReason.QUARANTINED.ordinal()]);
        metrics.set(ProcessorMetric.OPEN_ABORTS, openAborts);
        metrics.set(ProcessorMetric.PARTS_OUTSTANDING, outstanding);
        metrics.set(ProcessorMetric.OLDEST_OPEN_ABORT, aborts.oldest(now));
        metrics.set(ProcessorMetric.OLDEST_OPEN_UPLOAD, uploads.oldest(now));
    }

    /** The same for the console; {@code now} is in epoch milliseconds. */
    StateCounts counts(final int partition, final long now, final long bytesBurning) {
        return new StateCounts(
                List.of(partition),
                now,
                named(UploadStatus.values(), statuses),
                named(ReclaimState.values(), reclaims),
                named(ParkReason.values(), parked),
                statuses[UploadStatus.IN_PROGRESS.ordinal()] + statuses[UploadStatus.COMPLETING.ordinal()],
                openAborts - parkedAborts,
                bytesBurning,
                freed);
    }

    /** Without those that are 0. */
    private static Map<String, Long> named(final Enum<?>[] values, final long[] counts) {
        return Arrays.stream(values)
                .filter(value -> counts[value.ordinal()] != 0)
                .collect(Collectors.toMap(Enum::name, value -> counts[value.ordinal()]));
    }

    private void count(final UploadState state, final int by) {
        final Reclaim reclaim = state.reclaim();
        statuses[state.status().ordinal()] += by;
        reclaims[reclaim.state().ordinal()] += by;
        if (reclaim.state() == ReclaimState.PARKED && reclaim.parkReason() != null) {
            parked[reclaim.parkReason().ordinal()] += by;
        }
        if (isOpenAbort(state)) {
            openAborts += by;
            parkedAborts += reclaim.state() == ReclaimState.PARKED ? by : 0;
        }
        outstanding += by * reclaim.pass().outstanding();
        freed += by * reclaim.tally().bytesReclaimed();
    }

    private interface Change {
        void apply(Ages ages, long time);
    }

    private void ages(final UploadState state, final Change change) {
        if (isOpenAbort(state)) {
            change.apply(aborts, state.decidedAt());
        }
        final boolean open = state.status() == UploadStatus.IN_PROGRESS || state.status() == UploadStatus.COMPLETING;
        if (open && state.facts() != null) {
            change.apply(uploads, state.facts().initiatedAt());
        }
    }

    private static boolean isOpenAbort(final UploadState state) {
        return state.status() == UploadStatus.ABORTED && !state.reclaim().settled();
    }
}
