/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.mopup.core.Decision;
import io.mopup.core.Decision.PartChange;
import io.mopup.core.StoredPart;
import io.mopup.core.UploadState;
import io.mopup.events.LifecycleType;
import io.mopup.events.Receipt;
import io.mopup.events.UploadLifecycle;
import io.mopup.processor.ProcessorMetric;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;

/** Counts what the outputs of a decision do not say: what it freed, how large what came late is, how long it took. */
record ReclaimMetrics(TaskMetrics metrics) {
    private static final double MILLIS = 1_000;

    /** @param before the state that the decision started from, or null */
    void decided(final UploadState before, final Decision decision) {
        decision.outputs().forEach(output -> addLateBytes(output, decision));
        final UploadState after = decision.state();
        if (after == null) {
            return;
        }
        final long freedBefore = before == null ? 0 : before.reclaim().tally().bytesReclaimed();
        final long freed = after.reclaim().tally().bytesReclaimed() - freedBefore;
        if (freed > 0) {
            metrics.add(ProcessorMetric.BYTES_RECLAIMED, freed);
        }
        final Receipt receipt = after.reclaim().receipt();
        // A later receipt proves that a late part is gone; its time says when the part came.
        if (receipt != null && (before == null || before.reclaim().receipt() == null)) {
            metrics.observe(ProcessorMetric.ROUNDS_PER_ABORT, receipt.getRounds());
            final Duration took = Duration.between(receipt.getAbortedAt(), receipt.getSecondLookAt());
            metrics.observe(ProcessorMetric.TIME_TO_EMPTY, Math.max(0, took.toMillis()) / MILLIS);
        }
    }

    /** A late part is announced by the decision that puts it into the ledger. */
    private void addLateBytes(final SpecificRecord output, final Decision decision) {
        if (!(output instanceof UploadLifecycle event) || event.getType() != LifecycleType.LATE_PART) {
            return;
        }
        for (final PartChange change : decision.parts()) {
            if (change instanceof PartChange.Put put && isThat(put.part(), event)) {
                metrics.add(ProcessorMetric.LATE_BYTES, put.part().size());
                return;
            }
        }
    }

    private static boolean isThat(final StoredPart part, final UploadLifecycle event) {
        return event.getPartNumber() == part.partNumber() && event.getGeneration() == part.generation();
    }
}
