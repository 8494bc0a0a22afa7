/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.mopup.contract.RegistryUnavailableException;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries again while the registry does not answer, for a short time.
 *
 * <p>Short, because the transaction of the stream thread is open meanwhile. After that the exception ends the thread;
 * the record is read again by the next one.
 */
final class RegistryRetry {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryRetry.class);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Duration limit;

    /** @param limit how long to go on trying */
    RegistryRetry(final Duration limit) {
        this.limit = limit;
    }

    /**
     * Calls until it works.
     *
     * @throws RegistryUnavailableException if it did not within the limit
     */
    <T> T call(final Supplier<T> action) {
        final long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            try {
                return action.get();
            } catch (final RegistryUnavailableException e) {
                if (System.nanoTime() - deadline >= 0) {
                    throw e;
                }
                LOG.warn("The schema registry does not answer; trying again for up to {} ms.", limit.toMillis());
                pause(e);
            }
        }
    }

    private static void pause(final RegistryUnavailableException cause) {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cause;
        }
    }
}
