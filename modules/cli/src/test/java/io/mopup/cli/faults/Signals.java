/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Signals that Java has no call for. The shell's own {@code kill} is there wherever a shell is. */
final class Signals {
    private static final long LIMIT_SECONDS = 60;

    private Signals() {}

    static void terminate(final long pid) {
        shell("kill -TERM \"$1\"", Long.toString(pid));
    }

    /**
     * Stops processes for some time and lets them go on. The shell does both, so that no process stays stopped when this
     * one is killed meanwhile.
     */
    static void suspend(final Collection<Long> pids, final Duration time) {
        shell(
                "time=$1; shift; kill -STOP \"$@\"; sleep \"$time\"; kill -CONT \"$@\"",
                Stream.concat(
                                Stream.of("%d.%03d".formatted(time.toSeconds(), time.toMillisPart())),
                                pids.stream().map(String::valueOf))
                        .toArray(String[]::new));
    }

    private static void shell(final String script, final String... arguments) {
        final List<String> command = Stream.concat(Stream.of("sh", "-c", script, "sh"), Stream.of(arguments))
                .toList();
        try {
            final Process process = new ProcessBuilder(command).inheritIO().start();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException("It failed: " + command);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
