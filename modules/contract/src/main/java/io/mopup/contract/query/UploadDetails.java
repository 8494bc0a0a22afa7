/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract.query;

import io.mopup.events.ReclaimState;
import io.mopup.events.UploadIdentity;
import io.mopup.events.UploadStatus;

/**
 * What the processor knows of one upload at this moment, apart from its parts. Times are epoch milliseconds; null is
 * what was never said or does not apply.
 *
 * @param upload which one
 * @param status the decision; never UNKNOWN, except as a symbol newer than the reader
 * @param reclaim how far the storage behind it is freed
 * @param initiatedAt when it was created
 * @param initiatorAccount twelve digits
 * @param initiatorPrincipal ARN
 * @param partSize bytes, Glacier only
 * @param checksumType COMPOSITE or FULL_OBJECT
 * @param checksumAlgorithm in capitals
 * @param requesterPays whether the container charges the requester
 * @param decidedAt event time of the accepted Abort or Complete
 * @param heldUntil when the undo window of an accepted Abort ends
 * @param pinnedUntil up to when policies keep away
 * @param abortAt while it is in progress: when a lifecycle rule of its container will abort it
 * @param abortRuleId that rule
 * @param progress of the reclaim; null as long as there is none
 */
public record UploadDetails(
        Identity upload,
        UploadStatus status,
        ReclaimState reclaim,
        Long initiatedAt,
        String initiatorAccount,
        String initiatorPrincipal,
        Long partSize,
        String checksumType,
        String checksumAlgorithm,
        boolean requesterPays,
        Long decidedAt,
        Long heldUntil,
        Long pinnedUntil,
        Long abortAt,
        String abortRuleId,
        ReclaimProgress progress) {

    /** The fields of {@link UploadIdentity}. */
    public UploadIdentity identity() {
        return new UploadIdentity(
                upload.dialect(), upload.account(), upload.container(), upload.key(), upload.uploadId());
    }
}
