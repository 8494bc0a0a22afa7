/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.events.DeletionCause;
import io.mopup.events.ObservedPart;
import io.mopup.events.PartUploaded;

/**
 * One entry of the part ledger: a part generation whose bytes lie in the store.
 *
 * @param partNumber 1 to 10000
 * @param generation the higher one of a part number is the live one
 * @param locator where the bytes lie
 * @param size bytes
 * @param etag ETag without quotes, or null
 * @param treeHash Glacier: tree hash of the part in lower-case hex, or null
 * @param firstByte Glacier: where the part begins in the archive, or null if the store did not say
 * @param checksum of the bytes, or null
 * @param uploadedAt epoch milliseconds at which the store had the last byte, 0 if that is not known
 * @param mark what is to become of it
 * @param cause why it is deleted; null while it is live
 */
public record StoredPart(
        int partNumber,
        long generation,
        String locator,
        long size,
        String etag,
        String treeHash,
        Long firstByte,
        Checksum checksum,
        long uploadedAt,
        Mark mark,
        DeletionCause cause) {

    /** What is to become of a part generation. */
    public enum Mark {
        /** The one generation of its number that an object would contain. */
        LIVE,
        /** Its deletion has left at least once; the entry goes when an agent reports that the bytes are gone. */
        DOOMED,
        /** Not live, but not to be deleted before something else is known: the upload, or the outcome of a Complete. */
        HELD
    }

    /** Where the entry stands in the ledger of its upload. */
    public String ledgerKey() {
        return mark == Mark.LIVE ? LedgerKeys.live(partNumber) : LedgerKeys.generation(partNumber, generation);
    }

    /** A part as the store reported it, without a place in the ledger yet. */
    static StoredPart of(final PartUploaded event) {
        return new StoredPart(
                event.getPartNumber(),
                event.getGeneration(),
                event.getLocator(),
                event.getSize(),
                event.getEtag(),
                event.getTreeHash(),
                event.getFirstByte(),
                Checksum.of(event.getChecksumAlgorithm(), event.getChecksum()),
                event.getUploadedAt().toEpochMilli(),
                Mark.LIVE,
                null);
    }

    /** A part that a scanner saw. An observation does not tell when it was stored, so it counts as old. */
    static StoredPart of(final ObservedPart part) {
        return new StoredPart(
                part.getPartNumber(),
                part.getGeneration(),
                part.getLocator(),
                part.getSize(),
                part.getEtag(),
                null,
                null,
                null,
                0,
                Mark.LIVE,
                null);
    }

    StoredPart live() {
        return marked(Mark.LIVE, null);
    }

    StoredPart doomed(final DeletionCause why) {
        return marked(Mark.DOOMED, why);
    }

    StoredPart held() {
        return marked(Mark.HELD, null);
    }

    StoredPart marked(final Mark as, final DeletionCause why) {
        return new StoredPart(
                partNumber, generation, locator, size, etag, treeHash, firstByte, checksum, uploadedAt, as, why);
    }
}
