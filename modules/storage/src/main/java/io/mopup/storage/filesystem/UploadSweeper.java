/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.storage.filesystem;

import io.mopup.events.ObservedPart;
import io.mopup.events.UploadIdentity;
import io.mopup.storage.SweepResult;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Ends an upload as aborted and clears its directory. */
final class UploadSweeper {
    /** Writers that were about to rename can add files during a pass; each adds one at most, then sees the end. */
    private static final int PASSES = 4;

    private final Disk disk;
    private final EndedUploads ended;
    private final StoreRoot store;

    UploadSweeper(final Disk disk, final EndedUploads ended, final StoreRoot store) {
        this.disk = disk;
        this.ended = ended;
        this.store = store;
    }

    SweepResult sweep(final UploadIdentity identity) throws IOException {
        final Optional<Path> directory = disk.directory(StoreLayout.upload(identity));
        final Optional<UploadEnd> before = ended.of(identity);
        if (before.isEmpty() && directory.isEmpty()) {
            store.requirePresent();
            return SweepResult.NOT_FOUND;
        }
        // The store no longer has an upload that became an object; and what is left of it may be unlisted parts only.
        if (!(ended.decide(identity, new UploadEnd.Aborted()) instanceof UploadEnd.Aborted)) {
            return SweepResult.NOT_FOUND;
        }
        final Findings findings = new Findings(disk.root());
        if (directory.isPresent()) {
            clear(directory.get(), findings);
        }
        return findings.result();
    }

    /** What lies in the directory of an upload, which may change meanwhile. */
    List<ObservedPart> look(final Path directory) throws IOException {
        final List<ObservedPart> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (final Path file : files) {
                final Optional<BasicFileAttributes> attributes = Disk.attributes(file);
                if (attributes.isPresent() && found.size() < SweepResult.MAX_FOUND) {
                    found.add(Findings.observed(
                            disk.root(), file, attributes.get().size(), false));
                }
            }
        } catch (final NoSuchFileException e) {
            // Whoever took the last part away took the directory away.
            return List.of();
        }
        return found;
    }

    private void clear(final Path directory, final Findings findings) throws IOException {
        for (int pass = 0; pass < PASSES; pass++) {
            Files.walkFileTree(directory, new Clearing(directory, findings));
            disk.forceDirectory(directory);
            // What could not be deleted will not go in the next pass either; the next round tries again.
            if (disk.deleteIfEmpty(directory) || findings.incomplete()) {
                return;
            }
        }
    }

    /** Deletes bottom up; links are deleted, not followed. */
    private final class Clearing extends SimpleFileVisitor<Path> {
        private final Path top;
        private final Findings findings;

        Clearing(final Path top, final Findings findings) {
            this.top = top;
            this.findings = findings;
        }

        @Override
        public FileVisitResult visitFile(final Path file, final BasicFileAttributes attributes) {
            try {
                if (Files.deleteIfExists(file)) {
                    findings.deleted(file, attributes.size());
                }
            } catch (final IOException e) {
                findings.kept(file, attributes.size());
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(final Path file, final IOException e) throws IOException {
            // A writer renamed or withdrew it since the directory was read.
            if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw e;
        }

        @Override
        public FileVisitResult postVisitDirectory(final Path directory, final IOException e) throws IOException {
            if (e != null) {
                throw e;
            }
            if (!directory.equals(top)) {
                disk.deleteIfEmpty(directory);
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
