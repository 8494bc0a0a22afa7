/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that ask for much and read little of it. */
class SlowReaderTest {
    private static final Duration STEP = Duration.ofMillis(50);
    /** Far more than all buffers hold. */
    private static final long LENGTH = 1L << 30;
    /**
     * A twelfth of the least rate, in each step; and so much that no connection falls idle, although a kernel takes new
     * bytes only when a good part of its megabytes is free.
     */
    private static final int SIP = 256 << 10;

    private static final HttpLimits LIMITS =
            new HttpLimits(16 << 10, Duration.ofSeconds(1), Duration.ofSeconds(2), 1 << 20, 64 << 20, 64, 8);

    private final AtomicBoolean closed = new AtomicBoolean();

    @Test
    void shouldCloseWhenTheAnswerIsReadTooSlowly() throws Exception {
        try (HttpServer server = Servers.of(LIMITS, request -> stream());
                Wire wire = new Wire(server.port())) {
            ask(wire);
            final AtomicLong read = new AtomicLong();
            await().atMost(20, TimeUnit.SECONDS).pollInterval(STEP).until(() -> {
                sip(wire, read);
                return server.answersCutOff() == 1;
            });

            await().untilTrue(closed);
            assertThat(read.get()).isPositive();
            // A reset: what the kernel of the server still had is not sent at the leisure of the client.
            assertThatExceptionOfType(SocketException.class).isThrownBy(() -> wire.skip(LENGTH));
        }
    }

    /** Without a least rate nobody but the idle timeout ends it; with one, whoever comes first. */
    @ParameterizedTest
    @ValueSource(longs = {0, 64 << 20})
    void shouldCloseWhenTheAnswerIsNotReadAtAll(final long leastRate) throws Exception {
        final HttpLimits limits = new HttpLimits(16 << 10, LIMITS.header(), LIMITS.idle(), 1 << 20, leastRate, 64, 8);
        try (HttpServer server = Servers.of(limits, request -> stream());
                Wire wire = new Wire(server.port())) {
            ask(wire);
            await().atMost(20, TimeUnit.SECONDS).until(() -> server.answersCutOff() == 1);
            await().untilTrue(closed);
        }
    }

    @Test
    void shouldCloseWhenADocumentIsReadTooSlowly() throws Exception {
        final byte[] document = new byte[64 << 20];
        try (HttpServer server = Servers.of(LIMITS, request -> HttpResponse.bytes(200, "text/plain", document));
                Wire wire = new Wire(server.port())) {
            ask(wire);
            await().atMost(20, TimeUnit.SECONDS).pollInterval(STEP).until(() -> {
                sip(wire, new AtomicLong());
                return server.answersCutOff() == 1;
            });
        }
    }

    private static void ask(final Wire wire) throws IOException {
        wire.send("GET / HTTP/1.1\r\nHost: test\r\n\r\n");
    }

    private static void sip(final Wire wire, final AtomicLong read) {
        try {
            read.addAndGet(wire.skip(SIP));
        } catch (final IOException e) {
            // Closed; the server says why.
            return;
        }
    }

    private HttpResponse stream() {
        return new HttpResponse(
                200,
                Map.of(),
                new HttpResponse.Content.Stream(
                        new InputStream() {
                            @Override
                            public int read() {
                                return 'x';
                            }

                            @Override
                            public int read(final byte[] into, final int offset, final int count) {
                                return count;
                            }

                            @Override
                            public void close() {
                                closed.set(true);
                            }
                        },
                        LENGTH));
    }
}
