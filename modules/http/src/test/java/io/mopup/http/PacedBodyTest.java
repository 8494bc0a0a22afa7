/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PacedBodyTest {
    private static final HttpLimits LIMITS =
            new HttpLimits(1, Duration.ofSeconds(1), Duration.ofSeconds(10), 100, 0, 1, 1);

    private final AtomicLong now = new AtomicLong();

    @Test
    void shouldForgiveNoDripWhenTheFirstSecondsAreOver() throws IOException {
        final PacedBody body = new PacedBody(each(Duration.ofSeconds(1)), LIMITS, now::get);
        body.readNBytes(10);
        assertThatExceptionOfType(SlowBodyException.class).isThrownBy(body::read);
    }

    @Test
    void shouldReadOnWhenTheRateIsJustEnough() throws IOException {
        final PacedBody body = new PacedBody(each(Duration.ofMillis(10)), LIMITS, now::get);
        assertThat(body.readNBytes(5_000)).hasSize(5_000);
    }

    @Test
    void shouldNotCountWhatTheReaderTakesForItself() throws IOException {
        final PacedBody body = new PacedBody(new ByteArrayInputStream(new byte[100]), LIMITS, now::get);
        body.read();
        now.addAndGet(Duration.ofHours(1).toNanos());
        assertThat(body.readAllBytes()).hasSize(99);
    }

    @Test
    void shouldHaveNoBoundWhenItIsZero() throws IOException {
        final HttpLimits unbounded = new HttpLimits(1, Duration.ofSeconds(1), Duration.ofSeconds(10), 0, 0, 1, 1);
        final PacedBody body = new PacedBody(each(Duration.ofMinutes(1)), unbounded, now::get);
        assertThat(body.readNBytes(100)).hasSize(100);
    }

    @Test
    void shouldStopToDrainWhenThereIsTooMuchOrTooLate() throws IOException {
        final InputStream endless = each(Duration.ofMillis(1));
        new PacedBody(endless, LIMITS, now::get).drain(1_000, Duration.ofHours(1));
        assertThat(now).hasValue(Duration.ofSeconds(1).toNanos());

        new PacedBody(endless, LIMITS, now::get).drain(Long.MAX_VALUE, Duration.ofSeconds(2));
        assertThat(now).hasValue(Duration.ofSeconds(3).toNanos());
    }

    @Test
    void shouldTellATimeoutFromABrokenConnection() {
        final InputStream idle = failing(new IOException(new TimeoutException()));
        final InputStream broken = failing(new IOException("reset"));
        assertThatExceptionOfType(SlowBodyException.class)
                .isThrownBy(() -> new PacedBody(idle, LIMITS, now::get).read());
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> new PacedBody(broken, LIMITS, now::get).read())
                .isNotInstanceOf(SlowBodyException.class);
    }

    /** One byte at a time, each after this long, without end. */
    private InputStream each(final Duration wait) {
        return new InputStream() {
            @Override
            public int read() {
                now.addAndGet(wait.toNanos());
                return 'x';
            }

            @Override
            public int read(final byte[] into, final int offset, final int count) {
                if (count == 0) {
                    return 0;
                }
                into[offset] = (byte) read();
                return 1;
            }
        };
    }

    private static InputStream failing(final IOException failure) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                throw failure;
            }

            @Override
            public int read(final byte[] into, final int offset, final int count) throws IOException {
                throw failure;
            }
        };
    }
}
