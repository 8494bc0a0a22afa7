/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract.query;

import io.mopup.events.AbortReason;
import io.mopup.events.LifecycleType;
import io.mopup.events.ParkReason;
import io.mopup.events.Receipt;
import io.mopup.events.ReceiptBasis;
import io.mopup.events.ReclaimState;
import io.mopup.events.RoundOutcome;
import io.mopup.events.UploadLifecycle;
import io.mopup.events.UploadStatus;
import java.time.Instant;

/**
 * A record of the lifecycle topic as it stands in an answer. Times are epoch milliseconds; null is what does not apply to
 * this type.
 *
 * @param status after it
 * @param reclaim after it
 * @param parts COMPLETING: how many the object is assembled from
 */
public record LifecycleEvent(
        Identity upload,
        LifecycleType type,
        UploadStatus status,
        ReclaimState reclaim,
        String commandId,
        AbortReason reason,
        String ruleId,
        Long until,
        Integer parts,
        Integer partNumber,
        Long generation,
        Integer round,
        RoundOutcome outcome,
        Integer partsFound,
        ParkReason parkReason,
        Proof receipt,
        String message,
        long occurredAt) {

    /** The fields of a {@link Receipt}. */
    public record Proof(
            ReceiptBasis basis,
            long abortedAt,
            long firstLookAt,
            long secondLookAt,
            int rounds,
            long partsDeleted,
            long bytesReclaimed,
            long lateParts) {

        static Proof of(final Receipt receipt) {
            return new Proof(
                    receipt.getBasis(),
                    receipt.getAbortedAt().toEpochMilli(),
                    receipt.getFirstLookAt().toEpochMilli(),
                    receipt.getSecondLookAt().toEpochMilli(),
                    receipt.getRounds(),
                    receipt.getPartsDeleted(),
                    receipt.getBytesReclaimed(),
                    receipt.getLateParts());
        }
    }

    public static LifecycleEvent of(final UploadLifecycle event) {
        return new LifecycleEvent(
                Identity.of(event.getIdentity()),
                event.getType(),
                event.getStatus(),
                event.getReclaim(),
                event.getCommandId(),
                event.getReason(),
                event.getRuleId(),
                millis(event.getUntil()),
                event.getParts() == null ? null : event.getParts().size(),
                event.getPartNumber(),
                event.getGeneration(),
                event.getRound(),
                event.getOutcome(),
                event.getPartsFound(),
                event.getParkReason(),
                event.getReceipt() == null ? null : Proof.of(event.getReceipt()),
                event.getMessage(),
                event.getOccurredAt().toEpochMilli());
    }

    private static Long millis(final Instant time) {
        return time == null ? null : time.toEpochMilli();
    }
}
