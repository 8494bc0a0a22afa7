/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.mopup.contract.KeyStores;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS in front of what is tested without it elsewhere; and that slow clients are no better off behind it. */
class TlsServerTest {
    private static final Duration STEP = Duration.ofMillis(50);
    private static final String GET = "GET / HTTP/1.1\r\nHost: test\r\n\r\n";
    private static final String[] BOTH = {"TLSv1.2", "TLSv1.3"};
    /** The beginning of a record of a handshake that announces 16 KiB. */
    private static final byte[] HELLO = {0x16, 0x03, 0x01, 0x40, 0x00};

    @TempDir
    private static Path directory;

    private static SSLContext context;

    @BeforeAll
    static void createStores() throws Exception {
        context = KeyStores.create(directory, "it").context();
    }

    /** Whatever name the client has for it, as probes have the address of a pod. */
    @Test
    void shouldAnswerByTlsOnly() throws Exception {
        final AtomicInteger requests = new AtomicInteger();
        try (HttpServer server = Servers.of(HttpLimits.DEFAULT, tls(BOTH), request -> {
                    requests.incrementAndGet();
                    return Servers.text(200, "secret");
                });
                Wire plain = new Wire(server.port());
                Wire secure = connect(server, BOTH)) {
            plain.send(GET);
            assertThat(ends(plain)).isTrue();
            assertThat(requests).hasValue(0);

            assertThat(secure.send(GET).answer().body()).isEqualTo("secret");
            assertThat(secure.send(GET).answer().body()).isEqualTo("secret");
        }
    }

    @Test
    void shouldSpeakNoProtocolButThoseThatAreNamed() throws Exception {
        try (HttpServer server =
                Servers.of(HttpLimits.DEFAULT, tls("TLSv1.3"), request -> Servers.text(200, "secret"))) {
            try (Wire newer = connect(server, "TLSv1.3")) {
                assertThat(newer.send(GET).answer().status()).isEqualTo(200);
            }
            assertThatExceptionOfType(SSLException.class).isThrownBy(() -> connect(server, "TLSv1.2"));
        }
    }

    /** The connection inside of TLS has the deadlines; one on the outside would end every conversation. */
    @Test
    void shouldLetTheHandlerTakeItsTimeWhenTheRequestIsWhole() throws Exception {
        final Duration longer =
                Servers.SHORT.idle().plus(Servers.SHORT.header()).multipliedBy(2);
        try (HttpServer server = Servers.of(Servers.SHORT, tls(BOTH), request -> {
                    final long begin = System.nanoTime();
                    await().until(() -> System.nanoTime() - begin > longer.toNanos());
                    return Servers.text(200, "late");
                });
                Wire wire = connect(server, BOTH)) {
            assertThat(wire.send(GET).answer().body()).isEqualTo("late");
        }
    }

    @Test
    void shouldCloseWhenTheHandshakeTakesTooLong() throws Exception {
        try (HttpServer server = Servers.of(Servers.SHORT, tls(BOTH), request -> HttpResponse.empty(200));
                Wire wire = new Wire(server.port())) {
            wire.send(HELLO);

            await().pollInterval(STEP).until(() -> !taken(wire));

            assertThat(ends(wire)).isTrue();
        }
    }

    @Test
    void shouldCloseWhenTheHeaderTakesTooLong() throws Exception {
        try (HttpServer server = Servers.of(Servers.SHORT, tls(BOTH), request -> HttpResponse.empty(200));
                Wire wire = connect(server, BOTH)) {
            wire.send("GET /");

            await().pollInterval(STEP).until(() -> !taken(wire));

            assertThat(wire.isClosed()).isTrue();
        }
    }

    @Test
    void shouldCloseWhenTheAnswerIsNotRead() throws Exception {
        final AtomicBoolean closed = new AtomicBoolean();
        // Far more than all buffers hold, and an idle time that does not end it first.
        final HttpLimits limits =
                new HttpLimits(16 << 10, Duration.ofSeconds(1), Duration.ofSeconds(2), 1 << 20, 64 << 20, 64, 8);
        try (HttpServer server = Servers.of(
                        limits,
                        tls(BOTH),
                        request -> new HttpResponse(
                                200, Map.of(), new HttpResponse.Content.Stream(zeros(closed), 1L << 30)));
                Wire wire = connect(server, BOTH)) {
            wire.send(GET);

            await().atMost(20, TimeUnit.SECONDS).until(() -> server.answersCutOff() == 1);
            await().untilTrue(closed);
            // A reset: what the kernel of the server still had is not sent at the leisure of the client.
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> wire.skip(1L << 30))
                    .matches(e -> e instanceof SocketException || e.getCause() instanceof SocketException);
        }
    }

    private static Optional<Tls> tls(final String... protocols) {
        final SSLParameters parameters = new SSLParameters();
        parameters.setProtocols(protocols);
        return Optional.of(new Tls(context, parameters));
    }

    /** With the handshake done. */
    private static Wire connect(final HttpServer server, final String... protocols) throws IOException {
        final SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), server.port());
        socket.setEnabledProtocols(protocols);
        try {
            socket.startHandshake();
        } catch (final IOException e) {
            socket.close();
            throw e;
        }
        return new Wire(socket);
    }

    private static boolean taken(final Wire wire) {
        try {
            wire.send("x");
            return true;
        } catch (final IOException e) {
            return false;
        }
    }

    /** Whether the server closes the connection, whatever it says before. */
    private static boolean ends(final Wire wire) {
        try {
            wire.skip(Long.MAX_VALUE);
            return true;
        } catch (final IOException e) {
            return !(e instanceof SocketTimeoutException);
        }
    }

    private static InputStream zeros(final AtomicBoolean closed) {
        return new InputStream() {
            @Override
            public int read() {
                return 0;
            }

            @Override
            public int read(final byte[] into, final int offset, final int count) {
                return count;
            }

            @Override
            public void close() {
                closed.set(true);
            }
        };
    }
}
