/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.storage.filesystem;

import io.mopup.storage.StorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.UUID;

/**
 * The few things the store does to its file system, each of them atomic and, with fsync on, durable when it returns.
 *
 * <p>A directory counts only if no part of its way below the root is a symbolic link: a link could lead out of the root.
 */
public final class Disk {
    private final Path root;
    private final boolean fsync;

    /** @param root without symbolic links */
    public Disk(final Path root, final boolean fsync) {
        this.root = root;
        this.fsync = fsync;
    }

    public Path root() {
        return root;
    }

    /** What lies at a path, links not followed; empty if nothing does. */
    public static Optional<BasicFileAttributes> attributes(final Path path) throws IOException {
        try {
            return Optional.of(Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
        } catch (final NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /**
     * The directory at a path of {@link StoreLayout}, if it exists.
     *
     * @throws StorageException.Unusable if something else lies on the way
     */
    public Optional<Path> directory(final String relative) throws IOException {
        Path path = root;
        for (final Path segment : Path.of(relative)) {
            path = path.resolve(segment);
            if (!isDirectory(path)) {
                return Optional.empty();
            }
        }
        return Optional.of(path);
    }

    /** The same, made if it does not exist. */
    public Path createDirectory(final String relative) throws IOException {
        Path path = root;
        for (final Path segment : Path.of(relative)) {
            final Path parent = path;
            path = path.resolve(segment);
            if (!isDirectory(path)) {
                try {
                    Files.createDirectory(path);
                    forceDirectory(parent);
                } catch (final FileAlreadyExistsException e) {
                    // Another writer was faster.
                    isDirectory(path);
                }
            }
        }
        return path;
    }

    private boolean isDirectory(final Path path) throws IOException {
        final Optional<BasicFileAttributes> attributes = attributes(path);
        if (attributes.isPresent() && !attributes.get().isDirectory()) {
            throw new StorageException.Unusable("In the store, '" + root.relativize(path) + "' is no directory");
        }
        return attributes.isPresent();
    }

    /** The path of a file, with the directory that it is to lie in made. */
    public Path createParent(final String relativeFile) throws IOException {
        final int slash = relativeFile.lastIndexOf('/');
        return createDirectory(relativeFile.substring(0, slash)).resolve(relativeFile.substring(slash + 1));
    }

    /** Opens a file that must not exist yet. */
    public FileChannel create(final Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /** Writes the first bytes of a buffer. */
    public static void write(final FileChannel file, final byte[] buffer, final int length) throws IOException {
        final ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, length);
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    public void force(final FileChannel file) throws IOException {
        if (fsync) {
            file.force(true);
        }
    }

    /** Renames, replacing what is there. */
    public void move(final Path from, final Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        forceDirectory(to.getParent());
        if (!from.getParent().equals(to.getParent())) {
            forceDirectory(from.getParent());
        }
    }

    /** Makes a small file with all of its text, unless one is there; of many callers exactly one gets true. */
    boolean createOnce(final Path file, final String text) throws IOException {
        final Path temporary = file.resolveSibling(UUID.randomUUID() + StoreLayout.TEMPORARY_SUFFIX);
        try {
            try (FileChannel channel = create(temporary)) {
                final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                write(channel, bytes, bytes.length);
                force(channel);
            }
            // Unlike a rename, a link fails if its name is taken.
            Files.createLink(file, temporary);
            return true;
        } catch (final FileAlreadyExistsException e) {
            return false;
        } finally {
            Files.deleteIfExists(temporary);
            forceDirectory(file.getParent());
        }
    }

    /** Removes a directory if nothing is in it. */
    public boolean deleteIfEmpty(final Path directory) throws IOException {
        try {
            if (Files.deleteIfExists(directory)) {
                forceDirectory(directory.getParent());
            }
            return true;
        } catch (final DirectoryNotEmptyException e) {
            return false;
        }
    }

    /** A rename or a deletion is durable when the directory is. */
    public void forceDirectory(final Path directory) throws IOException {
        if (fsync) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            } catch (final NoSuchFileException e) {
                // A directory that was removed meanwhile holds nothing that could come back.
            }
        }
    }
}
