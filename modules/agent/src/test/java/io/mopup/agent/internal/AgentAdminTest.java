/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.agent.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mopup.admin.AdminConfig;
import io.mopup.admin.HostPort;
import io.mopup.agent.AgentConfig;
import io.mopup.agent.internal.AgentAdmin.State;
import io.mopup.contract.KeyStores;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentAdminTest {
    private static final String TOKEN = "a-token-that-is-long-enough";

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"STARTING, 200, 503", "RUNNING, 200, 200", "CLOSING, 200, 503", "FAILED, 503, 503"})
    void shouldTellProbesHowItIs(final State state, final int live, final int ready) throws Exception {
        try (AgentAdmin admin = admin(state)) {
            assertThat(get(admin, "/live", null).statusCode()).isEqualTo(live);
            assertThat(get(admin, "/ready", null).statusCode()).isEqualTo(ready);
        }
    }

    @ParameterizedTest
    @CsvSource({"/status", "/metrics"})
    void shouldAnswerOnlyWhoKnowsTheToken(final String path) throws Exception {
        try (AgentAdmin admin = admin(State.RUNNING)) {
            assertThat(get(admin, path, null).statusCode()).isEqualTo(401);
            final HttpResponse<String> answer = get(admin, path, TOKEN);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isNotBlank();
        }
    }

    @Test
    void shouldSpeakTlsOnlyWhenItHasAKey() throws Exception {
        final KeyStores stores = KeyStores.create(directory, "agent");
        final HttpClient trusting =
                HttpClient.newBuilder().sslContext(stores.context()).build();
        final AgentConfig config = config(stores.server(AdminConfig.PREFIX));
        try (AgentAdmin admin = new AgentAdmin(new HostPort("127.0.0.1", 0), config, () -> State.RUNNING, Map::of)) {
            final HttpRequest secure = HttpRequest.newBuilder(URI.create("https://" + admin.bound() + "/ready"))
                    .build();
            assertThat(trusting.send(secure, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(200);
            assertThatThrownBy(() -> get(admin, "/ready", null)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void shouldRefuseAListenerThatOthersReachWithoutAToken() {
        assertThatThrownBy(() -> config(Map.of(AdminConfig.LISTENER_CONFIG, "0.0.0.0:0")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(AdminConfig.TOKEN_FILE_CONFIG);
    }

    private AgentAdmin admin(final State state) throws IOException {
        final Path file = Files.writeString(directory.resolve("token"), TOKEN);
        final AgentConfig config = config(Map.of(AdminConfig.TOKEN_FILE_CONFIG, file.toString()));
        return new AgentAdmin(new HostPort("127.0.0.1", 0), config, () -> state, Map::of);
    }

    private static AgentConfig config(final Map<String, String> more) {
        final Map<String, String> all = new HashMap<>(more);
        all.put("bootstrap.servers", "127.0.0.1:1");
        all.put("schema.registry.url", "mock://x");
        return new AgentConfig(all);
    }

    private HttpResponse<String> get(final AgentAdmin admin, final String path, final String token)
            throws IOException, InterruptedException {
        final HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + admin.bound() + path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
