/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Where one local stack keeps everything; one process at a time. */
final class DataDirectory implements AutoCloseable {
    private static final String LOCK = "mopup.lock";

    private final Path root;
    private final FileChannel lock;

    private DataDirectory(final Path root, final FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /**
     * Makes the directory if it is missing, and takes it.
     *
     * @throws CliException if another process has it, or it cannot be written
     */
    static DataDirectory take(final Path path) {
        try {
            final Path root = Files.createDirectories(path).toRealPath();
            final Path file = root.resolve(LOCK);
            final FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                channel.close();
                throw new CliException(
                        "Another mopup (process " + Files.readString(file).strip() + ") uses the data directory " + root
                                + ". Stop it, or choose another --data-dir.");
            }
            channel.truncate(0);
            final String pid = Long.toString(ProcessHandle.current().pid());
            channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.UTF_8)));
            return new DataDirectory(root, channel);
        } catch (final IOException e) {
            throw new CliException("The data directory " + path + " cannot be used: " + e, e);
        }
    }

    Path kafka() {
        return root.resolve("kafka");
    }

    Path registry() {
        return root.resolve("registry");
    }

    /** State stores of the processor. */
    Path state() {
        return root.resolve("state");
    }

    /** Parts and objects. */
    Path store() {
        return root.resolve("store");
    }

    Path log() {
        return root.resolve("logs/mopup.log");
    }

    Path root() {
        return root;
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isLocked(final FileChannel channel) throws IOException {
        try {
            final FileLock lock = channel.tryLock();
            return lock != null;
        } catch (final OverlappingFileLockException e) {
            return false;
        }
    }
}
