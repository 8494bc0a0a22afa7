/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.contract.RecordKeys;
import io.mopup.events.AbortRoundReport;
import io.mopup.events.ParkReason;
import io.mopup.events.PartDeleted;
import io.mopup.events.PartDeletionFailed;
import io.mopup.events.ReclaimState;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** Folds what agents report. A report for something that is not in the ledger is a repetition. */
final class Reports {
    private Reports() {}

    static void received(final Draft draft, final SpecificRecord report) {
        if (!draft.isKnown()) {
            return;
        }
        draft.requireSame(RecordKeys.identity(report));
        if (report instanceof PartDeleted deleted) {
            deleted(draft, deleted);
        } else if (report instanceof PartDeletionFailed failed) {
            failed(draft, failed);
        } else if (report instanceof AbortRoundReport round) {
            Rounds.reported(draft, round);
        }
        if (draft.reclaim().parkReason() == ParkReason.NO_REPORT) {
            // It was parked for want of an agent, and here is one.
            Emission.retry(draft);
        }
    }

    private static void deleted(final Draft draft, final PartDeleted report) {
        final Optional<StoredPart> entry = draft.ledger.find(report.getPartNumber(), report.getGeneration());
        if (entry.isEmpty() || isNeeded(draft, entry.get())) {
            return;
        }
        draft.ledger.remove(entry.get());
        final int parts = report.getFound() ? 1 : 0;
        draft.reclaim(draft.reclaim().with(draft.reclaim().tally().freed(parts, report.getBytesFreed())));
        Emission.reported(draft, entry.get());
    }

    /** An entry stays in the ledger while an object is, or may be, made of it: a report cannot change that. */
    private static boolean isNeeded(final Draft draft, final StoredPart part) {
        final Completion completion = draft.state().completion();
        return completion != null && completion.lists(part);
    }

    private static void failed(final Draft draft, final PartDeletionFailed report) {
        final Optional<StoredPart> entry = draft.ledger.find(report.getPartNumber(), report.getGeneration());
        if (draft.reclaim().state() != ReclaimState.DELETING
                || entry.filter(part -> Doom.isDue(draft, part)).isEmpty()) {
            return;
        }
        switch (report.getFailure()) {
            case REFUSED, UNUSABLE -> Emission.park(draft, ParkReason.REFUSED, report.getMessage());
            // The timer of the walk repeats it, up to the last attempt.
            case UNREACHABLE, UNKNOWN ->
                draft.reclaim(draft.reclaim().with(draft.reclaim().pass().failedUnreachable()));
        }
    }
}
