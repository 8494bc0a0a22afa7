/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.faults;

import static org.awaitility.Awaitility.await;

import io.mopup.embedded.internal.ParentBoundMain;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One process of the installation under test. Started again it is given the same arguments, so it goes on where its
 * predecessor was cut off. It ends with this process, however that ends.
 */
final class Node {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    /** Seven of these share the processors with the test, and none of them lives long enough for the second compiler. */
    private static final List<String> JVM = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final String name;
    private final Path log;
    private final String readyText;
    private final List<String> options = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>();
    private String classPath = System.getProperty("java.class.path");
    private Process process;
    private long logBegin;

    /**
     * A process that was not started yet.
     *
     * @param heap as in {@code -Xmx}
     * @param readyText what its log says when it works
     */
    Node(
            final String name,
            final Path directory,
            final String heap,
            final String readyText,
            final Class<?> main,
            final String... arguments) {
        this.name = name;
        this.log = directory.resolve(name + ".log");
        this.readyText = readyText;
        this.options.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        this.options.addAll(JVM);
        this.options.add("-Xmx" + heap);
        this.arguments.add(ParentBoundMain.class.getName());
        this.arguments.add(main.getName());
        this.arguments.addAll(List.of(arguments));
    }

    /** Its next start runs the release of this class path; until somebody says otherwise it is the one under test. */
    void install(final String release) {
        classPath = release;
    }

    String name() {
        return name;
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    Node start() {
        try {
            logBegin = Files.exists(log) ? Files.size(log) : 0;
            final List<String> command = new ArrayList<>(options);
            command.addAll(List.of("-cp", classPath));
            command.addAll(arguments);
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            return this;
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it works; fails with the reason if it ends before. */
    void awaitReady() {
        await(name + " is ready").atMost(LIMIT).until(() -> {
            final boolean ready = newLog().contains(readyText);
            if (!ready && !isAlive()) {
                throw new IllegalStateException(name + " has ended: " + newLog());
            }
            return ready;
        });
    }

    /** SIGKILL: nothing is flushed, closed or left in order. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** SIGTERM, and waits for the end that it leads to. */
    void terminate() {
        if (isAlive()) {
            // Not Process.destroy: that would also close its standard input, which has a meaning of its own.
            Signals.terminate(pid());
            awaitEnd();
        }
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException(name + " does not end");
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What it has logged since its last start. */
    private String newLog() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(logBegin);
            final byte[] bytes = new byte[(int) (file.length() - logBegin)];
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
