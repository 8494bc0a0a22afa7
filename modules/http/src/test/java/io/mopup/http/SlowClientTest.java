/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that send one byte now and then, so that the connection never falls idle. */
class SlowClientTest {
    /** Far below the idle timeout, so that nothing but the deadline can end it. */
    private static final Duration STEP = Duration.ofMillis(50);

    @ParameterizedTest
    @ValueSource(strings = {"GET /", "GET / HTTP/1.1\r\nHost: test\r\nx-a: "})
    void shouldCloseWhenTheHeaderTakesTooLong(final String begin) throws Exception {
        final AtomicInteger requests = new AtomicInteger();
        try (HttpServer server = Servers.of(Servers.SHORT, request -> {
                    requests.incrementAndGet();
                    return HttpResponse.empty(200);
                });
                Wire wire = new Wire(server.port())) {
            wire.send(begin);

            await().pollInterval(STEP).until(() -> !taken(wire));

            assertThat(wire.isClosed()).isTrue();
            assertThat(requests).hasValue(0);
        }
    }

    @Test
    void shouldCloseWhenTheSecondHeaderTakesTooLong() throws Exception {
        try (HttpServer server = Servers.of(Servers.SHORT, request -> HttpResponse.empty(200));
                Wire wire = new Wire(server.port())) {
            wire.send("GET / HTTP/1.1\r\nHost: test\r\n\r\n");
            assertThat(wire.answer().status()).isEqualTo(200);

            wire.send("GET /");
            await().pollInterval(STEP).until(() -> !taken(wire));
            assertThat(wire.isClosed()).isTrue();
        }
    }

    @Test
    void shouldRefuseWhenTheBodyIsTooSlow() throws Exception {
        try (HttpServer server = Servers.of(Servers.SHORT, request -> {
                    request.body().readAllBytes();
                    return HttpResponse.empty(200);
                });
                Wire wire = new Wire(server.port())) {
            wire.send("PUT / HTTP/1.1\r\nHost: test\r\nContent-Length: 1000000\r\n\r\n");

            await().pollInterval(STEP).until(() -> {
                wire.send("x");
                return wire.available() > 0;
            });

            final Wire.Answer answer = wire.answer();
            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.has("connection: close")).isTrue();
        }
    }

    @Test
    void shouldRefuseWhenTheBodyStandsStill() throws Exception {
        try (HttpServer server = Servers.of(Servers.SHORT, request -> {
                    request.body().readAllBytes();
                    return HttpResponse.empty(200);
                });
                Wire wire = new Wire(server.port())) {
            wire.send("PUT / HTTP/1.1\r\nHost: test\r\nContent-Length: 1000000\r\n\r\nx");

            assertThat(wire.answer().status()).isEqualTo(408);
        }
    }

    @Test
    void shouldLetTheHandlerTakeItsTimeWhenTheRequestIsWhole() throws Exception {
        final Duration longer =
                Servers.SHORT.idle().plus(Servers.SHORT.header()).multipliedBy(2);
        try (HttpServer server = Servers.of(Servers.SHORT, request -> {
                    final int length = request.body().readAllBytes().length;
                    final long begin = System.nanoTime();
                    await().until(() -> System.nanoTime() - begin > longer.toNanos());
                    return Servers.text(200, "late " + length);
                });
                Wire wire = new Wire(server.port())) {
            wire.send("PUT / HTTP/1.1\r\nHost: test\r\nContent-Length: 3\r\n\r\nabc");

            assertThat(wire.answer().body()).isEqualTo("late 3");
        }
    }

    private static boolean taken(final Wire wire) {
        try {
            wire.send("x");
            return true;
        } catch (final IOException e) {
            return false;
        }
    }
}
