/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.events.ParkReason;
import io.mopup.events.Receipt;
import io.mopup.events.ReclaimState;

/**
 * The long work behind a decision: how far the storage of an upload is freed.
 *
 * @param state where it stands
 * @param parkReason why it is parked, or null
 * @param pass the emission of part deletions
 * @param looks the abort rounds
 * @param tally what was freed
 * @param receipt the last proof, or null
 * @param dueAt epoch milliseconds at which something is to be done, 0 for never
 */
public record Reclaim(
        ReclaimState state, ParkReason parkReason, Pass pass, Looks looks, Tally tally, Receipt receipt, long dueAt) {
    static final Reclaim NONE = new Reclaim(ReclaimState.NONE, null, Pass.NONE, Looks.NONE, Tally.ZERO, null, 0);

    boolean parked() {
        return state == ReclaimState.PARKED;
    }

    /** Nothing is under way and nothing is stuck. */
    public boolean settled() {
        return state == ReclaimState.NONE || state == ReclaimState.RECLAIMED;
    }

    Reclaim in(final ReclaimState next) {
        return new Reclaim(next, null, pass, looks, tally, receipt, dueAt);
    }

    Reclaim parked(final ParkReason why, final long reminderAt) {
        return new Reclaim(ReclaimState.PARKED, why, pass, looks, tally, receipt, reminderAt);
    }

    Reclaim with(final Pass next) {
        return new Reclaim(state, parkReason, next, looks, tally, receipt, dueAt);
    }

    Reclaim with(final Looks next) {
        return new Reclaim(state, parkReason, pass, next, tally, receipt, dueAt);
    }

    Reclaim with(final Tally next) {
        return new Reclaim(state, parkReason, pass, looks, next, receipt, dueAt);
    }

    Reclaim with(final Receipt next) {
        return new Reclaim(state, parkReason, pass, looks, tally, next, dueAt);
    }

    Reclaim due(final long at) {
        return new Reclaim(state, parkReason, pass, looks, tally, receipt, at);
    }
}
