/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks.internal;

import io.mopup.admin.AdminConfig;
import io.mopup.agent.AgentConfig;
import io.mopup.agent.StorageAgent;
import io.mopup.benchmarks.BenchException;
import io.mopup.client.ClientConfig;
import io.mopup.client.admin.SchemaAdmin;
import io.mopup.client.admin.TopicAdmin;
import io.mopup.client.admin.TopicLayout;
import io.mopup.embedded.BrokerOptions;
import io.mopup.embedded.EmbeddedStack;
import io.mopup.embedded.RegistryOptions;
import io.mopup.gateway.Gateway;
import io.mopup.gateway.GatewayConfig;
import io.mopup.gateway.GatewayMetrics;
import io.mopup.gateway.objects.ObjectStore;
import io.mopup.processor.MopupProcessor;
import io.mopup.processor.ProcessorConfig;
import io.mopup.storage.filesystem.FileSystemOptions;
import io.mopup.storage.filesystem.FileSystemPartStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.StreamsConfig;

/** Everything that a gateway needs, in this process, with the settings of production but for the caches. */
public final class GatewayStack implements AutoCloseable {
    private static final int PARTITIONS = 8;
    private static final long STORE_CACHE = 2L << 20;
    private static final long ROCKSDB_CACHE = 16L << 20;
    private static final long ROCKSDB_WRITE_BUFFERS = 8L << 20;
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String LOOPBACK = "127.0.0.1:0";
    private static final String CREDENTIALS = """
            {"accounts": [{"id": "111122223333", "family": "COS", "users": [{"root": true, "accessKeyId": "benchmark",
            "secretAccessKey": "benchmark-secret", "bearerToken": "%s",
            "policy": [{"effect": "ALLOW", "actions": ["*"], "resources": ["*"]}]}]}]}
            """;

    private final Deque<AutoCloseable> closing = new ArrayDeque<>();
    private Path directory;
    private Gateway gateway;

    private GatewayStack() {}

    private void open() throws IOException, InterruptedException {
        final TemporaryDirectory temporary = TemporaryDirectory.create(Optional.empty());
        closing.push(temporary);
        directory = temporary.path();
        final EmbeddedStack embedded = EmbeddedStack.start(
                BrokerOptions.in(directory.resolve("kafka")), RegistryOptions.in(directory.resolve("registry")));
        closing.push(embedded::close);
        final Map<String, Object> config = new HashMap<>();
        config.put(ClientConfig.BOOTSTRAP_SERVERS_CONFIG, embedded.bootstrapServers());
        config.put(ClientConfig.REGISTRY_URL_CONFIG, embedded.registryUrl());
        prepare(new ClientConfig(config));
        final Path store = directory.resolve("store");
        FileSystemPartStorage.format(store);
        final FileSystemOptions options = FileSystemOptions.DEFAULT;
        final FileSystemPartStorage parts = FileSystemPartStorage.open(store, options);
        final MopupProcessor processor = processor(config);
        final StorageAgent agent = new StorageAgent(new AgentConfig(config), parts);
        closing.push(agent::close);
        agent.start();
        config.put(
                ClientConfig.QUERY_URL_CONFIG,
                "http://" + processor.adminAddress().orElseThrow());
        final Path credentials =
                Files.writeString(directory.resolve("credentials.json"), CREDENTIALS.formatted(GatewayClient.TOKEN));
        gateway = Gateway.start(
                new GatewayConfig(Map.of(
                        GatewayConfig.S3_LISTENER_CONFIG,
                        LOOPBACK,
                        GatewayConfig.GLACIER_LISTENER_CONFIG,
                        "",
                        GatewayConfig.CREDENTIALS_CONFIG,
                        credentials.toString())),
                new ClientConfig(config),
                new Gateway.Store(parts, ObjectStore.open(store, options, Clock.systemUTC()), store));
        closing.push(gateway);
    }

    /** Starts everything. */
    public static GatewayStack start() {
        final GatewayStack stack = new GatewayStack();
        try {
            stack.open();
            return stack;
        } catch (final RuntimeException e) {
            stack.close();
            throw e;
        } catch (final IOException e) {
            stack.close();
            throw new BenchException("The stack does not start: " + e.getMessage(), e);
        } catch (final InterruptedException e) {
            stack.close();
            Thread.currentThread().interrupt();
            throw new BenchException("Interrupted.", e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + gateway.s3Port().orElseThrow();
    }

    /** What the gateway measures itself. */
    public GatewayMetrics metrics() {
        return gateway.metrics();
    }

    /** On the disk that the store is on; gone with the stack. */
    public Path directory() {
        return directory;
    }

    @Override
    public void close() {
        while (!closing.isEmpty()) {
            try {
                closing.pop().close();
            } catch (final Exception e) {
                throw new BenchException("The stack does not end: " + e.getMessage(), e);
            }
        }
    }

    private static void prepare(final ClientConfig config) {
        try (Admin admin = Admin.create(config.passedThrough());
                SchemaAdmin schemas = new SchemaAdmin(config)) {
            new TopicAdmin(admin, config.topics()).apply(new TopicLayout(PARTITIONS, Optional.of((short) 1)));
            schemas.register();
        }
    }

    private MopupProcessor processor(final Map<String, Object> shared) throws InterruptedException {
        final Map<String, Object> config = new HashMap<>(shared);
        config.put(StreamsConfig.STATE_DIR_CONFIG, directory.resolve("state").toString());
        config.put(AdminConfig.LISTENER_CONFIG, LOOPBACK);
        // So that they are full before the load is judged: a cache that fills looks like a leak.
        config.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, STORE_CACHE);
        config.put(ProcessorConfig.ROCKSDB_CACHE_CONFIG, ROCKSDB_CACHE);
        config.put(ProcessorConfig.ROCKSDB_WRITE_BUFFERS_CONFIG, ROCKSDB_WRITE_BUFFERS);
        final MopupProcessor processor = new MopupProcessor(new ProcessorConfig(config));
        closing.push(processor::close);
        processor.start();
        if (!processor.awaitRunning(LIMIT)) {
            throw new BenchException("The processor is " + processor.state() + "; its log says why.");
        }
        return processor;
    }
}
