/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mopup.admin.AdminPeers;
import io.mopup.admin.AdminToken;
import io.mopup.admin.HostPort;
import io.mopup.contract.query.QueryErrorCode;
import io.mopup.contract.query.QueryJson;
import io.mopup.contract.query.QueryPaths;
import io.mopup.http.HttpHandler;
import io.mopup.http.HttpLimits;
import io.mopup.http.HttpResponse;
import io.mopup.http.HttpResponse.Content.Bytes;
import io.mopup.http.HttpServer;
import io.mopup.processor.internal.QueryRequest.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Passing queries on to an owner that answers, refuses, hangs, or is somebody else. */
class OtherInstancesTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final byte[] BODY = {'{', '}'};

    @Test
    void shouldPassTheAnswerBackAsItIs() {
        try (HttpServer owner =
                serving(request -> request.header(QueryPaths.FORWARDED_HEADER).isPresent()
                                && request.path().equals("/uploads/a%2Fb")
                        ? HttpResponse.bytes(503, QueryJson.CONTENT_TYPE, BODY).with("Retry-After", "7")
                        : HttpResponse.bytes(200, QueryJson.CONTENT_TYPE, BODY))) {
            final HttpResponse answer =
                    new OtherInstances(LONG, 1, AdminPeers.OPEN).ask(address(owner), new Upload("a/b"));

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.headers()).containsEntry("Retry-After", "7");
            assertThat(((Bytes) answer.content()).bytes()).isEqualTo(BODY);
        }
    }

    @Test
    void shouldSendTheTokenThatAllInstancesShare(@TempDir final Path directory) throws IOException {
        final AdminToken token =
                AdminToken.read("key", Files.writeString(directory.resolve("token"), "MwvTBCR2ZQHj8dPz6v1uXg=="));
        try (HttpServer owner =
                serving(token.guard(request -> HttpResponse.bytes(200, QueryJson.CONTENT_TYPE, BODY)))) {
            final Upload query = new Upload("u");
            assertThat(new OtherInstances(LONG, 1, new AdminPeers(Optional.of(token), Optional.empty()))
                            .ask(address(owner), query)
                            .status())
                    .isEqualTo(200);
            assertThat(new OtherInstances(LONG, 1, AdminPeers.OPEN)
                            .ask(address(owner), query)
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void shouldSayThatTheOwnerIsGoneWhenNobodyListens() {
        assertUnreachable(new OtherInstances(LONG, 1, AdminPeers.OPEN), new HostPort("127.0.0.1", 1));
    }

    @Test
    void shouldSayThatTheOwnerIsGoneWhenSomethingElseAnswers() {
        try (HttpServer other = serving(request -> HttpResponse.empty(404))) {
            assertUnreachable(new OtherInstances(LONG, 1, AdminPeers.OPEN), address(other));
        }
    }

    @Test
    @Timeout(30)
    void shouldNotWaitForEverWhenTheBodyDoesNotEnd() {
        final CountDownLatch end = new CountDownLatch(1);
        try (HttpServer owner = serving(request -> new HttpResponse(
                200,
                Map.of("Content-Type", QueryJson.CONTENT_TYPE),
                new HttpResponse.Content.Stream(new Endless(end), 2L * Endless.BEGINNING)))) {
            assertUnreachable(new OtherInstances(Duration.ofMillis(500), 1, AdminPeers.OPEN), address(owner));
            end.countDown();
        }
    }

    @Test
    void shouldRefuseAtOnceWhenTooManyWait() throws Exception {
        final CountDownLatch asked = new CountDownLatch(1);
        final CountDownLatch answer = new CountDownLatch(1);
        try (HttpServer owner = serving(request -> {
            asked.countDown();
            await(answer);
            return HttpResponse.bytes(200, QueryJson.CONTENT_TYPE, BODY);
        })) {
            final OtherInstances others = new OtherInstances(LONG, 1, AdminPeers.OPEN);
            final CompletableFuture<HttpResponse> first =
                    CompletableFuture.supplyAsync(() -> others.ask(address(owner), new Upload("u1")));
            await(asked);

            assertThatThrownBy(() -> others.ask(address(owner), new Upload("u2")))
                    .isInstanceOf(QueryException.class)
                    .hasMessageContaining("too many");
            answer.countDown();

            assertThat(first.get(1, TimeUnit.MINUTES).status()).isEqualTo(200);
            assertThat(others.ask(address(owner), new Upload("u2")).status()).isEqualTo(200);
        }
    }

    private static void assertUnreachable(final OtherInstances others, final HostPort address) {
        assertThatThrownBy(() -> others.ask(address, new Upload("u1")))
                .isInstanceOfSatisfying(
                        QueryException.class, e -> assertThat(e.code()).isEqualTo(QueryErrorCode.OWNER_UNREACHABLE));
    }

    private static HttpServer serving(final HttpHandler handler) {
        return HttpServer.start("owner", new InetSocketAddress("127.0.0.1", 0), HttpLimits.DEFAULT, handler);
    }

    private static HostPort address(final HttpServer server) {
        return new HostPort("127.0.0.1", server.port());
    }

    private static void await(final CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (final InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Begins, so that the headers leave, and then says nothing until it is told to. */
    private static final class Endless extends InputStream {
        static final int BEGINNING = 256 << 10;

        private final CountDownLatch end;
        private int said;

        Endless(final CountDownLatch end) {
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            if (said++ >= BEGINNING) {
                await(end);
            }
            return ' ';
        }
    }
}
