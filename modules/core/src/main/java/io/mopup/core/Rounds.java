/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.events.AbortRoundReport;
import io.mopup.events.DeletionCause;
import io.mopup.events.LifecycleType;
import io.mopup.events.ObservedPart;
import io.mopup.events.ParkReason;
import io.mopup.events.Receipt;
import io.mopup.events.ReceiptBasis;
import io.mopup.events.ReclaimState;
import io.mopup.events.UploadStatus;
import java.time.Instant;

/** Abort rounds: abort at the store again, look, and look a second time after a quiet period. */
final class Rounds {
    private static final int LOOKS = 2;

    private Rounds() {}

    /** Nothing is left in the ledger: look at the store. */
    static void start(final Draft draft) {
        draft.reclaim(draft.reclaim().in(ReclaimState.VERIFYING).with(Pass.NONE));
        final Looks looks = draft.reclaim().looks();
        if (looks.awaited()) {
            // A round is still on its way; the next one leaves when it is reported, so that no report is lost.
            draft.reclaim(draft.reclaim().due(draft.backOff(looks.attempt())));
        } else if (looks.leftovers() > 0) {
            draft.reclaim(draft.reclaim().due(draft.backOff(looks.leftovers())));
        } else {
            issue(draft);
        }
    }

    /** A part or a command came in between: what was seen so far proves nothing. */
    static void restart(final Draft draft) {
        draft.reclaim(draft.reclaim().with(draft.reclaim().looks().disturb()));
        final ReclaimState state = draft.reclaim().state();
        final boolean resting = state == ReclaimState.RECLAIMED || state == ReclaimState.VERIFYING;
        // The report of a round on its way, or its timer, leads to the next one; asking often must not put it off.
        if (resting && !draft.reclaim().looks().awaited()) {
            draft.reclaim(draft.reclaim().in(ReclaimState.VERIFYING));
            issue(draft);
        }
    }

    /** The timer of VERIFYING: the next look, or the same round again if no report came. */
    static void due(final Draft draft) {
        final Looks looks = draft.reclaim().looks();
        if (!looks.awaited() || looks.disturbed()) {
            // A disturbed round is not repeated under its number: an old report of it could pass for a new look.
            issue(draft);
        } else if (looks.attempt() >= draft.settings.attempts()) {
            final boolean silent = !draft.reclaim().pass().unreachable();
            Emission.park(draft, silent ? ParkReason.NO_REPORT : ParkReason.UNREACHABLE, null);
        } else {
            emit(draft, looks.issuedAgain());
        }
    }

    /** What an agent saw. Reports of another round than the awaited one are repetitions. */
    static void reported(final Draft draft, final AbortRoundReport report) {
        if (!draft.state().is(UploadStatus.ABORTED)
                || !draft.reclaim().looks().awaited()
                || draft.reclaim().looks().round() != report.getRound()) {
            return;
        }
        draft.reclaim(
                draft.reclaim().with(draft.reclaim().tally().freed(report.getPartsFreed(), report.getBytesFreed())));
        final var event = draft.lifecycle(LifecycleType.ROUND_REPORTED);
        event.setRound(report.getRound());
        event.setOutcome(report.getOutcome());
        event.setPartsFound(report.getPartsFound());
        event.setMessage(report.getMessage());
        switch (report.getOutcome()) {
            case EMPTY -> sawNothing(draft, ReceiptBasis.EMPTY, report);
            case NOT_FOUND -> sawNothing(draft, ReceiptBasis.NOT_FOUND, report);
            case LEFTOVERS -> sawLeftovers(draft, report);
            case REFUSED -> refused(draft, report);
            // The round stays awaited: its timer repeats it, up to the last attempt.
            case UNREACHABLE, UNKNOWN ->
                draft.reclaim(draft.reclaim().with(draft.reclaim().pass().failedUnreachable()));
        }
    }

