/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The disk of the store: a small file system of its own where this process may mount one, else a directory. Only the
 * former can be filled without harm.
 */
final class StoreVolume implements AutoCloseable {
    static final String NO_SPACE = "No space left on device";

    private static final String SIZE = "size=512m";
    private static final int[] BLOCKS = {1 << 20, 64 << 10, 4 << 10, 1};
    private static final long LIMIT_SECONDS = 30;

    private final Path root;
    private final boolean mounted;

    private StoreVolume(final Path root, final boolean mounted) {
        this.root = root;
        this.mounted = mounted;
    }

    /** Takes away what a run left that was killed; without effect where nothing is mounted. */
    static void unmount(final Path directory) {
        if (!succeeds(List.of("umount", directory.toString()))) {
            succeeds(List.of("umount", "-l", directory.toString()));
        }
    }

    static StoreVolume at(final Path directory) throws IOException {
        Files.createDirectories(directory);
        final boolean mounted =
                succeeds(List.of("mount", "-t", "tmpfs", "-o", SIZE, "mopup-faults", directory.toString()));
        return new StoreVolume(directory, mounted);
    }

    /** Root directory of the store. */
    Path store() {
        return root.resolve("store");
    }

    /** Whether {@link #fill} is possible. */
    boolean isOwn() {
        return mounted;
    }

    /** Takes every byte that is free. */
    void fill() {
        if (!mounted) {
            throw new IllegalStateException("This would fill the disk of the machine");
        }
        try (FileChannel file = FileChannel.open(
                ballast(), StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            for (final int block : BLOCKS) {
                writeUntilFull(file, block);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives back what {@link #fill} took. */
    void release() {
        try {
            Files.deleteIfExists(ballast());
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (mounted) {
            unmount(root);
        }
    }

    private Path ballast() {
        return root.resolve("ballast");
    }

    private static void writeUntilFull(final FileChannel file, final int block) throws IOException {
        try {
            while (true) {
                file.write(ByteBuffer.allocate(block));
            }
        } catch (final IOException e) {
            if (!String.valueOf(e.getMessage()).contains(NO_SPACE)) {
                throw e;
            }
        }
    }

    private static boolean succeeds(final List<String> command) {
        try {
            final Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (final IOException e) {
            // No such program here: the same as no right to use it.
            return false;
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
