/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.storage.filesystem;

import io.mopup.events.ListedPart;
import io.mopup.events.ObservedPart;
import io.mopup.events.UploadIdentity;
import io.mopup.storage.Deleted;
import io.mopup.storage.PartGeneration;
import io.mopup.storage.PartStorage;
import io.mopup.storage.StorageException;
import io.mopup.storage.StoredObject;
import io.mopup.storage.StoredPart;
import io.mopup.storage.SweepResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;

/**
 * Parts as files below one root directory; DESIGN.md beside this class says where, and why nothing leaks. Many
 * processes can share the root, also over a network file system that has atomic renames and hard links.
 */
public final class FileSystemPartStorage implements PartStorage {
    private final Disk disk;
    private final StoreRoot store;
    private final EndedUploads ended;
    private final PartWriter writer;
    private final ObjectAssembler assembler;
    private final UploadSweeper sweeper;

    private FileSystemPartStorage(final Path root, final FileSystemOptions options) {
        this.disk = new Disk(root, options.fsync());
        this.store = StoreRoot.open(root);
        this.ended = new EndedUploads(disk, options.endedRetention());
        this.writer = new PartWriter(disk, ended, store);
        this.assembler = new ObjectAssembler(disk, ended, store);
        this.sweeper = new UploadSweeper(disk, ended, store);
    }

    /** Makes a directory a store, which {@link #open} demands. Does nothing to one that is a store already. */
    public static void format(final Path root) {
        StoreRoot.format(root);
    }

    /**
     * Opens the store at a directory.
     *
     * @throws StorageException if there is none; it is never made silently, because an unmounted disk looks just so
     */
    public static FileSystemPartStorage open(final Path root, final FileSystemOptions options) {
        StoreRoot.open(root);
        return new FileSystemPartStorage(Failures.classified(root::toRealPath), options);
    }

    @Override
    public void create(final UploadIdentity identity) {
        Failures.classified(() -> {
            ended.requireNone(identity);
            store.requirePresent();
            return disk.createDirectory(StoreLayout.upload(identity));
        });
    }

    @Override
    public StoredPart write(final PartGeneration part, final InputStream bytes) throws IOException {
        return writer.write(part, bytes);
    }

    @Override
    public StoredObject assemble(final UploadIdentity identity, final List<ListedPart> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("An object has at least one part");
        }
        return Failures.classified(() -> assembler.assemble(identity, parts));
    }

    @Override
    public Deleted delete(final UploadIdentity identity, final String locator) {
        final String part = StoreLayout.requirePartOf(identity, locator);
        return Failures.classified(() -> {
            final Optional<Path> directory = disk.directory(StoreLayout.upload(identity));
            if (directory.isEmpty()) {
                store.requirePresent();
                return Deleted.NOTHING;
            }
            return delete(identity, directory.get(), disk.root().resolve(part));
        });
    }

    @Override
    public List<ObservedPart> list(final UploadIdentity identity) {
        return Failures.classified(() -> {
            final Optional<Path> directory = disk.directory(StoreLayout.upload(identity));
            return directory.isPresent() ? sweeper.look(directory.get()) : List.of();
        });
    }

    @Override
    public SweepResult sweep(final UploadIdentity identity) {
        return Failures.classified(() -> sweeper.sweep(identity));
    }

    private Deleted delete(final UploadIdentity identity, final Path directory, final Path file) throws IOException {
        final Optional<BasicFileAttributes> attributes = Disk.attributes(file);
        if (attributes.isPresent() && attributes.get().isDirectory()) {
            throw new StorageException.Unusable("A directory lies in the place of the part");
        }
        // Of two that delete at once, only one has freed the bytes.
        final Deleted deleted = attributes.isPresent() && Files.deleteIfExists(file)
                ? new Deleted(true, attributes.get().size())
                : Deleted.NOTHING;
        // Also when nothing was found: an earlier try may have been cut off between the deletion and this.
        disk.forceDirectory(directory);
        if (ended.of(identity).isPresent()) {
            disk.deleteIfEmpty(directory);
        }
        return deleted;
    }
}
