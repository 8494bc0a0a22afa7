/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.agent.internal;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import io.mopup.agent.AgentConfig;
import io.mopup.agent.AgentMetric;
import io.mopup.storage.StorageException;
import java.time.Duration;
import java.util.function.Supplier;

/** Tries calls to the store again where that can help: while it is unreachable. The pauses double. */
final class StoreRetry {
    private final FailsafeExecutor<Object> retrying;

    StoreRetry(final AgentConfig config, final AgentMetrics metrics) {
        final Duration first = config.millis(AgentConfig.RETRY_BACKOFF_MS_CONFIG);
        final Duration longest = config.millis(AgentConfig.RETRY_BACKOFF_MAX_MS_CONFIG);
        final var policy = RetryPolicy.builder()
                .handle(StorageException.Unreachable.class)
                .withMaxRetries(config.retries())
                .onRetry(attempt -> metrics.count(AgentMetric.RETRIES));
        // The library wants the longest pause to be longer than the first.
        this.retrying = Failsafe.with(
                (longest.compareTo(first) > 0 ? policy.withBackoff(first, longest) : policy.withDelay(first)).build());
    }

    /**
     * Calls the store.
     *
     * @throws StorageException if the last try failed, or trying again is useless
     */
    <T> T call(final Supplier<T> action) {
        return retrying.get(action::get);
    }
}
