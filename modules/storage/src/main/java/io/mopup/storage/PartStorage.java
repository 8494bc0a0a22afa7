/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.storage;

import io.mopup.events.ListedPart;
import io.mopup.events.ObservedPart;
import io.mopup.events.UploadIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * What holds the bytes of multipart uploads. Front ends create, write and assemble; agents delete and sweep.
 *
 * <p>Every operation can be repeated: after a crash anywhere, the same call leads to the same end. All methods may be
 * called from many threads, and by many processes on one store.
 *
 * <p>What the store itself cannot do is a {@link StorageException}; a call about an upload that is not open is a
 * {@link NoSuchUploadException}.
 */
public interface PartStorage {
    /**
     * Makes an upload known, so that parts can be written to it. Does nothing if it is open already.
     *
     * @throws NoSuchUploadException if the upload has ended
     */
    void create(UploadIdentity identity);

    /**
     * Stores the bytes of one part generation. They are visible as a whole or not at all.
     *
     * @param bytes read to its end, not closed
     * @throws NoSuchUploadException if the upload is not open, or was aborted while the bytes came in; nothing stays
     * @throws IOException if {@code bytes} cannot be read; nothing stays
     */
    StoredPart write(PartGeneration part, InputStream bytes) throws IOException;

    /**
     * Makes the object or archive out of the listed parts, in the order of the list, and consumes them. Parts that are
     * not listed stay. A second call with the same list gets the same answer.
     *
     * @throws NoSuchUploadException if the upload is not open, or was assembled from other parts
     */
    StoredObject assemble(UploadIdentity identity, List<ListedPart> parts);

    /**
     * Deletes the bytes at a locator. That nothing is there is a success.
     *
     * @param locator as in {@link StoredPart#locator()} of a part of this upload
     */
    Deleted delete(UploadIdentity identity, String locator);

    /**
     * What lies under an upload, at most {@link SweepResult#MAX_FOUND} entries, and whatever became of the upload. Changes
     * nothing.
     */
    List<ObservedPart> list(UploadIdentity identity);

    /**
     * Aborts the upload at the store, deletes whatever lies under it, interrupted writes too, and says what there was.
     * From the first sweep on, no write to the upload can succeed any more.
     */
    SweepResult sweep(UploadIdentity identity);
}
