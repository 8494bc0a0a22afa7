/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A directory that is gone after use, also when the process is interrupted. */
final class TemporaryDirectory implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TemporaryDirectory.class);

    private final Path path;
    private final Thread hook = new Thread(this::delete, "benchmark-cleanup");

    private TemporaryDirectory(final Path path) {
        this.path = path;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Makes one with a new name below the parent, or where the system keeps such directories. */
    static TemporaryDirectory create(final Optional<Path> parent) {
        try {
            final String prefix = "mopup-bench-";
            if (parent.isEmpty()) {
                return new TemporaryDirectory(Files.createTempDirectory(prefix));
            }
            return new TemporaryDirectory(Files.createTempDirectory(Files.createDirectories(parent.get()), prefix));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(hook);
        delete();
    }

    private void delete() {
        try (Stream<Path> files = Files.walk(path)) {
            files.sorted(Comparator.reverseOrder()).forEach(TemporaryDirectory::deleteFile);
        } catch (final IOException | UncheckedIOException e) {
            // While the process ends, the broker may still write; the system clears its own temporary directories.
            LOG.warn("Not everything below {} could be deleted.", path, e);
        }
    }

    private static void deleteFile(final Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
