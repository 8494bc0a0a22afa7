/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.faults;

import io.mopup.cli.faults.UploadPlan.Part;
import io.mopup.events.Dialect;
import io.mopup.events.MultipartUploadCreated;
import io.mopup.events.PartUploaded;
import io.mopup.events.UploadIdentity;
import io.mopup.storage.NoSuchUploadException;
import io.mopup.storage.PartGeneration;
import io.mopup.storage.PartStorage;
import io.mopup.storage.StorageException;
import io.mopup.storage.StoredPart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** What stands between clients and the disk: stores bytes and says what it stored. */
final class FrontEnd {
    /** Part size of every vault upload, the smallest that there is. */
    static final int RANGE = 1 << 20;

    private final PartStorage storage;
    private final Path root;
    private final AtomicInteger refusedForSpace = new AtomicInteger();

    FrontEnd(final PartStorage storage, final Path root) {
        this.storage = storage;
        this.root = root;
    }

    PartStorage storage() {
        return storage;
    }

    /** How many writes met a full disk so far. */
    int refusedForSpace() {
        return refusedForSpace.get();
    }

    /** Makes the upload known to the store; empty if there is no space for it. */
    Optional<MultipartUploadCreated> create(final UploadIdentity identity) {
        try {
            storage.create(identity);
        } catch (final StorageException e) {
            requireFull(e);
            return Optional.empty();
        }
        return Optional.of(MultipartUploadCreated.newBuilder()
                .setIdentity(identity)
                .setPartSize(identity.getDialect() == Dialect.GLACIER ? (long) RANGE : null)
                .setInitiatedAt(now())
                .build());
    }

    /** Stores a part; empty if the store refused it, because the upload had ended or the disk is full. */
    Optional<PartUploaded> store(final UploadIdentity identity, final Part part, final InputStream bytes)
            throws IOException {
        try {
            return Optional.of(uploaded(
                    identity,
                    part,
                    storage.write(new PartGeneration(identity, part.partNumber(), part.generation()), bytes)));
        } catch (final NoSuchUploadException e) {
            return Optional.empty();
        } catch (final StorageException e) {
            requireFull(e);
            return Optional.empty();
        }
    }

    /** Puts the file of a part into its place without asking the store; empty if the disk is full. */
    Optional<PartUploaded> storePastTheGuard(final UploadIdentity identity, final Part part, final byte[] bytes)
            throws IOException {
        final boolean glacier = identity.getDialect() == Dialect.GLACIER;
        final String locator = "uploads/%s%s/%s/%05d.%019d.part"
                .formatted(
                        glacier ? identity.getAccount() + "+" : "",
                        identity.getContainer(),
                        identity.getUploadId(),
                        part.partNumber(),
                        part.generation());
        if (!writeAnyhow(root.resolve(locator), bytes)) {
            return Optional.empty();
        }
        return Optional.of(uploaded(
                identity,
                part,
                new StoredPart(
                        locator,
                        bytes.length,
                        glacier ? Optional.empty() : Optional.of(Bytes.md5(bytes)),
                        glacier ? Optional.of(Bytes.treeHash(List.of(bytes))) : Optional.empty())));
    }

    private boolean writeAnyhow(final Path file, final byte[] bytes) throws IOException {
        while (true) {
            try {
                Files.createDirectories(file.getParent());
                Files.write(file, bytes);
                return true;
            } catch (final NoSuchFileException e) {
                // An agent removed the directory in between; it does so once for each time that we make it.
            } catch (final IOException e) {
                requireFull(e);
                Files.deleteIfExists(file);
                deleteIfEmpty(file.getParent());
                return false;
            }
        }
    }

    /** Nobody is told of a write that failed, so nobody would take away the directory that was made for it. */
    private static void deleteIfEmpty(final Path directory) throws IOException {
        try {
            Files.deleteIfExists(directory);
        } catch (final DirectoryNotEmptyException e) {
            // There are parts in it, and whoever deletes those deletes it.
        }
    }

    private static PartUploaded uploaded(final UploadIdentity identity, final Part part, final StoredPart stored) {
        return PartUploaded.newBuilder()
                .setIdentity(identity)
                .setPartNumber(part.partNumber())
                .setGeneration(part.generation())
                .setLocator(stored.locator())
                .setSize(stored.size())
                .setEtag(stored.etag().orElse(null))
                .setTreeHash(stored.treeHash().orElse(null))
                .setUploadedAt(now())
                .build();
    }

    private <E extends Exception> void requireFull(final E error) throws E {
        if (!String.valueOf(error.getMessage()).contains(StoreVolume.NO_SPACE)) {
            throw error;
        }
        refusedForSpace.incrementAndGet();
    }

    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
