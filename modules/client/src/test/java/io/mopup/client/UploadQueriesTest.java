/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mopup.contract.query.Identity;
import io.mopup.contract.query.PartDetails;
import io.mopup.contract.query.PartPage;
import io.mopup.contract.query.QueryError;
import io.mopup.contract.query.QueryErrorCode;
import io.mopup.contract.query.QueryJson;
import io.mopup.contract.query.UploadDetails;
import io.mopup.events.Dialect;
import io.mopup.events.ReclaimState;
import io.mopup.events.UploadStatus;
import io.mopup.http.HttpHandler;
import io.mopup.http.HttpLimits;
import io.mopup.http.HttpResponse;
import io.mopup.http.HttpServer;
import io.mopup.http.PercentCoding;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client against a server that answers as a processor does, or does not. */
class UploadQueriesTest {
    private static final String NOBODY = "http://127.0.0.1:1";

    @Test
    void shouldReadUploadAndPartsWhenAProcessorAnswers() {
        final PartPage page = new PartPage(
                details("u1"), List.of(new PartDetails(7, 2, 1_000, "etag", null, null, null, null, 5L)), true);
        try (HttpServer server = serving(request -> request.path().endsWith("/parts")
                ? request.query().first("after").orElse("").equals("6")
                                && request.query().first("limit").orElse("").equals("1")
                        ? ok(page)
                        : HttpResponse.empty(400)
                : ok(details("u1")))) {
            final UploadQueries queries = queries(url(server));

            assertThat(queries.upload("u1")).contains(details("u1"));
            assertThat(queries.parts("u1", 6, 1)).contains(page);
        }
    }

