/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import io.mopup.admin.AdminConfig;
import io.mopup.agent.AgentConfig;
import io.mopup.agent.StorageAgent;
import io.mopup.client.ClientConfig;
import io.mopup.client.admin.SchemaAdmin;
import io.mopup.client.admin.TopicAdmin;
import io.mopup.client.admin.TopicLayout;
import io.mopup.embedded.BrokerOptions;
import io.mopup.embedded.EmbeddedStack;
import io.mopup.embedded.RegistryOptions;
import io.mopup.gateway.Gateway;
import io.mopup.gateway.GatewayConfig;
import io.mopup.gateway.objects.ObjectStore;
import io.mopup.processor.FoldConfig;
import io.mopup.processor.MopupProcessor;
import io.mopup.processor.ProcessorConfig;
import io.mopup.storage.PartStorage;
import io.mopup.storage.filesystem.FileSystemOptions;
import io.mopup.storage.filesystem.FileSystemPartStorage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.StreamsConfig;

/** Broker, registry, processor, agent and gateway, once for all tests of this module, on free ports of 127.0.0.1. */
final class RealStack {
    private static final int PARTITIONS = 4;
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String LOOPBACK = "127.0.0.1:0";

    private static RealStack running;

    private final Gateway gateway;
    private final Path store;
    private final FileSystemPartStorage parts;
    private final ClientConfig client;
    private final Gateway.Store bytes;
    private final Map<String, Object> processorProperties;
    private MopupProcessor processor;

    /** What is done while there is no processor. */
    interface Outage {
        void run() throws Exception;
    }

    private RealStack(final Path directory) throws Exception {
        final EmbeddedStack embedded = EmbeddedStack.start(
                BrokerOptions.in(directory.resolve("kafka")), RegistryOptions.in(directory.resolve("registry")));
        final Map<String, Object> properties = new HashMap<>();
        properties.put(ClientConfig.BOOTSTRAP_SERVERS_CONFIG, embedded.bootstrapServers());
        properties.put(ClientConfig.REGISTRY_URL_CONFIG, embedded.registryUrl());
        try (Admin admin = Admin.create(new ClientConfig(properties).passedThrough());
                SchemaAdmin schemas = new SchemaAdmin(new ClientConfig(properties))) {
            new TopicAdmin(admin, new ClientConfig(properties).topics())
                    .apply(new TopicLayout(PARTITIONS, Optional.of((short) 1)));
            schemas.register();
        }
        store = directory.resolve("store");
        FileSystemPartStorage.format(store);
        final FileSystemOptions options = new FileSystemOptions(false, FileSystemOptions.DEFAULT.endedRetention());
        parts = FileSystemPartStorage.open(store, options);
        processorProperties = processorProperties(properties, directory);
        processor = processor(processorProperties);
        new StorageAgent(new AgentConfig(properties), parts).start();
        properties.put(
                ClientConfig.QUERY_URL_CONFIG,
                "http://" + processor.adminAddress().orElseThrow());
        client = new ClientConfig(properties);
        bytes = new Gateway.Store(parts, ObjectStore.open(store, options, Clock.systemUTC()), store);
        gateway = Gateway.start(new GatewayConfig(gatewayConfig()), client, bytes);
    }

    /** The one that runs; the first call starts it, and it ends with this JVM. */
    static synchronized RealStack get() {
        if (running == null) {
            try {
                running = new RealStack(
                        Files.createTempDirectory(Path.of("target"), "stack-").toAbsolutePath());
            } catch (final Exception e) {
                throw new IllegalStateException("The stack does not start", e);
            }
        }
        return running;
    }

    String s3Url() {
        return "http://127.0.0.1:" + gateway.s3Port().orElseThrow();
    }

    String glacierUrl() {
        return "http://127.0.0.1:" + gateway.glacierPort().orElseThrow();
    }

    /** Where the processor answers queries and shows its console. */
    String adminUrl() {
        return "http://" + processor.adminAddress().orElseThrow();
    }

    /** A second gateway on the same store, with some other settings; ends with this JVM. */
    Gateway another(final Map<String, String> settings) {
        final Map<String, String> config = new HashMap<>(gatewayConfig());
        config.putAll(settings);
        return Gateway.start(new GatewayConfig(config), client, bytes);
    }

    /** Root directory of the store. */
    Path store() {
        return store;
    }

    /** The store itself, for what a gateway does before it dies. */
    PartStorage parts() {
        return parts;
    }

    ClientConfig client() {
        return client;
    }

    /** Ends the processor, and starts it again afterwards at the address where the gateway asks it. */
    void withoutProcessor(final Outage outage) throws Exception {
        processorProperties.put(
                AdminConfig.LISTENER_CONFIG,
                processor.adminAddress().orElseThrow().toString());
        processor.close();
        try {
            outage.run();
        } finally {
            processor = processor(processorProperties);
        }
    }

    private static Map<String, Object> processorProperties(final Map<String, Object> properties, final Path directory) {
        final Map<String, Object> config = new HashMap<>(properties);
        config.put(StreamsConfig.STATE_DIR_CONFIG, directory.resolve("state").toString());
        config.put(AdminConfig.LISTENER_CONFIG, LOOPBACK);
        // Seconds instead of minutes, so that tests can wait for receipts.
        config.put(FoldConfig.QUIET_PERIOD_CONFIG, "1000");
        return config;
    }

    private static MopupProcessor processor(final Map<String, Object> config) throws InterruptedException {
        final MopupProcessor processor = new MopupProcessor(new ProcessorConfig(config));
        processor.start();
        if (!processor.awaitRunning(LIMIT)) {
            throw new IllegalStateException("The processor is " + processor.state());
        }
        return processor;
    }

    private static Map<String, String> gatewayConfig() {
        return Map.of(
                GatewayConfig.S3_LISTENER_CONFIG,
                LOOPBACK,
                GatewayConfig.GLACIER_LISTENER_CONFIG,
                LOOPBACK,
                // Seconds instead of an hour, so that a test can wait for it.
                GatewayConfig.RECONCILE_AGE_CONFIG,
                "5000",
                GatewayConfig.CREDENTIALS_CONFIG,
                credentials().toString());
    }

    /** The accounts of the tests. */
    private static Path credentials() {
        try (InputStream in = RealStack.class.getResourceAsStream("/credentials.json")) {
            final Path file = Files.createTempFile(Path.of("target"), "credentials-", ".json");
            Files.write(file, in.readAllBytes());
            return file.toAbsolutePath();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
