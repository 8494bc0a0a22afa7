/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRegistryTest {

    private static final String SUBJECT = "mopup.commands-value";
    private static final ParsedSchema SCHEMA =
            new AvroSchema("{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"f\",\"type\":\"string\"}]}");

    @TempDir
    Path directory;

    @Test
    void shouldKeepSchemasWhenRestarted() throws Exception {
        final int id;
        try (EmbeddedRegistry registry = ready(RegistryOptions.in(directory))) {
            id = client(registry.url()).register(SUBJECT, SCHEMA);
        }

        try (EmbeddedRegistry registry = ready(RegistryOptions.in(directory))) {
            assertThat(client(registry.url()).getId(SUBJECT, SCHEMA)).isEqualTo(id);
        }
    }

    @Test
    void shouldDieAndKeepItsSchemasWhenTheParentIsKilled() throws Exception {
        final int id;
        try (RegistryOwner.Running owner = RegistryOwner.start(directory)) {
            id = client(owner.registryUrl()).register(SUBJECT, SCHEMA);
            assertThat(owner.registryIsAlive()).isTrue();

            owner.kill();

            await().atMost(Clients.LIMIT).until(() -> !owner.registryIsAlive());
        }

        try (EmbeddedRegistry registry = ready(RegistryOptions.in(directory))) {
            assertThat(client(registry.url()).getId(SUBJECT, SCHEMA)).isEqualTo(id);
        }
    }

    @Test
    void shouldSayWhatToDoWhenItsProgramIsMissing() {
        final RegistryOptions options = new RegistryOptions(directory.resolve("nowhere"), directory, 0);

        assertThatExceptionOfType(EmbeddedStartException.class)
                .isThrownBy(() -> EmbeddedRegistry.start(options))
                .withMessageContaining("is not in " + directory.resolve("nowhere"))
                .withMessageContaining("mvn -pl modules/embedded -am package")
                .withMessageContaining("mopup.registry.home");
    }

    @Test
    void shouldSayWhatToDoWhenThePortIsInUse() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            final RegistryOptions options = RegistryOptions.in(directory).withPort(other.getLocalPort());

            assertThatExceptionOfType(EmbeddedStartException.class)
                    .isThrownBy(() -> EmbeddedRegistry.start(options))
                    .withMessageContaining("Port " + other.getLocalPort())
                    .withMessageContaining("wanted for the schema registry, is in use")
                    .withMessageContaining("choose another port");
        }
    }

    @Test
    void shouldSayWhatToDoWhenTheDirectoryIsInUse() {
        try (EmbeddedRegistry first = EmbeddedRegistry.start(RegistryOptions.in(directory))) {
            assertThat(first.url()).startsWith("http://127.0.0.1:");

            assertThatExceptionOfType(EmbeddedStartException.class)
                    .isThrownBy(() -> EmbeddedRegistry.start(RegistryOptions.in(directory)))
                    .withMessageContaining(directory + " is in use by another instance of the schema registry");
        }
    }

    @Test
    void shouldShowTheEndOfItsLogWhenItsProgramEndsAtOnce() throws Exception {
        final Path home = Files.createDirectories(directory.resolve("broken"));
        Files.createDirectory(home.resolve("lib"));
        Files.copy(RegistryOptions.in(directory).home().resolve("launcher.jar"), home.resolve("launcher.jar"));

        try (EmbeddedRegistry registry = EmbeddedRegistry.start(new RegistryOptions(home, directory, 0))) {
            assertThatExceptionOfType(EmbeddedStartException.class)
                    .isThrownBy(() -> registry.awaitReady(EmbeddedRegistry.START_LIMIT))
                    .withMessageContaining("ended with exit code 1")
                    .withMessageContaining(directory.resolve("registry.log").toString())
                    .withMessageContaining("ClassNotFoundException");
        }
    }

    @Test
    void shouldShowWhereItsLogIsWhenItIsNotReadyInTime() {
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(RegistryOptions.in(directory))) {
            assertThatExceptionOfType(EmbeddedStartException.class)
                    .isThrownBy(() -> registry.awaitReady(Duration.ZERO))
                    .withMessageContaining("did not answer at " + registry.url())
                    .withMessageContaining(directory.resolve("registry.log").toString());
        }
    }

    private static EmbeddedRegistry ready(final RegistryOptions options) {
        final EmbeddedRegistry registry = EmbeddedRegistry.start(options);
        registry.awaitReady(EmbeddedRegistry.START_LIMIT);
        return registry;
    }

    private static SchemaRegistryClient client(final String url) {
        return new CachedSchemaRegistryClient(url, 10);
    }
}
