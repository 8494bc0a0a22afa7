/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.ExitCode;

/**
 * Lets a command run until the process is asked to end (SIGTERM, Ctrl-C), close what it runs, and end with its own exit
 * code: a Java process that gets a signal would otherwise end with 143 or 130, whatever it did.
 */
final class Termination {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(60);
    /** For what is left to close when the time for a clean close is over. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private static final Duration POLL = Duration.ofSeconds(1);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger exitCode = new AtomicInteger(ExitCode.SOFTWARE);
    private final Duration closeLimit;

    private Termination(final Duration closeLimit) {
        this.closeLimit = closeLimit;
    }

    /** The same for what has no time of its own to close in. */
    static Termination onSignal() {
        return onSignal(CLOSE_TIMEOUT);
    }

    /**
     * From now on signals are waited for instead of ending the process.
     *
     * @param closeTimeout how long a clean close may take; a little later the process ends in any case
     */
    static Termination onSignal(final Duration closeTimeout) {
        final Termination termination = new Termination(closeTimeout.plus(MARGIN));
        Runtime.getRuntime().addShutdownHook(new Thread(termination::end, "mopup-termination"));
        return termination;
    }

    /**
     * Waits for a signal.
     *
     * @param alive whether what runs still does
     * @return true if a signal came, false if it no longer runs
     */
    boolean await(final BooleanSupplier alive) throws InterruptedException {
        while (!asked.await(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
            if (!alive.getAsBoolean()) {
                return false;
            }
        }
        return true;
    }

    /** Everything is closed: the process ends with this code. */
    int closed(final int code) {
        exitCode.set(code);
        closed.countDown();
        return code;
    }

    private void end() {
        asked.countDown();
        try {
            closed.await(closeLimit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(exitCode.get());
    }
}