    @Test
    void shouldSendTheTokenWhenThereIsOne(@TempDir final Path directory) throws IOException {
        final Path file = Files.writeString(directory.resolve("token"), "MwvTBCR2ZQHj8dPz6v1uXg==\n");
        try (HttpServer server = serving(
                request -> request.header("Authorization").equals(Optional.of("Bearer MwvTBCR2ZQHj8dPz6v1uXg=="))
                        ? ok(details("u1"))
                        : error(QueryErrorCode.UNAUTHORIZED))) {
            final Map<String, Object> config = new HashMap<>(Map.of(
                    ClientConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1",
                    ClientConfig.REGISTRY_URL_CONFIG, "mock://token",
                    ClientConfig.QUERY_URL_CONFIG, url(server)));
            assertThatThrownBy(() -> new UploadQueries(new ClientConfig(config)).upload("u1"))
                    .hasMessageContaining("401 UNAUTHORIZED");

            config.put(ClientConfig.QUERY_TOKEN_FILE_CONFIG, file.toString());

            assertThat(new UploadQueries(new ClientConfig(config)).upload("u1")).isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a/b", "/", "..", "a%2Fb", "a+b c", "?x#y;z", "\u00fc\ud83d\ude00", "a/parts", "\"\\\u0001"})
    void shouldAskForExactlyThisIdWhenItIsHostile(final String uploadId) {
        try (HttpServer server = serving(
                request -> ok(details(PercentCoding.decode(request.path().substring("/uploads/".length())))))) {
            assertThat(queries(url(server)).upload(uploadId)).contains(details(uploadId));
        }
    }

    @Test
    void shouldAskAgainWhenThePartitionIsOnItsWay() {
        final AtomicInteger asked = new AtomicInteger();
        try (HttpServer server =
                serving(request -> asked.incrementAndGet() < 4 ? error(QueryErrorCode.NOT_READY) : ok(details("u1")))) {
            assertThat(queries(url(server)).upload("u1")).isPresent();
            assertThat(asked).hasValue(4);
        }
    }

    @Test
    void shouldAskTheNextOneWhenAnInstanceIsGone() {
        try (HttpServer server = serving(request -> ok(details("u1")))) {
            assertThat(queries(NOBODY + "," + url(server)).upload("u1")).isPresent();
            assertThat(queries(url(server) + "/," + NOBODY).upload("u1")).isPresent();
        }
    }

    @Test
    void shouldFailWithTheLastReasonWhenTimeIsUp() {
        final AtomicInteger asked = new AtomicInteger();
        try (HttpServer server = serving(request -> {
            asked.incrementAndGet();
            return error(QueryErrorCode.OWNER_UNREACHABLE);
        })) {
            assertThatThrownBy(() -> queries(url(server), "3000").upload("u1"))
                    .isInstanceOf(MopupClientException.class)
                    .hasMessageContaining("OWNER_UNREACHABLE")
                    .hasMessageContaining("3000 ms");
            assertThat(asked).hasValueGreaterThan(1);
        }
    }

    @Test
    void shouldFindNothingWhenTheUploadIsUnknown() {
        try (HttpServer server = serving(request -> error(QueryErrorCode.UNKNOWN_UPLOAD))) {
            assertThat(queries(url(server)).upload("u1")).isEmpty();
            assertThat(queries(url(server)).parts("u1", 0, 1)).isEmpty();
        }
    }

    @Test
    void shouldFailWhenSomethingElseAnswers() {
        try (HttpServer server = serving(request -> HttpResponse.empty(404));
                HttpServer page = serving(request -> HttpResponse.bytes(200, "text/html", new byte[] {'<'}));
                HttpServer broken = serving(request -> error(QueryErrorCode.INTERNAL_ERROR))) {
            for (final HttpServer each : List.of(server, page, broken)) {
                assertThatThrownBy(() -> queries(url(each)).upload("u1"))
                        .isInstanceOf(MopupClientException.class)
                        .hasMessageContaining(url(each));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:80", "ftp://127.0.0.1", "http://", "http://a b", "http://127.0.0.1/?x=y"})
    void shouldRefuseWhatIsNoUrl(final String url) {
        assertThatThrownBy(() -> queries(url))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(ClientConfig.QUERY_URL_CONFIG);
    }

    @Test
    void shouldRefuseWhenNothingIsNamedOrNoPageIsAskedFor() {
        assertThatThrownBy(() -> queries("")).isInstanceOf(ConfigException.class);
        final UploadQueries queries = queries(NOBODY);
        assertThatThrownBy(() -> queries.parts("u1", -1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> queries.parts("u1", 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> queries.parts("u1", 0, 10_001)).isInstanceOf(IllegalArgumentException.class);
    }

    private static UploadQueries queries(final String urls) {
        return queries(urls, "60000");
    }

    private static UploadQueries queries(final String urls, final String timeout) {
        final Map<String, String> all = new HashMap<>();
        all.put(ClientConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
        all.put(ClientConfig.REGISTRY_URL_CONFIG, "mock://queries");
        all.put(ClientConfig.QUERY_URL_CONFIG, urls);
        all.put(ClientConfig.QUERY_TIMEOUT_MS_CONFIG, timeout);
        return new UploadQueries(new ClientConfig(all));
    }

    private static HttpServer serving(final HttpHandler handler) {
        return HttpServer.start("queries", new InetSocketAddress("127.0.0.1", 0), HttpLimits.DEFAULT, handler);
    }

    private static String url(final HttpServer server) {
        return "http://127.0.0.1:" + server.port();
    }

    private static HttpResponse ok(final Record answer) {
        return HttpResponse.bytes(200, QueryJson.CONTENT_TYPE, QueryJson.encode(answer));
    }

    private static HttpResponse error(final QueryErrorCode code) {
        return HttpResponse.bytes(
                code.status(), QueryJson.CONTENT_TYPE, QueryJson.encode(new QueryError(code.name(), "")));
    }

    private static UploadDetails details(final String uploadId) {
        return new UploadDetails(
                new Identity(Dialect.S3, "123456789012", "bucket", "a/key", uploadId),
                UploadStatus.IN_PROGRESS,
                ReclaimState.NONE,
                1L,
                null,
                "arn:aws:iam::123456789012:user/a",
                null,
                "COMPOSITE",
                "SHA256",
                true,
                null,
                null,
                2L,
                3L,
                "rule",
                null);
    }
}
