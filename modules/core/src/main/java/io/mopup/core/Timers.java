/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.events.LifecycleType;
import io.mopup.events.ReclaimState;
import io.mopup.events.UploadStatus;
import java.time.Duration;
import java.util.List;

/** What happens when time passes: grace, assembly, retention; slices, repeats, looks, reminders. */
final class Timers {
    private static final Duration EXPIRY_RETRY = Duration.ofHours(1);

    private Timers() {}

    static void fired(final Draft draft, final FoldInput tick) {
        draft.state(draft.state().armed(0));
        if (isDue(draft.state().statusDueAt(), draft.now)) {
            draft.state(draft.state().statusDue(0));
            status(draft, tick);
        }
        UndoWindow.closeIfOver(draft);
        if (isDue(draft.state().watch().dueAt(), draft.now)) {
            Policies.due(draft);
        }
        if (isDue(draft.reclaim().dueAt(), draft.now)) {
            reclaim(draft);
        }
    }

    /** After a quarantine, which stopped all clocks, they start again from now. */
    static void rearm(final Draft draft) {
        Policies.rearm(draft);
        if (draft.state().statusDueAt() != 0) {
            return;
        }
        final UploadState state = draft.state();
        draft.state(
                switch (state.status()) {
                    case IN_PROGRESS -> state;
                    case COMPLETING -> state.statusDue(draft.after(draft.settings.assemblyAlarm()));
                    case ABORTED, COMPLETED -> state.statusDue(draft.after(draft.retention()));
                    case UNKNOWN ->
                        state.statusDue(draft.after(state.graceOver() ? draft.retention() : draft.settings.grace()));
                });
    }

    private static boolean isDue(final long at, final long now) {
        return at != 0 && at <= now;
    }

    private static void status(final Draft draft, final FoldInput tick) {
        switch (draft.state().status()) {
            case UNKNOWN -> {
                if (draft.state().graceOver()) {
                    forget(draft, tick);
                } else {
                    graceEnds(draft, tick);
                }
            }
            case COMPLETING -> {
                draft.state(draft.state().statusDue(draft.after(draft.settings.assemblyAlarm())));
                draft.lifecycle(LifecycleType.ASSEMBLY_OVERDUE)
                        .setCommandId(draft.state().completion().commandId());
            }
            case ABORTED, COMPLETED -> forget(draft, tick);
            case IN_PROGRESS -> {
                // Nothing runs out.
            }
        }
    }

    /** Nobody created this upload: who asked for it is told so, what lies there is reported. */
    private static void graceEnds(final Draft draft, final FoldInput tick) {
        draft.state(draft.state().graceEnded(draft.after(draft.retention())));
        Commands.decideWaiting(draft, tick);
        Orphans.report(draft);
    }

    /** The retention window is over; but what is not settled is not forgotten. */
    private static void forget(final Draft draft, final FoldInput tick) {
        if (!draft.reclaim().settled()) {
            draft.state(draft.state().statusDue(draft.after(EXPIRY_RETRY)));
            return;
        }
        if (!draft.state().is(UploadStatus.UNKNOWN)) {
            draft.lifecycle(LifecycleType.FORGOTTEN);
            // From here on the upload is an unknown one, so that a replayed part of it is never taken for a stray.
            draft.state(draft.state().in(UploadStatus.UNKNOWN, 0, 0).graceEnded(0));
        }
        // Whom a crash kept waiting is answered at the latest now.
        Commands.decideAll(draft, tick);
        purge(draft);
    }

    /** Removes everything that is remembered, slice by slice; the state goes last. */
    private static void purge(final Draft draft) {
        final int limit = draft.settings.slice();
        final List<StoredPart> parts = draft.ledger.after(LedgerKeys.START, limit);
        parts.forEach(draft.ledger::remove);
        final List<StoredCommand> commands = draft.commands.stored(limit);
        commands.forEach(draft.commands::remove);
        if (parts.size() < limit && commands.size() < limit) {
            draft.forget();
        } else {
            draft.state(draft.state().statusDue(draft.now));
        }
    }

    private static void reclaim(final Draft draft) {
        final ReclaimState state = draft.reclaim().state();
        draft.reclaim(draft.reclaim().due(0));
        switch (state) {
            case DELETING -> Emission.due(draft);
            case VERIFYING -> Rounds.due(draft);
            case PARKED -> Emission.park(draft, draft.reclaim().parkReason(), "Still parked.");
            case NONE, RECLAIMED, UNKNOWN -> {
                // Nothing is under way.
            }
        }
    }
}
