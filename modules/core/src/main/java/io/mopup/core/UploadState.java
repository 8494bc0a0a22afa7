/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.events.UploadIdentity;
import io.mopup.events.UploadStatus;

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
        Reclaim reclaim,
        int waiting,
        long sequence,
        Cause cause,
        long armedAt) {

    static UploadState unknown(final UploadIdentity identity) {
        return new UploadState(
                identity, null, UploadStatus.UNKNOWN, false, 0, 0, null, Reclaim.NONE, 0, 0, Cause.NONE, 0);
    }

    /** When something is to be done next: the earlier of both due times, 0 for never. */
    long dueAt() {
        if (statusDueAt == 0 || reclaim.dueAt() == 0) {
            return Math.max(statusDueAt, reclaim.dueAt());
        }
        return Math.min(statusDueAt, reclaim.dueAt());
    }

    boolean is(final UploadStatus wanted) {
        return status == wanted;
    }

    UploadState in(final UploadStatus next, final long decided, final long dueAt) {
        return status(next, false, decided, dueAt);
    }

    UploadState created(final UploadIdentity full, final UploadFacts created) {
        return about(full, created).in(UploadStatus.IN_PROGRESS, 0, 0);
    }

    /** An event knows better than a command what an upload is called. */
    UploadState identified(final UploadIdentity by) {
        return identity.equals(by) ? this : about(by, facts);
    }

    UploadState graceEnded(final long dueAt) {
        return status(UploadStatus.UNKNOWN, true, decidedAt, dueAt);
    }

    UploadState statusDue(final long at) {
        return status(status, graceOver, decidedAt, at);
    }

    UploadState with(final Completion next) {
        return new UploadState(
                identity,
                facts,
                status,
                graceOver,
                decidedAt,
                statusDueAt,
                next,
                reclaim,
                waiting,
                sequence,
                cause,
                armedAt);
    }

    UploadState with(final Reclaim next) {
        return new UploadState(
                identity,
                facts,
                status,
                graceOver,
                decidedAt,
                statusDueAt,
                completion,
                next,
                waiting,
                sequence,
                cause,
                armedAt);
    }

    UploadState with(final Cause next) {
        return new UploadState(
                identity,
                facts,
                status,
                graceOver,
                decidedAt,
                statusDueAt,
                completion,
                reclaim,
                waiting,
                sequence,
                next,
                armedAt);
    }

    UploadState waiting(final int count, final long lastSequence) {
        return new UploadState(
                identity,
                facts,
                status,
                graceOver,
                decidedAt,
                statusDueAt,
                completion,
                reclaim,
                count,
                lastSequence,
                cause,
                armedAt);
    }

    UploadState armed(final long at) {
        return new UploadState(
                identity,
                facts,
                status,
                graceOver,
                decidedAt,
                statusDueAt,
                completion,
                reclaim,
                waiting,
                sequence,
                cause,
                at);
    }

    private UploadState about(final UploadIdentity full, final UploadFacts known) {
        return new UploadState(
                full,
                known,
                status,
                graceOver,
                decidedAt,
                statusDueAt,
                completion,
                reclaim,
                waiting,
                sequence,
                cause,
                armedAt);
    }

    private UploadState status(
            final UploadStatus next, final boolean isGraceOver, final long decided, final long dueAt) {
        return new UploadState(
                identity,
                facts,
                next,
                isGraceOver,
                decided,
                dueAt,
                completion,
                reclaim,
                waiting,
                sequence,
                cause,
                armedAt);
    }
}
