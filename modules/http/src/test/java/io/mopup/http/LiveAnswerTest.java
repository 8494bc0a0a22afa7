/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** An answer without an end. */
class LiveAnswerTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String END = "";

    private final Source source = new Source();

    @Test
    void shouldSendEachPieceAtOnceAndEndWithTheSource() throws Exception {
        try (HttpServer server = server(HttpLimits.DEFAULT);
                InputStream in = open(server)) {
            // Each one waits until the one before was read, so a piece that is held back is never read.
            for (final String piece : new String[] {"one", "two", "three"}) {
                source.pieces.add(piece);
                assertThat(read(in, piece.length())).isEqualTo(piece);
            }
            source.pieces.add(END);

            assertThat(in.read()).isEqualTo(-1);
            await().atMost(LIMIT).until(() -> source.closed);
        }
    }

    @Test
    void shouldOutliveTheIdleTimeWhenSomethingIsSentMoreOften() throws Exception {
        source.pause = Servers.SHORT.idle().dividedBy(4);
        try (HttpServer server = server(Servers.SHORT);
                InputStream in = open(server)) {
            // Four times the idle time.
            assertThat(read(in, 16)).isEqualTo(".".repeat(16));
            source.pieces.add("end");
            assertThat(read(in, 64)).contains("end");
            assertThat(server.answersCutOff()).isZero();
        }
    }

    @Test
    void shouldTellTheSourceWhenTheClientHasGone() throws Exception {
        source.pause = Duration.ofMillis(20);
        try (HttpServer server = server(HttpLimits.DEFAULT)) {
            try (Wire wire = new Wire(server.port())) {
                wire.send("GET / HTTP/1.1\r\nHost: test\r\n\r\n");
                wire.head();
            }

            await().atMost(LIMIT).until(() -> source.closed);
        }
    }

    private HttpServer server(final HttpLimits limits) {
        return Servers.of(limits, request -> new HttpResponse(200, Map.of(), new HttpResponse.Content.Live(source)));
    }

    private static InputStream open(final HttpServer server) throws IOException, InterruptedException {
        final URI uri = URI.create("http://127.0.0.1:" + server.port());
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).timeout(LIMIT).build(), BodyHandlers.ofInputStream())
                .body();
    }

    private static String read(final InputStream in, final int count) throws IOException {
        return new String(in.readNBytes(count), StandardCharsets.UTF_8);
    }

    /** Says a dot when it has nothing to say. */
    private static final class Source implements LiveSource {
        private final BlockingQueue<String> pieces = new LinkedBlockingQueue<>();
        private volatile Duration pause = LIMIT;
        private volatile boolean closed;

        @Override
        public Optional<byte[]> next() throws InterruptedException {
            final String piece = pieces.poll(pause.toMillis(), TimeUnit.MILLISECONDS);
            return END.equals(piece)
                    ? Optional.empty()
                    : Optional.of((piece == null ? "." : piece).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
