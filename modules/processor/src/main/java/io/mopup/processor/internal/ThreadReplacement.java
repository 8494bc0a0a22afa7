/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.mopup.contract.RegistryUnavailableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces stream threads that fail, up to a number within a window; then the client shuts down, because something is
 * wrong that another thread does not mend.
 *
 * <p>A registry that does not answer is no such failure: the thread rests, and the next one reads the same record again.
 */
public final class ThreadReplacement implements StreamsUncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadReplacement.class);

    private final int replacements;
    private final Duration window;
    private final Duration registryPause;
    private final Function<Throwable, Optional<String>> incurable;
    private final LongSupplier nanoTime;
    private final Deque<Long> failures = new ArrayDeque<>();

    /**
     * @param replacements how many failed threads are replaced within the window
     * @param registryPause how long a thread rests before it is replaced because of the registry
     * @param incurable says why another thread would fail too, if it would; then none is tried
     */
    public ThreadReplacement(
            final int replacements,
            final Duration window,
            final Duration registryPause,
            final Function<Throwable, Optional<String>> incurable,
            final LongSupplier nanoTime) {
        this.replacements = replacements;
        this.window = window;
        this.registryPause = registryPause;
        this.incurable = incurable;
        this.nanoTime = nanoTime;
    }

    @Override
    public StreamThreadExceptionResponse handle(final Throwable exception) {
        if (isRegistryOutage(exception)) {
            LOG.error(
                    "The schema registry does not answer. The partitions of this thread wait; next try in {} ms.",
                    registryPause.toMillis());
            return rest()
                    ? StreamThreadExceptionResponse.REPLACE_THREAD
                    : StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        final Optional<String> reason = incurable.apply(exception);
        if (reason.isPresent()) {
            LOG.error("{} Shutting down.", reason.get(), exception);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        final int failed = failuresWithinWindow();
        if (failed <= replacements) {
            LOG.error(
                    "A stream thread failed ({} of {} that are replaced within {}).",
                    failed,
                    replacements,
                    window,
                    exception);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        LOG.error("{} stream threads failed within {}; shutting down.", failed, window, exception);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private synchronized int failuresWithinWindow() {
        final long now = nanoTime.getAsLong();
        failures.addLast(now);
        while (now - failures.peekFirst() > window.toNanos()) {
            failures.removeFirst();
        }
        return failures.size();
    }

    private boolean rest() {
        try {
            Thread.sleep(registryPause.toMillis());
            return true;
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean isRegistryOutage(final Throwable exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof RegistryUnavailableException) {
                return true;
            }
        }
        return false;
    }
}