    private static void issue(final Draft draft) {
        draft.reclaim(draft.reclaim().with(Pass.NONE));
        emit(draft, draft.reclaim().looks().issued());
        draft.lifecycle(LifecycleType.ROUND_STARTED)
                .setRound(draft.reclaim().looks().round());
    }

    private static void emit(final Draft draft, final Looks looks) {
        draft.reclaim(draft.reclaim().with(looks).due(draft.backOff(looks.attempt())));
        draft.emit(Outputs.round(draft.state(), draft.time()));
    }

    private static void sawNothing(final Draft draft, final ReceiptBasis basis, final AbortRoundReport report) {
        final Looks looks = draft.reclaim().looks();
        if (draft.reclaim().state() != ReclaimState.VERIFYING) {
            draft.reclaim(draft.reclaim().with(looks.disturb().reported()));
            return;
        }
        if (looks.disturbed()) {
            draft.reclaim(draft.reclaim().with(looks.reported()));
            issue(draft);
            return;
        }
        final Looks seen = looks.sawNothing(
                basis,
                report.getLookedAt().toEpochMilli(),
                draft.settings.quietPeriod().toMillis());
        draft.reclaim(draft.reclaim().with(seen).due(draft.after(draft.settings.quietPeriod())));
        if (seen.empty() >= LOOKS) {
            reclaimed(draft, report.getLookedAt());
        }
    }

    private static void reclaimed(final Draft draft, final Instant secondLook) {
        final Looks looks = draft.reclaim().looks();
        final Tally tally = draft.reclaim().tally();
        final Receipt receipt = new Receipt();
        receipt.setBasis(looks.basis());
        receipt.setAbortedAt(Instant.ofEpochMilli(draft.state().decidedAt()));
        receipt.setFirstLookAt(Instant.ofEpochMilli(looks.firstAt()));
        receipt.setSecondLookAt(secondLook);
        receipt.setRounds(looks.round());
        receipt.setPartsDeleted(tally.partsDeleted());
        receipt.setBytesReclaimed(tally.bytesReclaimed());
        receipt.setLateParts(tally.lateParts());
        draft.reclaim(draft.reclaim().in(ReclaimState.RECLAIMED).with(receipt).due(0));
        draft.lifecycle(LifecycleType.RECLAIMED).setReceipt(receipt);
    }

    private static void sawLeftovers(final Draft draft, final AbortRoundReport report) {
        final Looks looks = draft.reclaim().looks().sawLeftovers();
        draft.reclaim(draft.reclaim().with(looks));
        if (!draft.reclaim().parked() && looks.leftovers() >= draft.settings.rounds()) {
            Emission.park(draft, ParkReason.ROUNDS_EXHAUSTED, report.getMessage());
        }
        report.getLeftovers().forEach(left -> delete(draft, left));
        if (draft.reclaim().state() == ReclaimState.VERIFYING) {
            draft.reclaim(draft.reclaim().due(draft.backOff(looks.leftovers())));
        }
    }

    /** A leftover that the agent could not free itself, but can name, gets its own deletion. */
    private static void delete(final Draft draft, final ObservedPart left) {
        if (left.getDeleted() || left.getGeneration() == null || left.getLocator() == null || !draft.deletesParts()) {
            return;
        }
        final StoredPart part = StoredPart.of(left).doomed(DeletionCause.LATE);
        if (draft.ledger.find(part.partNumber(), part.generation()).isEmpty()) {
            draft.ledger.put(part);
            draft.reclaim(draft.reclaim().with(draft.reclaim().tally().late()));
            Emission.one(draft, part);
        }
    }

    private static void refused(final Draft draft, final AbortRoundReport report) {
        draft.reclaim(draft.reclaim().with(draft.reclaim().looks().reported()));
        if (!draft.reclaim().parked()) {
            Emission.park(draft, ParkReason.REFUSED, report.getMessage());
        }
    }
}
