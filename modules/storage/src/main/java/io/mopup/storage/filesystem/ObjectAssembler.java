/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.storage.filesystem;

import io.mopup.contract.Digests;
import io.mopup.events.Dialect;
import io.mopup.events.ListedPart;
import io.mopup.events.UploadIdentity;
import io.mopup.storage.NoSuchUploadException;
import io.mopup.storage.PartGeneration;
import io.mopup.storage.StorageException;
import io.mopup.storage.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Makes an object in four steps, each of which can be the last before a crash: write it under a temporary name beside
 * its parts; decide that the upload ended so; rename it to its place; delete what it was made of. Assembling again goes
 * on where the last one stopped. The temporary file outlives the decision, because after it nobody but the assembler
 * deletes it: a sweep that comes later changes nothing, and one that came earlier decided.
 */
final class ObjectAssembler {
    private static final int BUFFER_BYTES = 256 * 1024;

    private final Disk disk;
    private final EndedUploads ended;
    private final StoreRoot store;

    ObjectAssembler(final Disk disk, final EndedUploads ended, final StoreRoot store) {
        this.disk = disk;
        this.ended = ended;
        this.store = store;
    }

    StoredObject assemble(final UploadIdentity identity, final List<ListedPart> parts) throws IOException {
        // In this order: the directory can vanish only after the end is there to be read.
        final Optional<Path> directory = disk.directory(StoreLayout.upload(identity));
        final Optional<UploadEnd> before = ended.of(identity);
        if (before.isEmpty() && directory.isEmpty()) {
            store.requirePresent();
            throw new NoSuchUploadException(NoSuchUploadException.UNKNOWN);
        }
        final UploadEnd end = before.isPresent() ? before.get() : write(identity, parts, directory.get());
        if (!(end instanceof UploadEnd.Assembled assembled)) {
            throw new NoSuchUploadException(NoSuchUploadException.ABORTED);
        }
        if (!assembled.parts().equals(digest(parts))) {
            throw new NoSuchUploadException("The upload was completed with other parts");
        }
        if (directory.isPresent()) {
            publish(directory.get(), assembled);
            consume(directory.get(), identity, parts);
        }
        return assembled.object();
    }

    private UploadEnd write(final UploadIdentity identity, final List<ListedPart> parts, final Path directory)
            throws IOException {
        final Path temporary = directory.resolve("object." + UUID.randomUUID() + StoreLayout.TEMPORARY_SUFFIX);
        final String location = StoreLayout.object(identity);
        boolean discard = true;
        try {
            final StoredObject object = concatenate(identity, parts, temporary, location);
            disk.forceDirectory(directory);
            final UploadEnd wanted = new UploadEnd.Assembled(
                    digest(parts), temporary.getFileName().toString(), object);
            // From here on even a failure can mean that the decision stands; then this file is the object.
            discard = false;
            final UploadEnd end = ended.decide(identity, wanted);
            discard = !end.equals(wanted);
            return end;
        } catch (final NoSuchFileException e) {
            // A sweep or another assembly took the part meanwhile; or it was never stored.
            return ended.of(identity)
                    .orElseThrow(() ->
                            new StorageException.Unusable("A listed part is not in the store: " + e.getFile(), e));
        } finally {
            if (discard) {
                Files.deleteIfExists(temporary);
            }
        }
    }

    private StoredObject concatenate(
            final UploadIdentity identity, final List<ListedPart> parts, final Path target, final String location)
            throws IOException {
        final Checksums checksums = new Checksums(identity.getDialect());
        final byte[] buffer = new byte[BUFFER_BYTES];
        long size = 0;
        try (FileChannel out = disk.create(target)) {
            for (final ListedPart part : parts) {
                try (InputStream in = Files.newInputStream(file(identity, part), LinkOption.NOFOLLOW_LINKS)) {
                    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                        Disk.write(out, buffer, read);
                        checksums.update(buffer, read);
                        size += read;
                    }
                }
                checksums.endPart();
            }
            disk.force(out);
        }
        final boolean glacier = identity.getDialect() == Dialect.GLACIER;
        return new StoredObject(
                location,
                size,
                checksums.objectEtag(),
                checksums.treeHash(),
                glacier ? Optional.of(StoreLayout.archiveId(identity)) : Optional.empty());
    }

    private void publish(final Path directory, final UploadEnd.Assembled assembled) throws IOException {
        final Path target = disk.createParent(assembled.object().location());
        try {
            disk.move(directory.resolve(assembled.temporary()), target);
        } catch (final NoSuchFileException e) {
            // An earlier or a concurrent call has moved it.
            disk.forceDirectory(target.getParent());
        }
    }

    /** Interrupted writes go as well: no report of them will ever come, so nobody else would delete them. */
    private void consume(final Path directory, final UploadIdentity identity, final List<ListedPart> parts)
            throws IOException {
        for (final ListedPart part : parts) {
            Files.deleteIfExists(file(identity, part));
        }
        try (DirectoryStream<Path> rest = Files.newDirectoryStream(directory, "*" + StoreLayout.TEMPORARY_SUFFIX)) {
            for (final Path temporary : rest) {
                Files.deleteIfExists(temporary);
            }
        } catch (final NoSuchFileException e) {
            return;
        }
        disk.forceDirectory(directory);
        disk.deleteIfEmpty(directory);
    }

    private Path file(final UploadIdentity identity, final ListedPart part) {
        return disk.root()
                .resolve(StoreLayout.part(new PartGeneration(identity, part.getPartNumber(), part.getGeneration())));
    }

    private static String digest(final List<ListedPart> parts) {
        final String text = parts.stream()
                .map(part -> part.getPartNumber() + ":" + part.getGeneration())
                .collect(Collectors.joining(","));
        return HexFormat.of().formatHex(Digests.sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
