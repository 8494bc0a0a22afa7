/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Constant memory: as long as one side does not read, the other is held up, long before everything was sent. */
class StreamingTest {
    private static final long LENGTH = 100L << 20;
    /** More than both kernels' buffers hold, and far less than everything. */
    private static final long BUFFERED = LENGTH / 3;

    private final AtomicLong produced = new AtomicLong();

    @Test
    void shouldHoldTheAnswerUpWhenTheClientDoesNotRead() throws Exception {
        try (HttpServer server = Servers.of(
                        request -> new HttpResponse(200, Map.of(), new HttpResponse.Content.Stream(source(), LENGTH)));
                Wire wire = new Wire(server.port())) {
            wire.send("GET / HTTP/1.1\r\nHost: test\r\n\r\n");
            wire.head();
            awaitStandstill();

            assertThat(produced).hasValueLessThan(BUFFERED);
            assertThat(wire.skip(LENGTH)).isEqualTo(LENGTH);
        }
    }

    @Test
    void shouldHoldTheBodyUpWhenTheHandlerDoesNotRead() throws Exception {
        final CompletableFuture<Void> released = new CompletableFuture<>();
        try (HttpServer server = Servers.of(request -> {
            released.join();
            final byte[] buffer = new byte[1 << 16];
            long received = 0;
            for (int read = request.body().read(buffer);
                    read >= 0;
                    read = request.body().read(buffer)) {
                received += read;
            }
            return Servers.text(200, "got " + received);
        })) {
            final var answer = HttpClient.newHttpClient()
                    .sendAsync(
                            java.net.http.HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port()))
                                    .version(HttpClient.Version.HTTP_1_1)
                                    .PUT(BodyPublishers.ofInputStream(this::source))
                                    .build(),
                            BodyHandlers.ofString());
            awaitStandstill();

            assertThat(produced).hasValueLessThan(BUFFERED);
            released.complete(null);
            assertThat(answer.get(60, java.util.concurrent.TimeUnit.SECONDS).body())
                    .isEqualTo("got " + LENGTH);
        }
    }

    private void awaitStandstill() {
        final AtomicLong before = new AtomicLong(-1);
        await().pollInterval(Duration.ofMillis(300)).until(() -> {
            final long now = produced.get();
            return now > 0 && before.getAndSet(now) == now;
        });
    }

    private InputStream source() {
        return new InputStream() {
            private long left = LENGTH;

            @Override
            public int read() throws IOException {
                return read(new byte[1], 0, 1) < 0 ? -1 : 0;
            }

            @Override
            public int read(final byte[] into, final int offset, final int count) {
                if (left == 0) {
                    return -1;
                }
                final int read = (int) Math.min(left, count);
                left -= read;
                produced.addAndGet(read);
                return read;
            }
        };
    }
}
