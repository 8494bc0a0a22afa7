/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.contract.query.QueryError;
import io.mopup.contract.query.QueryErrorCode;
import io.mopup.contract.query.QueryJson;
import io.mopup.http.HttpHandler;
import io.mopup.http.HttpResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Through a socket, as whoever looks after the process asks. */
class AdminRoutesTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private final AdminServer server = AdminServer.start(
            "admin-test",
            new HostPort("127.0.0.1", 0),
            AdminRoutes.none()
                    .with("/", says("root"))
                    .with("/one", says("one"))
                    .with("/many/", says("many"))
                    .with("/many/more/", says("more"))
                    .with("/broken", request -> {
                        throw new IllegalStateException("a secret");
                    }));

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"/, root", "/one, one", "/one?x=/many/, one", "/many/x, many", "/many/, many", "/many/more/x, more"})
    void shouldAnswerWhatStandsUnderThePath(final String path, final String who) throws Exception {
        assertThat(new String(send("GET", path, 200), StandardCharsets.UTF_8)).isEqualTo(who);
    }

    @ParameterizedTest
    @CsvSource({"/two", "/one/", "/many", "/onetwo"})
    void shouldNameWhatThereIsWhenThePathIsUnknown(final String path) throws Exception {
        final QueryError error = error(send("GET", path, 404));

        assertThat(error.code()).isEqualTo(QueryErrorCode.UNKNOWN_PATH.name());
        assertThat(error.message()).contains("/one").contains("/many/");
    }

    @ParameterizedTest
    @CsvSource({"POST", "DELETE", "PUT"})
    void shouldOnlyBeRead(final String method) throws Exception {
        assertThat(error(send(method, "/one", 405)).code()).isEqualTo(QueryErrorCode.METHOD_NOT_ALLOWED.name());
    }

    @Test
    void shouldKeepToItselfWhyItFailed() throws Exception {
        final QueryError error = error(send("GET", "/broken", 500));

        assertThat(error.code()).isEqualTo(QueryErrorCode.INTERNAL_ERROR.name());
        assertThat(error.message()).doesNotContain("secret");
    }

    private byte[] send(final String method, final String path, final int status)
            throws IOException, InterruptedException {
        final java.net.http.HttpResponse<byte[]> answer = client.send(
                HttpRequest.newBuilder(URI.create("http://" + server.bound() + path))
                        .method(method, BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(status);
        return answer.body();
    }

    private static QueryError error(final byte[] body) throws IOException {
        return QueryJson.decode(body, QueryError.class);
    }

    private static HttpHandler says(final String text) {
        return request -> HttpResponse.bytes(200, "text/plain", text.getBytes(StandardCharsets.UTF_8));
    }
}
