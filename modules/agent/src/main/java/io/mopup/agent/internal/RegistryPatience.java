/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.agent.internal;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import io.mopup.contract.RegistryUnavailableException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for a registry that does not answer, for as long as it takes. Giving records back instead would use up their
 * deliveries: a share group drops a record after five of them. An interrupt ends the waiting.
 */
final class RegistryPatience {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryPatience.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final int FOR_EVER = -1;

    private final AtomicBoolean down = new AtomicBoolean();
    private final FailsafeExecutor<Object> retrying = Failsafe.with(RetryPolicy.builder()
            .handle(RegistryUnavailableException.class)
            .withBackoff(FIRST_PAUSE, LONGEST_PAUSE)
            .withMaxRetries(FOR_EVER)
            .onFailedAttempt(attempt -> onFailure(attempt.getLastException()))
            .build());

    <T> T call(final Supplier<T> action) {
        final T result = await(action);
        if (down.compareAndSet(true, false)) {
            LOG.info("The schema registry answers again.");
        }
        return result;
    }

    private <T> T await(final Supplier<T> action) {
        try {
            return retrying.get(action::get);
        } catch (final FailsafeException e) {
            throw Cancellations.of(e);
        }
    }

    /** One line for all threads that wait. */
    private void onFailure(final Throwable e) {
        if (down.compareAndSet(false, true)) {
            LOG.warn("{} ({})", e.getMessage(), e.getCause().getMessage());
        }
    }
}
