/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mopup.client.ClientConfig;
import io.mopup.client.MopupClientException;
import io.mopup.client.admin.SchemaAdmin;
import io.mopup.contract.AclCatalogue;
import io.mopup.contract.AclNames;
import io.mopup.contract.AclRole;
import io.mopup.contract.KeyStores;
import io.mopup.embedded.testing.SharedStack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.provider.FileConfigProvider;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kafka over TLS with SCRAM, the registry over TLS with a password, and every secret in a file. */
@Tag("long")
class EncryptedTest {
    @TempDir
    static Path directory;

    private static KeyStores stores;
    private static SecuredBroker broker;
    private static SecuredRegistry registry;
    private static RoleWork work;

    @BeforeAll
    static void start() throws Exception {
        stores = KeyStores.create(directory, "broker");
        broker = SecuredBroker.start(
                directory.resolve("kafka"),
                "SASL_SSL",
                Map.of(
                        "ssl.keystore.type",
                        "PKCS12",
                        "ssl.keystore.location",
                        stores.keys().toString(),
                        "ssl.keystore.password",
                        KeyStores.PASSWORD,
                        "ssl.truststore.type",
                        "PKCS12",
                        "ssl.truststore.location",
                        stores.trust().toString(),
                        "ssl.truststore.password",
                        KeyStores.PASSWORD),
                trusting(stores));
        registry = new SecuredRegistry(SharedStack.registryUrl(), stores);
        // Preparation is not what is tested here.
        work = new RoleWork(broker, SharedStack.registryUrl(), directory);
        work.prepare();
    }

    @AfterAll
    static void stop() {
        registry.close();
        broker.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"PROCESSOR", "AGENT", "CLIENT", "ADMIN"})
    void shouldDoItsWorkWithSecretsThatStandInFilesAlone(final AclRole role) throws Exception {
        final String user = "encrypted-" + role.label();
        final AclNames names = work.names(role);
        broker.create(user);
        broker.grantExactly(user, AclCatalogue.of(role, names));
        final Map<String, Object> client = secretsInFile(user, names);

        assertThat(client.values())
                .noneMatch(value -> value.toString().contains(SecuredBroker.password(user))
                        || value.toString().contains(KeyStores.PASSWORD)
                        || value.toString().contains(SecuredRegistry.USER_INFO));
        work.run(role, client, names);
    }

    @Test
    void shouldReachARegistryThatAsksForAPassword() throws Exception {
        final AclNames names = work.names(AclRole.CLIENT);
        final Map<String, Object> client = secretsInFile("registry-user", names);

        try (SchemaAdmin schemas = new SchemaAdmin(new ClientConfig(client))) {
            assertThat(schemas.compare()).isNotEmpty();
        }
        client.put("basic.auth.user.info", "mopup:wrong");
        try (SchemaAdmin schemas = new SchemaAdmin(new ClientConfig(client))) {
            assertThatThrownBy(schemas::compare).isInstanceOf(MopupClientException.class);
        }
    }

    @Test
    void shouldNotTalkToABrokerWhoseCertificateNobodyTrusts() throws Exception {
        final Map<String, Object> client = broker.superUser();
        client.putAll(trusting(KeyStores.create(directory, "stranger")));

        try (Admin admin = Admin.create(client)) {
            assertThatThrownBy(() -> admin.describeCluster().clusterId().get())
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(SslAuthenticationException.class);
        }
    }

    @Test
    void shouldKnowTheUserOfABearerToken() throws Exception {
        final AclNames names = work.names(AclRole.CLIENT);
        broker.grantExactly("bearer", AclCatalogue.of(AclRole.CLIENT, names));

        work.run(AclRole.CLIENT, work.with(broker.bearer("bearer"), names.topics()), names);
        assertThatThrownBy(() -> work.run(AclRole.CLIENT, work.with(broker.bearer("another"), names.topics()), names))
                .hasCauseInstanceOf(TopicAuthorizationException.class);
    }

    /** As a user writes it: the configuration says where a secret stands, Kafka's provider reads it. */
    private static Map<String, Object> secretsInFile(final String user, final AclNames names) throws Exception {
        final Path file = directory.resolve(user + ".properties");
        Files.writeString(
                file,
                "password=" + SecuredBroker.password(user) + "\nstore=" + KeyStores.PASSWORD + "\nregistry="
                        + SecuredRegistry.USER_INFO + "\n");
        final Map<String, Object> client =
                work.with(broker.user(user, "${file:" + file + ":password}"), names.topics());
        client.put("config.providers", "file");
        client.put("config.providers.file.class", FileConfigProvider.class.getName());
        client.put("ssl.truststore.password", "${file:" + file + ":store}");
        client.put(ClientConfig.REGISTRY_URL_CONFIG, registry.url());
        client.put("schema.registry.ssl.truststore.location", stores.trust().toString());
        client.put("schema.registry.ssl.truststore.type", "PKCS12");
        client.put("schema.registry.ssl.truststore.password", "${file:" + file + ":store}");
        client.put("basic.auth.credentials.source", "USER_INFO");
        client.put("basic.auth.user.info", "${file:" + file + ":registry}");
        return client;
    }

    private static Map<String, Object> trusting(final KeyStores stores) {
        return new HashMap<>(Map.of(
                "ssl.truststore.type",
                "PKCS12",
                "ssl.truststore.location",
                stores.trust().toString(),
                "ssl.truststore.password",
                KeyStores.PASSWORD));
    }
}
