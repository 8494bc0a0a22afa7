/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mopup.contract.query.QueryError;
import io.mopup.contract.query.QueryJson;
import io.mopup.http.HttpResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminTokenTest {
    private static final String TOKEN = "MwvTBCR2ZQHj8dPz6v1uXg==";
    private static final ConfigDef CONFIG = new ConfigDef();

    static {
        AdminConfig.define(CONFIG);
    }

    @TempDir
    Path directory;

    private final HttpClient client = HttpClient.newHttpClient();

    @ParameterizedTest
    @ValueSource(strings = {"/status", "/secret", "/", "/live/", "/ready/../secret", "/nowhere"})
    void shouldAnswerOnlyWhoKnowsTheToken(final String path) throws Exception {
        try (AdminServer server = server()) {
            final java.net.http.HttpResponse<byte[]> refused = get(server, path, null);
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.headers().firstValue("WWW-Authenticate"))
                    .hasValueSatisfying(challenge -> assertThat(challenge).endsWith("Bearer"));
            assertThat(QueryJson.decode(refused.body(), QueryError.class).code())
                    .isEqualTo("UNAUTHORIZED");
            assertThat(get(server, path, "Bearer " + TOKEN).statusCode()).isNotEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                TOKEN,
                "Bearer ",
                "Bearer  " + TOKEN,
                "bearer MwvTBCR2ZQHj8dPz6v1uXg",
                "Bearer MwvTBCR2ZQHj8dPz6v1uXg=",
                "Bearer " + TOKEN + "=",
                "Basic " + TOKEN,
                "Basic ",
                "Basic !",
                // The token without a name, ":wrong", and the token as the name without a password
                "Basic TXd2VEJDUjJaUUhqOGRQejZ2MXVYZz09",
                "Basic Ondyb25n",
                "Basic TXd2VEJDUjJaUUhqOGRQejZ2MXVYZz09Og=="
            })
    void shouldRefuseWhatIsAlmostTheToken(final String authorization) throws Exception {
        try (AdminServer server = server()) {
            assertThat(get(server, "/secret", authorization).statusCode()).isEqualTo(401);
        }
    }

    /** The dialogue of a browser asks for a name too. */
    @ParameterizedTest
    @ValueSource(strings = {"", "somebody"})
    void shouldTakeTheTokenAsAPasswordFromABrowser(final String name) throws Exception {
        final String pair = name + ":" + TOKEN;
        try (AdminServer server = server()) {
            assertThat(get(server, "/secret", null)
                            .headers()
                            .firstValue("WWW-Authenticate")
                            .orElseThrow())
                    .startsWith("Basic realm=");
            final String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
            assertThat(get(server, "/secret", "Basic " + basic).statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/live", "/ready"})
    void shouldAnswerProbesThatKnowNoSecret(final String path) throws Exception {
        try (AdminServer server = server()) {
            assertThat(get(server, path, null).statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "fifteen-letters", "two words of a token", "äöüäöüäöüäöüäöüäöü"})
    void shouldRefuseAFileThatIsNoToken(final String content) throws IOException {
        final Path file = Files.writeString(directory.resolve("token"), content);

        assertThatThrownBy(() -> AdminToken.read("key", file))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(file.toString())
                .satisfies(e -> assertThat(content.isEmpty() || !e.getMessage().contains(content))
                        .isTrue());
    }

    @Test
    void shouldNameTheKeyWhenTheFileIsNotThere() {
        assertThatThrownBy(() -> AdminConfig.token(config("127.0.0.1:0", "/nowhere/token", "true")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(AdminConfig.TOKEN_FILE_CONFIG);
    }

    @Test
    void shouldNotShowTheTokenWhenPrinted() throws IOException {
        assertThat(token().toString()).doesNotContain(TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.7:8080", "processor-0:8080", "127.example.org:8080", "[fd00::1]:8080"})
    void shouldRefuseAListenerThatOthersReachWithoutAToken(final String listener) {
        assertThatThrownBy(() -> AdminConfig.check(config(listener, "", "true")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(AdminConfig.TOKEN_FILE_CONFIG)
                .hasMessageContaining(AdminConfig.TOKEN_REQUIRED_CONFIG);
        assertThatCode(() -> AdminConfig.check(config(listener, "", "false"))).doesNotThrowAnyException();
        assertThatCode(() -> AdminConfig.check(config(listener, "token", "true")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "8080", "127.0.0.1:8080", "127.1.2.3:0", "[::1]:8080", "localhost:8080"})
    void shouldNeedNoTokenWhereOthersDoNotReachIt(final String listener) {
        assertThatCode(() -> AdminConfig.check(config(listener, "", "true"))).doesNotThrowAnyException();
    }

    private AdminServer server() throws IOException {
        return AdminServer.start(
                "token-test",
                new HostPort("127.0.0.1", 0),
                new AdminSecurity(Optional.of(token()), Optional.empty()),
                AdminRoutes.none()
                        .with("/live", request -> HttpResponse.empty(200))
                        .with("/ready", request -> HttpResponse.empty(200))
                        .with("/secret", request -> HttpResponse.empty(200)));
    }

    private AdminToken token() throws IOException {
        return AdminToken.read("key", Files.writeString(directory.resolve("token"), TOKEN + "\n"));
    }

    private java.net.http.HttpResponse<byte[]> get(
            final AdminServer server, final String path, final String authorization) throws Exception {
        final HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + server.bound() + path));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static AbstractConfig config(final String listener, final String file, final String required) {
        return new AbstractConfig(
                CONFIG,
                Map.of(
                        AdminConfig.LISTENER_CONFIG, listener,
                        AdminConfig.TOKEN_FILE_CONFIG, file,
                        AdminConfig.TOKEN_REQUIRED_CONFIG, required));
    }
}
