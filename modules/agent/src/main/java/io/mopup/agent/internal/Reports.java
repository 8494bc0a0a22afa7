/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.agent.internal;

import io.mopup.events.AbortRound;
import io.mopup.events.AbortRoundReport;
import io.mopup.events.PartDeleted;
import io.mopup.events.PartDeletion;
import io.mopup.events.PartDeletionFailed;
import io.mopup.events.RoundOutcome;
import io.mopup.events.StorageFailure;
import io.mopup.storage.Deleted;
import io.mopup.storage.StorageException;
import io.mopup.storage.SweepResult;
import java.time.Instant;
import java.util.List;

/**
 * What the agent says about what the store did.
 *
 * @param agent name of the agent
 */
record Reports(String agent) {
    /** Enough for people; an error page of a store must not make a report too large for the broker. */
    private static final int MESSAGE_LENGTH = 1_000;

    PartDeleted deleted(final PartDeletion deletion, final Deleted deleted, final Instant now) {
        return new PartDeleted(
                deletion.getIdentity(),
                deletion.getPartNumber(),
                deletion.getGeneration(),
                deletion.getAttempt(),
                deleted.found(),
                deleted.bytesFreed(),
                now,
                agent);
    }

    PartDeletionFailed failed(final PartDeletion deletion, final StorageException e, final Instant now) {
        return new PartDeletionFailed(
                deletion.getIdentity(),
                deletion.getPartNumber(),
                deletion.getGeneration(),
                deletion.getAttempt(),
                e.failure(),
                message(e),
                now,
                agent);
    }

    AbortRoundReport looked(final AbortRound round, final SweepResult swept, final Instant now) {
        return new AbortRoundReport(
                round.getIdentity(),
                round.getRound(),
                round.getAttempt(),
                swept.outcome(),
                swept.partsFound(),
                swept.partsFreed(),
                swept.bytesFreed(),
                swept.found(),
                null,
                now,
                agent);
    }

    AbortRoundReport failed(final AbortRound round, final StorageException e, final Instant now) {
        return new AbortRoundReport(
                round.getIdentity(),
                round.getRound(),
                round.getAttempt(),
                outcome(e.failure()),
                0,
                0,
                0L,
                List.of(),
                message(e),
                now,
                agent);
    }

    /** A round has no locator of its own; an identity that the store cannot use will not be usable by trying again. */
    private static RoundOutcome outcome(final StorageFailure failure) {
        return failure == StorageFailure.UNREACHABLE ? RoundOutcome.UNREACHABLE : RoundOutcome.REFUSED;
    }

    private static String message(final StorageException e) {
        final String message = String.valueOf(e.getMessage());
        return message.substring(0, Math.min(MESSAGE_LENGTH, message.length()));
    }
}
