/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.contract.RegistryUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class ThreadReplacementTest {
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private final Throwable broken = new StreamsException("broken");

    private final AtomicLong nanos = new AtomicLong();
    private final Throwable hopeless = new StreamsException("hopeless");
    private final ThreadReplacement handler = new ThreadReplacement(
            2,
            WINDOW,
            Duration.ZERO,
            failure -> failure == hopeless ? Optional.of("it comes again") : Optional.empty(),
            nanos::get);

    @Test
    void shouldShutDownWhenTooManyThreadsFailWithinTheWindow() {
        assertThat(handler.handle(broken)).isEqualTo(REPLACE_THREAD);
        assertThat(handler.handle(broken)).isEqualTo(REPLACE_THREAD);
        assertThat(handler.handle(broken)).isEqualTo(SHUTDOWN_CLIENT);
    }

    @Test
    void shouldShutDownAtOnceWhenAnotherThreadWouldFailToo() {
        assertThat(handler.handle(hopeless)).isEqualTo(SHUTDOWN_CLIENT);
    }

    @Test
    void shouldGoOnReplacingWhenFailuresAreFarApart() {
        for (int failure = 0; failure < 10; failure++) {
            assertThat(handler.handle(broken)).isEqualTo(REPLACE_THREAD);
            nanos.addAndGet(WINDOW.toNanos());
        }
    }

    @Test
    void shouldNotCountWhenTheRegistryDoesNotAnswer() {
        final Throwable outage = new StreamsException(new RegistryUnavailableException(new IOException("refused")));
        for (int failure = 0; failure < 10; failure++) {
            assertThat(handler.handle(outage)).isEqualTo(REPLACE_THREAD);
        }
        assertThat(handler.handle(broken)).isEqualTo(REPLACE_THREAD);
    }
}
