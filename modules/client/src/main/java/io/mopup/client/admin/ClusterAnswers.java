/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.client.admin;

import io.mopup.client.MopupClientException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TimeoutException;

/** Waits for what brokers answer, and says in a sentence why they do not. */
final class ClusterAnswers {
    private ClusterAnswers() {}

    static <T> T get(final KafkaFuture<T> future) {
        return existing(future, null).orElse(null);
    }

    /** The value, or empty if it failed with this exception or is null. */
    static <T> Optional<T> existing(final KafkaFuture<T> future, final Class<? extends Exception> expected) {
        try {
            return Optional.ofNullable(future.get());
        } catch (final ExecutionException e) {
            if (expected != null && expected.isInstance(e.getCause())) {
                return Optional.empty();
            }
            throw new MopupClientException(
                    isTimeout(e.getCause())
                            ? "No Kafka broker answers. Check bootstrap.servers, and that the broker runs."
                            : "The cluster refused: " + e.getCause().getMessage(),
                    e.getCause());
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MopupClientException("Interrupted.", e);
        }
    }

    /** What has to ask each broker wraps it once more. */
    private static boolean isTimeout(final Throwable error) {
        return error instanceof TimeoutException || error.getCause() instanceof TimeoutException;
    }
}
