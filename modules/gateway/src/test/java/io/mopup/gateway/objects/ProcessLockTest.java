/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes count in one file; who does so beside another loses counts. */
class ProcessLockTest {
    private static final int COUNTS = 2_000;
    private static final int PROCESSES = 2;
    private static final long LIMIT_S = 120;

    @TempDir
    Path root;

    @Test
    void shouldLoseNothingWhenProcessesTakeTurns() throws Exception {
        Stores.at(root);
        final Path file = Files.writeString(root.resolve("count"), "0");
        final List<Process> processes =
                Stream.generate(this::start).limit(PROCESSES).toList();
        try {
            for (final Process process : processes) {
                assertThat(process.waitFor(LIMIT_S, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).isZero();
            }
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
        assertThat(Files.readString(file)).isEqualTo("" + PROCESSES * COUNTS);
    }

    private Process start() {
        try {
            return new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Counter.class.getName(),
                            root.toString())
                    .inheritIO()
                    .start();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the processes run. */
    static final class Counter {
        private Counter() {}

        public static void main(final String[] args) {
            final Path root = Path.of(args[0]);
            final ObjectStore store = Stores.at(root);
            for (int i = 0; i < COUNTS; i++) {
                store.exclusively("count", () -> increment(root.resolve("count")));
            }
        }

        private static Path increment(final Path file) {
            try {
                return Files.writeString(file, "" + (Integer.parseInt(Files.readString(file)) + 1));
            } catch (final IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
