/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.storage.filesystem;

import io.mopup.storage.NoSuchUploadException;
import io.mopup.storage.PartGeneration;
import io.mopup.storage.StoredPart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * Writes one part under a temporary name and renames it when it is whole.
 *
 * <p>The upload may end at any moment meanwhile. Whoever ends it decides first and clears its directory then; the
 * writer looks at that decision again <em>after</em> its rename. So of a part that the clearing did not see, the writer
 * sees the decision, and takes the part back itself.
 */
final class PartWriter {
    private static final int BUFFER_BYTES = 128 * 1024;

    private final Disk disk;
    private final EndedUploads ended;
    private final StoreRoot store;

    PartWriter(final Disk disk, final EndedUploads ended, final StoreRoot store) {
        this.disk = disk;
        this.ended = ended;
        this.store = store;
    }

    StoredPart write(final PartGeneration part, final InputStream bytes) throws IOException {
        final Path directory = Failures.classified(() -> open(part));
        final String locator = StoreLayout.part(part);
        final Path target = disk.root().resolve(locator);
        final Path temporary = directory.resolve(StoreLayout.partName(part.partNumber(), part.generation()) + "."
                + UUID.randomUUID() + StoreLayout.TEMPORARY_SUFFIX);
        try {
            final StoredPart stored =
                    fill(temporary, locator, new Checksums(part.identity().getDialect()), bytes);
            return Failures.classified(() -> publish(part, temporary, target, stored));
        } finally {
            Failures.classified(() -> Files.deleteIfExists(temporary));
        }
    }

    private Path open(final PartGeneration part) throws IOException {
        final Optional<Path> directory = disk.directory(StoreLayout.upload(part.identity()));
        ended.requireNone(part.identity());
        return directory.orElseThrow(() -> {
            store.requirePresent();
            return new NoSuchUploadException(NoSuchUploadException.UNKNOWN);
        });
    }

    /** Errors of {@code bytes} pass as they are: the store has no part in them. */
    private StoredPart fill(final Path file, final String locator, final Checksums checksums, final InputStream bytes)
            throws IOException {
        final byte[] buffer = new byte[BUFFER_BYTES];
        long size = 0;
        try (FileChannel channel = Failures.classified(() -> createIn(file))) {
            for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                final int length = read;
                Failures.classified(() -> {
                    Disk.write(channel, buffer, length);
                    return length;
                });
                checksums.update(buffer, read);
                size += read;
            }
            Failures.classified(() -> {
                disk.force(channel);
                return channel;
            });
        }
        return new StoredPart(locator, size, checksums.partEtag(), checksums.treeHash());
    }

    private FileChannel createIn(final Path file) throws IOException {
        try {
            return disk.create(file);
        } catch (final NoSuchFileException e) {
            throw new NoSuchUploadException(NoSuchUploadException.ABORTED);
        }
    }

    private StoredPart publish(
            final PartGeneration part, final Path temporary, final Path target, final StoredPart stored)
            throws IOException {
        try {
            disk.move(temporary, target);
        } catch (final NoSuchFileException e) {
            throw new NoSuchUploadException(NoSuchUploadException.ABORTED);
        }
        try {
            ended.requireNone(part.identity());
        } catch (final NoSuchUploadException e) {
            Files.deleteIfExists(target);
            throw e;
        }
        return stored;
    }
}
