/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.agent;

import io.mopup.events.AbortRound;
import io.mopup.events.DeletionCause;
import io.mopup.events.Dialect;
import io.mopup.events.PartDeletion;
import io.mopup.events.UploadIdentity;
import io.mopup.storage.PartGeneration;
import io.mopup.storage.PartStorage;
import io.mopup.storage.StoredPart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/** Uploads in a store, and the records that ask to clear them. */
final class Work {
    static final int PART_BYTES = 10;

    private Work() {}

    static UploadIdentity upload(final String uploadId) {
        return new UploadIdentity(Dialect.S3, null, "bucket", "key", uploadId);
    }

    /** Stores one part of an upload, which it creates if need be, and asks to delete it. */
    static PartDeletion stored(final PartStorage storage, final UploadIdentity upload, final int part) {
        storage.create(upload);
        try {
            final StoredPart stored = storage.write(
                    new PartGeneration(upload, part, part), new ByteArrayInputStream(new byte[PART_BYTES]));
            return deletion(upload, part, stored.locator());
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PartDeletion deletion(final UploadIdentity upload, final int part, final String locator) {
        return new PartDeletion(
                upload,
                upload.getUploadId() + "/" + part + "/" + part,
                1,
                part,
                (long) part,
                locator,
                (long) PART_BYTES,
                DeletionCause.ABORTED,
                Instant.now());
    }

    static AbortRound round(final UploadIdentity upload, final int round) {
        return new AbortRound(upload, round, 1, null, Instant.now());
    }
}
