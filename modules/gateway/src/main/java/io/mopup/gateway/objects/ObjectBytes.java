/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.objects;

import io.mopup.contract.Digests;
import io.mopup.storage.filesystem.Disk;
import io.mopup.storage.filesystem.Failures;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/** The bytes of objects: each write has a file of its own, so that whoever reads an older one reads it to its end. */
final class ObjectBytes {
    private static final int BUFFER_BYTES = 128 * 1024;
    /** No client takes so long for one object; what is older was left by a crash. */
    private static final Duration ABANDONED = Duration.ofDays(2);

    private final Disk disk;

    ObjectBytes(final Disk disk) {
        this.disk = disk;
    }

    /** Bytes that are there, but belong to no object yet. */
    record Received(Path file, long size, String md5) {}

    /** Stores a body under a temporary name. Its own errors pass as they are: the store has no part in them. */
    Received receive(final InputStream body) throws IOException {
        final Path file = Failures.classified(() -> disk.createParent(ObjectLayout.incoming()));
        boolean whole = false;
        try (FileChannel channel = Failures.classified(() -> disk.create(file))) {
            final MessageDigest md5 = Digests.md5();
            final byte[] buffer = new byte[BUFFER_BYTES];
            long size = 0;
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                final int length = read;
                Failures.classified(() -> {
                    Disk.write(channel, buffer, length);
                    return length;
                });
                md5.update(buffer, 0, read);
                size += read;
            }
            Failures.classified(() -> {
                disk.force(channel);
                return channel;
            });
            whole = true;
            return new Received(file, size, HexFormat.of().formatHex(md5.digest()));
        } finally {
            if (!whole) {
                discard(file);
            }
        }
    }

    void discard(final Path file) {
        Failures.classified(() -> Files.deleteIfExists(file));
    }

    /** Moves a file to the bytes of a key. Returns where it lies then, relative to the root. */
    String place(final Path file, final ObjectName name) throws IOException {
        final String location = ObjectLayout.newBytes(name);
        disk.move(file, disk.createParent(location));
        return location;
    }

    /**
     * The same for what was assembled of an upload, even if the bytes were moved before and no entry names them yet.
     * Empty if they are neither here nor there.
     */
    Optional<String> adopt(final String assembled, final long size, final ObjectName name, final String uploadId)
            throws IOException {
        final String location = ObjectLayout.adoptedBytes(name, uploadId);
        if (find(location, size).isPresent()) {
            return Optional.of(location);
        }
        final Optional<Path> file = find(assembled, size);
        if (file.isPresent()) {
            disk.move(file.get(), disk.createParent(location));
        }
        return file.map(moved -> location);
    }

    /** A file of the store that has this size, if it is there. */
    private Optional<Path> find(final String location, final long size) throws IOException {
        final Path file = disk.root().resolve(location);
        return Disk.attributes(file)
                .filter(attributes -> attributes.isRegularFile() && attributes.size() == size)
                .map(attributes -> file);
    }

    /** Deletes the bytes of a key but for those at one location, or all of them if it is null. */
    void keepOnly(final ObjectName name, final String location) throws IOException {
        final Optional<Path> directory = disk.directory(ObjectLayout.bytes(name));
        if (directory.isEmpty()) {
            return;
        }
        final Path kept = location == null ? null : disk.root().resolve(location);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory.get())) {
            for (final Path file : files) {
                if (!file.equals(kept)) {
                    Files.deleteIfExists(file);
                }
            }
        }
        disk.forceDirectory(directory.get());
        disk.deleteIfEmpty(directory.get());
    }

    /** Opens bytes; empty if they are not there any more. */
    Optional<FileChannel> open(final String location) throws IOException {
        try {
            return Optional.of(FileChannel.open(
                    disk.root().resolve(location), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
        } catch (final NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Deletes what writers that died have left behind. */
    void clearIncoming() throws IOException {
        final Path directory = disk.createDirectory(ObjectLayout.INCOMING);
        final Instant oldest = Instant.now().minus(ABANDONED);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (final Path file : files) {
                final Optional<BasicFileAttributes> attributes = Disk.attributes(file);
                if (attributes.isPresent()
                        && attributes.get().lastModifiedTime().toInstant().isBefore(oldest)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
