/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.core.StoredPart.Mark;
import io.mopup.events.DeletionCause;
import io.mopup.events.LifecycleType;
import io.mopup.events.ParkReason;
import io.mopup.events.ReclaimState;
import io.mopup.events.UploadStatus;
import java.util.List;

/** The walk over the ledger that emits part deletions in slices. */
final class Emission {
    private Emission() {}

    /** Begins to delete what the decision doomed. The first few leave with the decision itself. */
    static void start(final Draft draft) {
        final Pass pass = draft.reclaim().pass();
        // The first walk passes over what left before. After an unfinished walk that is not known: all leaves again.
        final boolean unfinished = draft.reclaim().parked() || (pass.underWay() && pass.attempt() > 1);
        draft.reclaim(draft.reclaim().in(ReclaimState.DELETING).with(unfinished ? pass.again() : pass.first()));
        slice(draft, draft.settings.inlineSlice());
    }

    /** Begins again with everything that is still in the ledger. */
    static void again(final Draft draft) {
        draft.reclaim(draft.reclaim()
                .in(ReclaimState.DELETING)
                .with(draft.reclaim().pass().again()));
        slice(draft, draft.settings.inlineSlice());
    }

    /** One deletion outside of a walk: a superseded or late generation that was put into the ledger just now. */
    static void one(final Draft draft, final StoredPart part) {
        final Reclaim reclaim = draft.reclaim();
        // Nothing leaves while parked; and a walk that repeats everything will reach what lies ahead of it.
        if (reclaim.parked() || reclaim.pass().willRepeat(part)) {
            return;
        }
        draft.emit(Outputs.deletion(draft.state().identity(), part, part.cause(), 1, draft.time()));
        final Reclaim tracked = reclaim.with(reclaim.pass().emittedOne());
        final boolean newWork = reclaim.state() != ReclaimState.DELETING;
        draft.reclaim(newWork ? tracked.in(ReclaimState.DELETING).due(draft.backOff(1)) : tracked);
    }

    /** Looks at the next entries and emits those that are to go. */
    static void slice(final Draft draft, final int limit) {
        final Pass pass = draft.reclaim().pass();
        final List<StoredPart> page = draft.deletesParts() ? draft.view.partsAfter(pass.cursor(), limit) : List.of();
        long emitted = 0;
        for (final StoredPart part : page) {
            if (leaves(draft, part, pass.attempt())) {
                emit(draft, part, pass.attempt());
                emitted++;
            }
        }
        if (page.size() == limit) {
            final Pass moved = pass.moved(page.get(page.size() - 1).ledgerKey(), emitted);
            final boolean full = moved.outstanding() >= draft.settings.maxOutstanding();
            draft.reclaim(draft.reclaim().with(moved).due(full ? draft.backOff(pass.attempt()) : draft.now));
            return;
        }
        final Pass ended = pass.moved(null, emitted);
        draft.reclaim(draft.reclaim().with(ended).due(draft.backOff(pass.attempt())));
        if (ended.outstanding() == 0) {
            drained(draft, emitted == 0 && page.isEmpty() && pass.cursor().equals(LedgerKeys.START));
        }
    }

    /** An entry was reported gone: perhaps the last one, perhaps room for more. */
    static void reported(final Draft draft, final StoredPart part) {
        final Pass pass = draft.reclaim().pass().reported(part);
        draft.reclaim(draft.reclaim().with(pass));
        if (draft.reclaim().state() != ReclaimState.DELETING) {
            return;
        }
        if (pass.underWay()) {
            final boolean room = pass.outstanding() < draft.settings.maxOutstanding() / 2;
            draft.reclaim(draft.reclaim().due(room ? draft.now : draft.reclaim().dueAt()));
        } else if (pass.outstanding() == 0) {
            drained(draft, onlyEntry(draft, part));
        }
    }

    /** The timer of DELETING: the next slice, or, if no report came, everything again. */
    static void due(final Draft draft) {
        final Pass pass = draft.reclaim().pass();
        if (pass.underWay() && pass.outstanding() < draft.settings.maxOutstanding()) {
            slice(draft, draft.settings.slice());
        } else if (pass.attempt() >= draft.settings.attempts()) {
            park(draft, pass.unreachable() ? ParkReason.UNREACHABLE : ParkReason.NO_REPORT, null);
        } else {
            draft.reclaim(draft.reclaim().with(pass.again()));
            slice(draft, draft.settings.slice());
        }
    }

    /** Stops the reclaim until an operator or new evidence moves it. */
    static void park(final Draft draft, final ParkReason why, final String message) {
        draft.reclaim(draft.reclaim().parked(why, draft.after(draft.settings.parkedReminder())));
        final var event = draft.lifecycle(LifecycleType.PARKED);
        event.setParkReason(why);
        event.setMessage(message);
    }

    /**
     * Nothing is outstanding. An aborted upload goes on to its abort rounds, but only if the ledger agrees: the counter
     * is a shortcut, the ledger is the truth.
     */
    private static void drained(final Draft draft, final boolean ledgerIsEmpty) {
        if (!draft.state().is(UploadStatus.ABORTED)) {
            draft.reclaim(draft.reclaim().in(ReclaimState.NONE).with(Pass.NONE).due(0));
        } else if (ledgerIsEmpty || !draft.deletesParts()) {
            Rounds.start(draft);
        } else {
            draft.reclaim(draft.reclaim().with(draft.reclaim().pass().again()).due(draft.now));
        }
    }

    /** The ledger as the view shows it still holds the entry that this decision removes. */
    private static boolean onlyEntry(final Draft draft, final StoredPart removed) {
        return draft.view.partsAfter(LedgerKeys.START, 2).stream()
                .allMatch(part -> part.ledgerKey().equals(removed.ledgerKey()));
    }

    /** Whether this entry leaves in this walk. The first walk leaves out what left on its own before. */
    private static boolean leaves(final Draft draft, final StoredPart part, final int attempt) {
        final UploadState state = draft.state();
        final boolean unsent = part.mark() != Mark.DOOMED || attempt > 1;
        return switch (state.status()) {
            case ABORTED -> unsent;
            case COMPLETED ->
                unsent
                        && !state.completion().byEvidence()
                        && !state.completion().lists(part);
            case IN_PROGRESS -> unsent && part.mark() != Mark.LIVE;
            case COMPLETING -> unsent && part.mark() == Mark.DOOMED;
            case UNKNOWN -> unsent && Orphans.mayDelete(draft, part);
        };
    }

    private static void emit(final Draft draft, final StoredPart part, final int attempt) {
        final DeletionCause cause = cause(draft.state().status(), part);
        draft.emit(Outputs.deletion(draft.state().identity(), part, cause, attempt, draft.time()));
        if (part.mark() == Mark.HELD) {
            draft.put(part.doomed(cause));
        }
    }

    private static DeletionCause cause(final UploadStatus status, final StoredPart part) {
        if (part.cause() != null) {
            return part.cause();
        }
        return switch (status) {
            case ABORTED -> DeletionCause.ABORTED;
            case COMPLETED -> part.mark() == Mark.LIVE ? DeletionCause.UNLISTED : DeletionCause.LATE;
            case UNKNOWN -> DeletionCause.ORPHANED;
            case IN_PROGRESS, COMPLETING -> DeletionCause.SUPERSEDED;
        };
    }
}
