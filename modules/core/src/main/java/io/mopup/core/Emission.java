/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.core.StoredPart.Mark;
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
        walk(draft, unfinished ? pass.again(from(draft)) : pass.first(from(draft)));
    }

    /** Begins again with everything that is still in the ledger. */
    static void again(final Draft draft) {
        walk(draft, draft.reclaim().pass().again(from(draft)));
    }

    /** Takes the reclaim out of its parking, with a fresh allowance of attempts and rounds. */
    static void retry(final Draft draft) {
        final Looks looks = draft.reclaim().looks().renewed();
        final Pass pass = draft.reclaim().pass().renewed(draft.settings.attempts());
        draft.reclaim(draft.reclaim().with(looks).with(pass));
        Timers.rearm(draft);
        draft.lifecycle(LifecycleType.RETRIED);
        again(draft);
    }

    private static void walk(final Draft draft, final Pass pass) {
        draft.reclaim(draft.reclaim().in(ReclaimState.DELETING).with(pass));
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

    /** An entry was reported gone: perhaps the last one, perhaps room for more. */
    static void reported(final Draft draft, final StoredPart part) {
        // Of the live ones only those of an aborted upload were emitted as they stood.
        final boolean emitted = part.mark() == Mark.DOOMED || draft.state().is(UploadStatus.ABORTED);
        final Pass before = draft.reclaim().pass();
        final Pass pass = emitted ? before.reported(part) : before;
        draft.reclaim(draft.reclaim().with(pass));
        if (draft.reclaim().state() != ReclaimState.DELETING) {
            return;
        }
        if (pass.underWay()) {
            final boolean room = pass.outstanding() <= draft.settings.maxOutstanding() / 2;
            draft.reclaim(draft.reclaim().due(room ? draft.now : draft.reclaim().dueAt()));
        } else if (pass.outstanding() == 0) {
            drained(draft);
        }
    }

    /**
     * A record is delivered again whose entry is there. Under at-least-once a crash can keep the ledger and lose the
     * state that goes with it; then there are entries that are to go and that nobody is at.
     */
    static void rescue(final Draft draft, final StoredPart entry) {
        final ReclaimState state = draft.reclaim().state();
        final boolean nobody = state != ReclaimState.DELETING && state != ReclaimState.PARKED;
        if (nobody && (Doom.isDue(draft, entry) || Doom.othersAreDue(draft))) {
            draft.reclaim(draft.reclaim().with(draft.reclaim().looks().disturb()));
            again(draft);
        }
    }

    /** The timer of DELETING: the next slice, or, if no report came, everything again. */
    static void due(final Draft draft) {
        final Pass pass = draft.reclaim().pass();
        if (pass.underWay() && pass.outstanding() < draft.settings.maxOutstanding()) {
            slice(draft, draft.settings.slice());
        } else if (pass.exhausted(draft.settings.attempts())) {
            park(draft, pass.unreachable() ? ParkReason.UNREACHABLE : ParkReason.NO_REPORT, null);
        } else {
            draft.reclaim(draft.reclaim().with(pass.again(from(draft))));
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

    /** Looks at the next entries and emits those that are to go. */
    private static void slice(final Draft draft, final int limit) {
        final Pass pass = draft.reclaim().pass();
        final List<StoredPart> page = draft.deletesParts() ? draft.ledger.after(pass.cursor(), limit) : List.of();
        long emitted = 0;
        boolean meetsAgain = false;
        for (final StoredPart part : page) {
            if (!Doom.leaves(draft, part, pass.attempt())) {
                continue;
            }
            // An upload that is aborted stays so; in any other one a doomed part must not be taken for a live one.
            final boolean moves = part.mark() == Mark.LIVE && !draft.state().is(UploadStatus.ABORTED);
            final StoredPart doomed = Doom.mark(draft, part, moves);
            if (moves && pass.attempt() > 1) {
                meetsAgain = true;
            } else {
                draft.emit(Outputs.deletion(
                        draft.state().identity(), doomed, doomed.cause(), pass.attempt(), draft.time()));
                emitted++;
            }
        }
        final long wait = draft.backOff(pass.tries(draft.settings.attempts()));
        if (page.size() == limit || meetsAgain) {
            final Pass moved = pass.moved(page.get(page.size() - 1).ledgerKey(), emitted);
            final boolean full = moved.outstanding() >= draft.settings.maxOutstanding();
            draft.reclaim(draft.reclaim().with(moved).due(full ? wait : draft.now));
            return;
        }
        final Pass ended = pass.moved(null, emitted);
        draft.reclaim(draft.reclaim().with(ended).due(wait));
        if (ended.outstanding() == 0) {
            drained(draft);
        }
    }

    /**
     * Nothing is outstanding. An aborted upload goes on to its abort rounds, any other one is settled, but only if the
     * ledger agrees: the counter is a shortcut, the ledger is the truth.
     */
    private static void drained(final Draft draft) {
        final boolean aborted = draft.state().is(UploadStatus.ABORTED);
        final boolean left = draft.deletesParts() && (aborted ? !draft.ledger.isEmpty() : Doom.anyIsLeft(draft));
        if (left) {
            draft.reclaim(draft.reclaim()
                    .with(draft.reclaim().pass().again(from(draft)))
                    .due(draft.now));
        } else if (aborted) {
            Rounds.start(draft);
        } else {
            draft.reclaim(draft.reclaim().in(ReclaimState.NONE).with(Pass.NONE).due(0));
        }
    }

    /** Where a walk begins: while the live parts are to stay, behind them. */
    private static String from(final Draft draft) {
        return switch (draft.state().status()) {
            case IN_PROGRESS, COMPLETING -> LedgerKeys.OTHERS;
            case ABORTED, COMPLETED, UNKNOWN -> LedgerKeys.START;
        };
    }
}
