/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class ClientConfigTest {
    private static final Map<String, String> REQUIRED = Map.of(
            ClientConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:9092", ClientConfig.REGISTRY_URL_CONFIG, "mock://config");

    @Test
    void shouldPassKafkasKeysThroughWhenTheyAreNotOurs() {
        final ClientConfig config = configWith("security.protocol", "SSL");
        assertThat(config.passedThrough())
                .containsEntry("security.protocol", "SSL")
                .containsEntry(ClientConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:9092");
    }

    @Test
    void shouldKeepOurKeysBackWhenKafkaIsConfigured() {
        assertThat(configWith("mopup.processor.something", "1").passedThrough().keySet())
                .noneMatch(key -> key.startsWith("mopup."));
    }

    @Test
    void shouldRefuseWhenAKeyOfTheClientIsUnknown() {
        assertThatThrownBy(() -> configWith("mopup.client.result.timeout", "1"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("mopup.client.result.timeout");
    }

    @Test
    void shouldRefuseWhenARequiredKeyIsMissing() {
        assertThatThrownBy(() -> new ClientConfig(Map.of(ClientConfig.REGISTRY_URL_CONFIG, "mock://config")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(ClientConfig.BOOTSTRAP_SERVERS_CONFIG);
    }

    private static ClientConfig configWith(final String key, final String value) {
        final Map<String, String> all = new HashMap<>(REQUIRED);
        all.put(key, value);
        return new ClientConfig(all);
    }
}
