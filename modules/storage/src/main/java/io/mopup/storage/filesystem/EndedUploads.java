/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.storage.filesystem;

import io.mopup.events.UploadIdentity;
import io.mopup.storage.NoSuchUploadException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which uploads have ended, and how. One file for each decides between a sweep and an assembly, whichever process they
 * run in: it is made once and never changed.
 */
final class EndedUploads {
    /** Above 1, so that forgetting is faster than ending. */
    private static final int LOOKED_AT_FOR_EACH_END = 8;

    private final Disk disk;
    private final Duration retention;
    private Stream<Path> walk = Stream.empty();
    private Iterator<Path> entries = walk.iterator();

    EndedUploads(final Disk disk, final Duration retention) {
        this.disk = disk;
        this.retention = retention;
    }

    /** How the upload ended, if it has. */
    Optional<UploadEnd> of(final UploadIdentity identity) throws IOException {
        try {
            return Optional.of(UploadEnd.read(Files.readString(disk.root().resolve(StoreLayout.ended(identity)))));
        } catch (final NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Passes if the upload has not ended. */
    void requireNone(final UploadIdentity identity) throws IOException {
        final Optional<UploadEnd> end = of(identity);
        if (end.isPresent()) {
            throw new NoSuchUploadException(
                    end.get() instanceof UploadEnd.Aborted
                            ? NoSuchUploadException.ABORTED
                            : "The upload was completed");
        }
    }

    /** Ends the upload unless it has ended; returns how it did. */
    UploadEnd decide(final UploadIdentity identity, final UploadEnd wanted) throws IOException {
        final Optional<UploadEnd> before = of(identity);
        if (before.isPresent()) {
            return before.get();
        }
        forgetSome();
        final Path file = disk.createParent(StoreLayout.ended(identity));
        return disk.createOnce(file, UploadEnd.write(wanted))
                ? wanted
                : of(identity).orElseThrow(() -> new NoSuchFileException(file.toString()));
    }

    /** Goes on with an endless walk over all ends, a few steps at a time, so that no call pays for all. */
    @SuppressWarnings("StreamResourceLeak") // It stays open from call to call, and is closed when it has ended.
    private synchronized void forgetSome() {
        final Instant expired = Instant.now().minus(retention);
        try {
            for (int i = 0; i < LOOKED_AT_FOR_EACH_END; i++) {
                if (!entries.hasNext()) {
                    walk.close();
                    walk = Files.walk(disk.root().resolve(StoreLayout.ENDED), 2);
                    entries = walk.iterator();
                }
                forgetIf(expired, entries.next());
            }
        } catch (final IOException | UncheckedIOException e) {
            // Remembering too long is no reason to fail the call in hand; the next one begins the walk anew.
            entries = Stream.<Path>empty().iterator();
        }
    }

    private void forgetIf(final Instant expired, final Path end) throws IOException {
        final Optional<BasicFileAttributes> attributes = Disk.attributes(end);
        if (attributes.isEmpty()
                || !attributes.get().isRegularFile()
                || attributes.get().lastModifiedTime().toInstant().isAfter(expired)) {
            return;
        }
        final Path relative = disk.root().resolve(StoreLayout.ENDED).relativize(end);
        final Path upload = disk.root().resolve(StoreLayout.UPLOADS).resolve(relative);
        // As long as bytes lie under it, the upload must not look open again.
        if (disk.deleteIfEmpty(upload)) {
            Files.deleteIfExists(end);
        }
    }
}
