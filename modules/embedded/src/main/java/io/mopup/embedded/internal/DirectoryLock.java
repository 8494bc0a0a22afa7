/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.embedded.internal;

import io.mopup.embedded.EmbeddedStartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a second server out of a data directory, from this process or another one. The operating system releases it when
 * the process ends.
 *
 * <p>Kafka's own lock is taken too late: by then the second node's controller has opened, and may have written, the
 * metadata log of the first one.
 */
public final class DirectoryLock implements AutoCloseable {

    private static final String FILE = ".mopup.lock";

    private final FileChannel channel;

    private DirectoryLock(final FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Creates the directory if it is missing, and locks it.
     *
     * @param server who wants it, for the error message
     * @throws EmbeddedStartException if it is locked, or cannot be written
     */
    public static DirectoryLock acquire(final String server, final Path directory) {
        try {
            Files.createDirectories(directory);
            final FileChannel channel =
                    FileChannel.open(directory.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                throw new EmbeddedStartException(
                        "The data directory %s is in use by another instance of %s. Stop that one, or choose another directory."
                                .formatted(directory, server));
            }
            return new DirectoryLock(channel);
        } catch (final IOException e) {
            throw new EmbeddedStartException(
                    "Cannot use %s as the data directory of %s (%s). Choose a directory that can be written."
                            .formatted(directory, server, e),
                    e);
        }
    }

    private static boolean locked(final FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (final OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
