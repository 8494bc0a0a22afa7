/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mopup.contract.KeyStores;
import io.mopup.http.HttpResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An admin port with a key of its own, and whom those believe that ask it. */
class AdminTlsTest {
    private static final ConfigDef CONFIG = new ConfigDef();
    private static final String TOKEN = "MwvTBCR2ZQHj8dPz6v1uXg==";

    @TempDir
    private static Path directory;

    private static KeyStores stores;
    private static KeyStores stranger;
    private static KeyStores elsewhere;

    static {
        AdminConfig.define(CONFIG);
    }

    @BeforeAll
    static void createStores() throws Exception {
        stores = KeyStores.create(directory, "it");
        stranger = KeyStores.create(directory, "stranger");
        elsewhere = KeyStores.create(directory, "elsewhere", "DNS:elsewhere.example");
    }

    /** Each way to name the key and the authority that Kafka has. */
    static Stream<Map<String, String>> ways() throws Exception {
        final Path keys = Files.writeString(directory.resolve("keys.pem"), stores.keyPem() + stores.certificatePem());
        final Path trust = Files.writeString(directory.resolve("trust.pem"), stores.certificatePem());
        return Stream.of(
                both(stores, stores),
                Map.of(
                        "mopup.admin.ssl.keystore.type",
                        "PEM",
                        "mopup.admin.ssl.keystore.location",
                        keys.toString(),
                        "mopup.admin.ssl.truststore.type",
                        "PEM",
                        "mopup.admin.ssl.truststore.location",
                        trust.toString()),
                Map.of(
                        "mopup.admin.ssl.keystore.type", "PEM",
                        "mopup.admin.ssl.keystore.key", stores.keyPem(),
                        "mopup.admin.ssl.keystore.certificate.chain", stores.certificatePem(),
                        "mopup.admin.ssl.truststore.type", "PEM",
                        "mopup.admin.ssl.truststore.certificates", stores.certificatePem()));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void shouldAnswerAPeerByTls(final Map<String, String> given) throws Exception {
        assertThat(AdminSecurity.of(config(given)).tls()).isPresent();
        assertThat(ask(config(given), "/secret")).isEqualTo(200);
    }

    @Test
    void shouldWantTheTokenBehindTlsToo() throws Exception {
        final Map<String, String> given = new HashMap<>(both(stores, stores));
        given.put(
                AdminConfig.TOKEN_FILE_CONFIG,
                Files.writeString(directory.resolve("token"), TOKEN).toString());
        final AbstractConfig withToken = config(given);
        try (AdminServer server = server(AdminSecurity.of(withToken))) {
            final AdminPeers peer = AdminPeers.of(withToken, AdminSecurity.of(withToken));

            assertThat(ask(server, peer, "/secret")).isEqualTo(200);
            assertThat(ask(server, new AdminPeers(AdminSecurity.NONE.token(), peer.tls()), "/secret"))
                    .isEqualTo(401);
        }
    }

    @Test
    void shouldNotAnswerInTheClearWhenItHasAKey() {
        try (AdminServer server = server(AdminSecurity.of(config(both(stores, stores))))) {
            assertThatThrownBy(() -> ask(server, AdminPeers.OPEN, "/live")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void shouldSpeakInTheClearWithoutAKey() throws Exception {
        assertThat(ask(config(Map.of()), "/secret")).isEqualTo(200);
    }

    @Test
    void shouldNotBelieveACertificateOfAnother() {
        assertThatThrownBy(() -> ask(config(both(stores, stranger)), "/live"))
                .isInstanceOf(SSLHandshakeException.class)
                .hasMessageContaining("path");
    }

    @Test
    void shouldBelieveOnlyWhomTheJvmBelievesWithoutATrustStore() {
        assertThatThrownBy(() -> ask(config(stores.server(AdminConfig.PREFIX)), "/live"))
                .isInstanceOf(SSLHandshakeException.class)
                .hasMessageContaining("path");
    }

    @Test
    void shouldNotBelieveACertificateForAnotherHost() {
        assertThatThrownBy(() -> ask(config(both(elsewhere, elsewhere)), "/live"))
                .isInstanceOf(SSLHandshakeException.class)
                .hasMessageContaining("127.0.0.1");
    }

    @Test
    void shouldNameTheKeyWhenAStoreIsNotThere() {
        final Map<String, String> noKeys = new HashMap<>(both(stores, stores));
        noKeys.put("mopup.admin.ssl.keystore.location", "/nowhere/keys.p12");
        assertThatThrownBy(() -> AdminSecurity.of(config(noKeys)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("mopup.admin.ssl.keystore.location");

        final Map<String, String> noTrust = new HashMap<>(both(stores, stores));
        noTrust.put("mopup.admin.ssl.truststore.location", "/nowhere/trust.p12");
        final AbstractConfig config = config(noTrust);
        final AdminSecurity security = AdminSecurity.of(config);
        assertThatThrownBy(() -> AdminPeers.of(config, security))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("mopup.admin.ssl.truststore.location");
    }

    private static Map<String, String> both(final KeyStores own, final KeyStores trusted) {
        final Map<String, String> both = new HashMap<>(own.server(AdminConfig.PREFIX));
        both.putAll(trusted.client(AdminConfig.PREFIX));
        return both;
    }

    /** The status that one instance with this configuration gets from another one. */
    private static int ask(final AbstractConfig config, final String path) throws Exception {
        final AdminSecurity security = AdminSecurity.of(config);
        try (AdminServer server = server(security)) {
            return ask(server, AdminPeers.of(config, security), path);
        }
    }

    private static int ask(final AdminServer server, final AdminPeers peer, final String path) throws Exception {
        return peer.client()
                .build()
                .send(peer.request(server.bound(), path).build(), java.net.http.HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static AdminServer server(final AdminSecurity security) {
        return AdminServer.start(
                "tls-test",
                new HostPort("127.0.0.1", 0),
                security,
                AdminRoutes.none()
                        .with("/live", request -> HttpResponse.empty(200))
                        .with("/secret", request -> HttpResponse.empty(200)));
    }

    private static AbstractConfig config(final Map<String, String> given) {
        return new AbstractConfig(CONFIG, given, false);
    }
}
