/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.events.UploadIdentity;
import io.mopup.events.UploadStatus;
import java.util.function.Consumer;

/**
 * Where one upload stands. The part list is not in here: ten thousand parts would be rewritten with each of them.
 *
 * @param identity the upload
 * @param facts what it was created with; null until that is known
 * @param status the decision; UNKNOWN until MultipartUploadCreated arrives
 * @param graceOver UNKNOWN only: whether the grace period has passed, so that commands are answered at once
 * @param decidedAt event time of the accepted Abort or Complete in epoch milliseconds, 0 before
 * @param statusDueAt epoch milliseconds at which grace, assembly or retention run out, 0 for never
 * @param completion the accepted Complete, or null
 * @param order the accepted Abort, while its undo window is open and after; or null
 * @param watch what policies have to do with it
 * @param reclaim the work behind the decision
 * @param waiting how many commands wait for their result
 * @param sequence how many commands ever waited
 * @param cause what the outputs of timers go back to
 * @param armedAt epoch milliseconds of the one live timer, 0 for none; any other timer that fires is stale
 */
public record UploadState(
        UploadIdentity identity,
        UploadFacts facts,
        UploadStatus status,
        boolean graceOver,
        long decidedAt,
        long statusDueAt,
        Completion completion,
        AbortOrder order,
        Watch watch,
        Reclaim reclaim,
        int waiting,
        long sequence,
        Cause cause,
        long armedAt) {

    /** A state that was stored before there were policies has no watch. */
    public UploadState {
        watch = watch == null ? Watch.NONE : watch;
    }

    static UploadState unknown(final UploadIdentity identity) {
        return new UploadState(
                identity,
                null,
                UploadStatus.UNKNOWN,
                false,
                0,
                0,
                null,
                null,
                Watch.NONE,
                Reclaim.NONE,
                0,
                0,
                Cause.NONE,
                0);
    }

    /** When something is to be done next: the earliest of all due times, 0 for never. */
    long dueAt() {
        return earlier(earlier(statusDueAt, reclaim.dueAt()), earlier(watch.dueAt(), heldUntil()));
    }

    /** When the undo window of an accepted Abort ends, 0 if none is open. */
    public long heldUntil() {
        return order == null ? 0 : order.heldUntil();
    }

    /**
     * Whether somebody who asks at this time is to be told what he would be told once it is forgotten.
     *
     * @param time epoch milliseconds
     */
    public boolean isExpired(final long time, final FoldSettings settings) {
        return (is(UploadStatus.ABORTED) || is(UploadStatus.COMPLETED))
                && time > decidedAt + settings.retention(identity.getDialect()).toMillis();
    }

    boolean is(final UploadStatus wanted) {
        return status == wanted;
    }

    UploadState in(final UploadStatus next, final long decided, final long dueAt) {
        return edit(copy -> {
            copy.status = next;
            copy.graceOver = false;
            copy.decidedAt = decided;
            copy.statusDueAt = dueAt;
        });
    }

    UploadState created(final UploadIdentity full, final UploadFacts created) {
        return edit(copy -> {
                    copy.identity = full;
                    copy.facts = created;
                })
                .in(UploadStatus.IN_PROGRESS, 0, 0);
    }

    /** An event knows better than a command what an upload is called. */
    UploadState identified(final UploadIdentity by) {
        return identity.equals(by) ? this : edit(copy -> copy.identity = by);
    }

    UploadState graceEnded(final long dueAt) {
        return edit(copy -> {
            copy.status = UploadStatus.UNKNOWN;
            copy.graceOver = true;
            copy.statusDueAt = dueAt;
        });
    }

    UploadState statusDue(final long at) {
        return edit(copy -> copy.statusDueAt = at);
    }

    UploadState with(final Completion next) {
        return edit(copy -> copy.completion = next);
    }

    UploadState with(final AbortOrder next) {
        return edit(copy -> copy.order = next);
    }

    UploadState with(final Watch next) {
        return edit(copy -> copy.watch = next);
    }

    UploadState with(final Reclaim next) {
        return edit(copy -> copy.reclaim = next);
    }

    UploadState with(final Cause next) {
        return edit(copy -> copy.cause = next);
    }

    UploadState waiting(final int count, final long lastSequence) {
        return edit(copy -> {
            copy.waiting = count;
            copy.sequence = lastSequence;
        });
    }

    UploadState armed(final long at) {
        return edit(copy -> copy.armedAt = at);
    }

    private static long earlier(final long one, final long other) {
        return one == 0 || other == 0 ? Math.max(one, other) : Math.min(one, other);
    }

    private UploadState edit(final Consumer<Copy> change) {
        final Copy copy = new Copy(this);
        change.accept(copy);
        return copy.state();
    }

    /** The components, open for a change, so that each change names only what it is about. */
    private static final class Copy {
        private UploadIdentity identity;
        private UploadFacts facts;
        private UploadStatus status;
        private boolean graceOver;
        private long decidedAt;
        private long statusDueAt;
        private Completion completion;
        private AbortOrder order;
        private Watch watch;
        private Reclaim reclaim;
        private int waiting;
        private long sequence;
        private Cause cause;
        private long armedAt;

        Copy(final UploadState state) {
            identity = state.identity;
            facts = state.facts;
            status = state.status;
            graceOver = state.graceOver;
            decidedAt = state.decidedAt;
            statusDueAt = state.statusDueAt;
            completion = state.completion;
            order = state.order;
            watch = state.watch;
            reclaim = state.reclaim;
            waiting = state.waiting;
            sequence = state.sequence;
            cause = state.cause;
            armedAt = state.armedAt;
        }

        UploadState state() {
            return new UploadState(
                    identity,
                    facts,
                    status,
                    graceOver,
                    decidedAt,
                    statusDueAt,
                    completion,
                    order,
                    watch,
                    reclaim,
                    waiting,
                    sequence,
                    cause,
                    armedAt);
        }
    }
}
