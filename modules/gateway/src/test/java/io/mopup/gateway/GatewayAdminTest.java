/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mopup.admin.AdminConfig;
import io.mopup.admin.AdminSecurity;
import io.mopup.admin.HostPort;
import io.mopup.contract.KeyStores;
import io.mopup.gateway.GatewayAdmin.GatewayStatus;
import io.mopup.gateway.GatewayAdmin.State;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayAdminTest {
    private static final String TOKEN = "a-token-that-is-long-enough";

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"STARTING, 200, 503", "RUNNING, 200, 200", "BROKEN, 503, 503"})
    void shouldTellProbesHowItIs(final State state, final int live, final int ready) throws Exception {
        try (GatewayAdmin admin = admin(state)) {
            assertThat(get(admin, "/live", null).statusCode()).isEqualTo(live);
            assertThat(get(admin, "/ready", null).statusCode()).isEqualTo(ready);
        }
    }

    @ParameterizedTest
    @CsvSource({"/status, 9000", "/metrics, jvm_"})
    void shouldAnswerOnlyWhoKnowsTheToken(final String path, final String content) throws Exception {
        try (GatewayAdmin admin = admin(State.RUNNING)) {
            assertThat(get(admin, path, null).statusCode()).isEqualTo(401);
            final HttpResponse<String> answer = get(admin, path, TOKEN);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains(content);
        }
    }

    @Test
    void shouldSpeakTlsOnlyWhenItHasAKey() throws Exception {
        final KeyStores stores = KeyStores.create(directory, "gateway");
        final HttpClient trusting =
                HttpClient.newBuilder().sslContext(stores.context()).build();
        final GatewayConfig config = new GatewayConfig(stores.server(AdminConfig.PREFIX));
        try (GatewayAdmin admin = admin(State.RUNNING, AdminSecurity.of(config))) {
            final HttpRequest secure = HttpRequest.newBuilder(URI.create("https://" + admin.bound() + "/ready"))
                    .build();
            assertThat(trusting.send(secure, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(200);
            assertThatThrownBy(() -> get(admin, "/ready", null)).isInstanceOf(IOException.class);
        }
    }

    private GatewayAdmin admin(final State state) throws IOException {
        final Path file = Files.writeString(directory.resolve("token"), TOKEN);
        return admin(
                state, AdminSecurity.of(new GatewayConfig(Map.of(AdminConfig.TOKEN_FILE_CONFIG, file.toString()))));
    }

    private static GatewayAdmin admin(final State state, final AdminSecurity security) {
        return new GatewayAdmin(
                new HostPort("127.0.0.1", 0), security, () -> new GatewayStatus(state, 9000, 9001), Map::of, Map::of);
    }

    private HttpResponse<String> get(final GatewayAdmin admin, final String path, final String token)
            throws IOException, InterruptedException {
        final HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + admin.bound() + path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
