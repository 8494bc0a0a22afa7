/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HttpServerTest {
    /** So long that no test waits for one of them. */
    private static final HttpLimits PATIENT =
            new HttpLimits(16 << 10, Duration.ofMinutes(10), Duration.ofMinutes(10), 0, 0, 64, 32);

    private static final String GET = "GET /%s HTTP/1.1\r\nHost: test\r\n\r\n";

    @Test
    void shouldKeepTheConnectionWhenARequestIsAnswered() throws Exception {
        try (HttpServer server = Servers.of(request -> Servers.text(200, request.path()));
                Wire wire = new Wire(server.port())) {
            assertThat(wire.send(GET.formatted("a")).answer().body()).isEqualTo("/a");
            assertThat(wire.send(GET.formatted("b") + GET.formatted("c"))
                            .answer()
                            .body())
                    .isEqualTo("/b");
            assertThat(wire.answer().body()).isEqualTo("/c");
        }
    }

    @Test
    void shouldSendLengthAndNoBodyWhenOnlyTheHeadIsWanted() throws Exception {
        try (HttpServer server = Servers.of(request -> request.method().equals("HEAD")
                        ? new HttpResponse(200, Map.of(), new HttpResponse.Content.Unsent(12_345))
                        : Servers.text(200, "next"));
                Wire wire = new Wire(server.port())) {
            final Wire.Answer head =
                    wire.send("HEAD / HTTP/1.1\r\nHost: test\r\n\r\n").head();

            assertThat(head.has("content-length: 12345")).isTrue();
            assertThat(wire.send(GET.formatted("")).answer().body()).isEqualTo("next");
        }
    }

    @Test
    void shouldAskForTheBodyWhenItIsReadAndTheClientWaits() throws Exception {
        try (HttpServer server = Servers.of(
                        request -> Servers.text(200, "got " + request.body().readAllBytes().length));
                Wire wire = new Wire(server.port())) {
            wire.send("PUT / HTTP/1.1\r\nHost: test\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
            assertThat(wire.head().status()).isEqualTo(100);
            assertThat(wire.send("abc").answer().body()).isEqualTo("got 3");
        }
    }

    @Test
    void shouldNotAskForTheBodyWhenTheRequestIsRefused() throws Exception {
        try (HttpServer server = Servers.of(request -> Servers.text(403, "no"));
                Wire wire = new Wire(server.port())) {
            wire.send("PUT / HTTP/1.1\r\nHost: test\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
            assertThat(wire.answer().status()).isEqualTo(403);
            assertThat(wire.isClosed()).isTrue();
        }
    }

    @Test
    void shouldNotWaitForTheBodyWhenTheClientWasRefusedInsteadOfAsked() throws Exception {
        // Whoever would wait for the body here waits longer than this test does.
        try (HttpServer server = Servers.of(PATIENT, request -> Servers.text(403, "no"));
                Wire wire = new Wire(server.port())) {
            wire.send("PUT / HTTP/1.1\r\nHost: test\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
            assertThat(wire.answer().status()).isEqualTo(403);
            assertThat(wire.isClosed()).isTrue();
        }
    }

    @Test
    void shouldAnswerAndKeepTheConnectionWhenABodyThatWasAskedForIsNotReadToItsEnd() throws Exception {
        try (HttpServer server = Servers.of(request -> {
                    final int first = request.body().read();
                    return Servers.text(403, "no " + (char) first);
                });
                Wire wire = new Wire(server.port())) {
            final byte[] large = "x".repeat(8 << 20).getBytes(StandardCharsets.US_ASCII);
            wire.send("PUT / HTTP/1.1\r\nHost: test\r\nContent-Length: " + large.length
                    + "\r\nExpect: 100-continue\r\n\r\n");
            assertThat(wire.head().status()).isEqualTo(100);
            assertThat(wire.send(large).answer().body()).isEqualTo("no x");
            assertThat(wire.send(GET.formatted("")).answer().status()).isEqualTo(403);
        }
    }

    @Test
    void shouldAnswerAndKeepTheConnectionWhenTheBodyIsNotRead() throws Exception {
        try (HttpServer server = Servers.of(request -> Servers.text(403, "no"));
                Wire wire = new Wire(server.port())) {
            final byte[] large = new byte[8 << 20];
            wire.send("PUT / HTTP/1.1\r\nHost: test\r\nContent-Length: " + large.length + "\r\n\r\n");
            // A client that reads no answer before it has sent everything.
            assertThat(wire.send(large).answer().status()).isEqualTo(403);
            assertThat(wire.send(GET.formatted("")).answer().status()).isEqualTo(403);
        }
    }

    @Test
    void shouldSayNothingOfItselfWhenTheHandlerFails() throws Exception {
        try (HttpServer server = Servers.of(request -> {
                    throw new IllegalStateException("secret");
                });
                Wire wire = new Wire(server.port())) {
            final Wire.Answer answer = wire.send(GET.formatted("")).answer();
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.body()).isEmpty();
            assertThat(answer.headers()).noneMatch(line -> line.startsWith("server:"));
        }
    }

    @Test
    void shouldLetRequestsEndWhenClosed() throws Exception {
        final CountDownLatch entered = new CountDownLatch(1);
        final CountDownLatch released = new CountDownLatch(1);
        final HttpServer server = Servers.of(request -> {
            entered.countDown();
            await(released);
            return Servers.text(200, "done");
        });
        final int port = server.port();
        try (Wire wire = new Wire(port)) {
            wire.send(GET.formatted(""));
            await(entered);
            final CompletableFuture<Void> closed = CompletableFuture.runAsync(server::close);
            // Nobody else is let in any more, which shows that the closing has begun.
            org.awaitility.Awaitility.await().until(() -> refuses(port));
            assertThat(closed).isNotDone();

            released.countDown();

            assertThat(wire.answer().body()).isEqualTo("done");
            closed.get(30, TimeUnit.SECONDS);
        }
    }

    private static boolean refuses(final int port) {
        try (Wire wire = new Wire(port)) {
            return wire.send(GET.formatted("")).isClosed();
        } catch (final java.io.IOException e) {
            return true;
        }
    }

    private static void await(final CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (final InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
