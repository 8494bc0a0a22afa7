/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused, and that the message names what to change. That it is real TLS is for those who listen and ask. */
class SslKeysTest {
    private static final String PREFIX = "mopup.test.";
    private static final SslKeys KEYS = new SslKeys(PREFIX);
    private static final ConfigDef CONFIG = new ConfigDef();

    @TempDir
    private static Path directory;

    private static KeyStores stores;

    static {
        KEYS.defineServer(CONFIG);
        KEYS.defineTrust(CONFIG);
    }

    @BeforeAll
    static void createStores() throws Exception {
        stores = KeyStores.create(directory, "it");
    }

    @Test
    void shouldBeNoServerWhenNoKeyStoreIsGiven() {
        assertThat(KEYS.server(config(Map.of()))).isEmpty();
        assertThat(KEYS.server(config(stores.client(PREFIX)))).isEmpty();
    }

    @Test
    void shouldNameTheKeyWhenTheKeyStoreIsNotThere() {
        final Map<String, String> given = new HashMap<>(stores.server(PREFIX));
        given.put(PREFIX + "ssl.keystore.location", "/nowhere/keys.p12");

        assertThatThrownBy(() -> KEYS.server(config(given)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("mopup.test.ssl.keystore.location")
                .hasMessageContaining("/nowhere/keys.p12");
    }

    @Test
    void shouldRefuseWithoutShowingItWhenThePasswordIsWrong() {
        final Map<String, String> given = new HashMap<>(stores.server(PREFIX));
        given.put(PREFIX + "ssl.keystore.password", "not-that-secret");

        assertThatThrownBy(() -> KEYS.server(config(given)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("mopup.test.ssl.keystore.location")
                .hasMessageNotContaining("not-that-secret");
    }

    /** Half a key store has to be no reason to speak in the clear. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ssl.keystore.password",
                "ssl.keystore.type",
                "ssl.key.password",
                "ssl.keystore.location",
                "ssl.keystore.key",
                "ssl.keystore.certificate.chain"
            })
    void shouldRefuseWhenAKeyOfTheKeyStoreIsGivenAlone(final String key) {
        final String value = key.endsWith("location") ? stores.keys().toString() : "PKCS12";

        assertThatThrownBy(() -> KEYS.server(config(Map.of(PREFIX + key, value))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(PREFIX + "ssl.keystore.");
    }

    @Test
    void shouldNameTheKeyWhenTheTrustStoreIsNotThereOrIsNone() throws Exception {
        final Path text = Files.writeString(directory.resolve("text.p12"), "text");
        for (final String location : new String[] {"/nowhere/trust.p12", text.toString()}) {
            final Map<String, String> given = new HashMap<>(stores.client(PREFIX));
            given.put(PREFIX + "ssl.truststore.location", location);

            assertThatThrownBy(() -> KEYS.client(config(given)))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("mopup.test.ssl.truststore.location")
                    .hasMessageContaining(location);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ssl.enabled.protocols", "ssl.cipher.suites"})
    void shouldRefuseWhenNobodySpeaksThat(final String key) throws Exception {
        final SSLContext context = stores.context();

        assertThatThrownBy(() -> KEYS.parameters(context, config(Map.of(PREFIX + key, "ROT13"))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(PREFIX + key)
                .hasMessageContaining("ROT13");
    }

    @Test
    void shouldKeepPasswordsOutOfWhatIsPrinted() {
        assertThat(config(stores.server(PREFIX)).values().toString()).doesNotContain(KeyStores.PASSWORD);
    }

    private static AbstractConfig config(final Map<String, String> given) {
        return new AbstractConfig(CONFIG, given, false);
    }
}
