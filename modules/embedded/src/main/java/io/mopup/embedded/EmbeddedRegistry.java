/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.embedded;

import io.mopup.embedded.internal.ClassDataArchive;
import io.mopup.embedded.internal.DirectoryLock;
import io.mopup.embedded.internal.HttpProbe;
import io.mopup.embedded.internal.LogTail;
import io.mopup.embedded.internal.Ports;
import io.mopup.embedded.internal.RegistryDistribution;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A schema registry that speaks the Confluent API, as a child process on 127.0.0.1. It ends with this process, however
 * that ends. Started again on the same directory it has the same schemas under the same ids.
 */
public final class EmbeddedRegistry implements AutoCloseable {

    /** For {@link #awaitReady}: 1 to 4 s on an idle machine, and much longer on a loaded one with slow disks. */
    public static final Duration START_LIMIT = Duration.ofMinutes(2);

    private static final String NAME = "the schema registry";

    private static final Duration PROBE_INTERVAL = Duration.ofMillis(100);

    /** A clean stop takes half a second, on the very first run some seconds more, see {@link ClassDataArchive}. */
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(20);

    private final DirectoryLock directory;
    private final Process process;
    private final ClassDataArchive classData;
    private final Path log;
    private final String url;
    private volatile boolean wasReady;

    private EmbeddedRegistry(
            final DirectoryLock directory,
            final Process process,
            final ClassDataArchive classData,
            final Path log,
            final String url) {
        this.directory = directory;
        this.process = process;
        this.classData = classData;
        this.log = log;
        this.url = url;
    }

    /**
     * Starts the registry and returns at once; it takes some seconds until it answers, see {@link #awaitReady}.
     *
     * @throws EmbeddedStartException if its program is not there, the port is in use, or the directory is not writable
     */
    public static EmbeddedRegistry start(final RegistryOptions options) {
        RegistryDistribution.requireComplete(options.home());
        final int port = Ports.choose(NAME, options.port());
        final DirectoryLock directory = DirectoryLock.acquire(NAME, options.dataDirectory());
        final ClassDataArchive classData = ClassDataArchive.in(options.home(), options.dataDirectory());
        final Path log = options.dataDirectory().resolve("registry.log");
        try {
            final Process process = new ProcessBuilder(
                            RegistryDistribution.command(options, port, classData.jvmArguments()))
                    .directory(options.home().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            return new EmbeddedRegistry(
                    directory,
                    process,
                    classData,
                    log,
                    "http://" + Ports.HOST + ":" + port + RegistryDistribution.CONFLUENT_API);
        } catch (final IOException e) {
            directory.close();
            throw new EmbeddedStartException("Cannot start the schema registry: " + e.getMessage(), e);
        }
    }

    /** The value for {@code schema.registry.url}. */
    public String url() {
        return url;
    }

    /**
     * Returns when the Confluent API answers.
     *
     * @throws EmbeddedStartException if the process ended, or {@code limit} passed; the message has the end of its log
     */
    public void awaitReady(final Duration limit) {
        final long deadline = System.nanoTime() + limit.toNanos();
        while (!HttpProbe.succeeds(url + "/subjects")) {
            try {
                if (process.waitFor(PROBE_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw notReady("ended with exit code " + process.exitValue());
                }
            } catch (final InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new EmbeddedStartException("Interrupted while the schema registry started.", e);
            }
            if (System.nanoTime() - deadline >= 0) {
                throw notReady("did not answer at %s within %d s".formatted(url, limit.toSeconds()));
            }
        }
        wasReady = true;
    }

    /** Stops the registry: cleanly if it was ready and that takes no longer than 20 s, else by force. */
    @Override
    public void close() {
        try {
            final boolean clean = wasReady && endsOnRequest();
            process.destroyForcibly().waitFor();
            // Of a run that ended before it was ready, the archive would lack most classes, and stay so.
            classData.finish(clean);
        } catch (final InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } finally {
            directory.close();
        }
    }

    private boolean endsOnRequest() throws InterruptedException {
        try {
            process.getOutputStream().close();
        } catch (final IOException e) {
            return false;
        }
        return process.waitFor(CLOSE_LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    private EmbeddedStartException notReady(final String what) {
        return new EmbeddedStartException("The schema registry %s. The end of its log, %s:%n%s"
                .formatted(what, log.toAbsolutePath(), LogTail.of(log)));
    }
}
