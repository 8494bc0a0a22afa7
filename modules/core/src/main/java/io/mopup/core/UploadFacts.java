/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.events.Initiator;
import io.mopup.events.MultipartUploadCreated;
import io.mopup.events.ReclaimBy;

/**
 * What an upload was created with.
 *
 * @param initiatedAt epoch milliseconds
 * @param initiatorAccount twelve digits, or null
 * @param initiatorPrincipal ARN, or null
 * @param partSize bytes, Glacier only; 0 if not known
 * @param reclaimBy what the store can delete
 * @param requesterPays whether the container charges the requester
 * @param checksumType COMPOSITE or FULL_OBJECT, or null
 * @param checksumAlgorithm as in {@link Checksum#algorithm()}, or null
 */
public record UploadFacts(
        long initiatedAt,
        String initiatorAccount,
        String initiatorPrincipal,
        long partSize,
        ReclaimBy reclaimBy,
        boolean requesterPays,
        String checksumType,
        String checksumAlgorithm) {

    /** Whether this principal (ARN) or account (twelve digits) created it. */
    boolean initiatedBy(final String initiator) {
        return initiator.equals(initiatorPrincipal) || initiator.equals(initiatorAccount);
    }

    static UploadFacts of(final MultipartUploadCreated event) {
        final Initiator initiator = event.getInitiator();
        return new UploadFacts(
                event.getInitiatedAt().toEpochMilli(),
                initiator == null ? null : initiator.getAccount(),
                initiator == null ? null : initiator.getPrincipal(),
                event.getPartSize() == null ? 0 : event.getPartSize(),
                event.getReclaimBy(),
                event.getRequesterPays(),
                event.getChecksumType(),
                event.getChecksumAlgorithm());
    }
}
