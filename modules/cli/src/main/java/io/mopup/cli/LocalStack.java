/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import io.mopup.admin.AdminConfig;
import io.mopup.agent.AgentConfig;
import io.mopup.agent.StorageAgent;
import io.mopup.client.ClientConfig;
import io.mopup.embedded.BrokerOptions;
import io.mopup.embedded.EmbeddedStack;
import io.mopup.embedded.RegistryOptions;
import io.mopup.gateway.Gateway;
import io.mopup.gateway.GatewayConfig;
import io.mopup.gateway.objects.ObjectStore;
import io.mopup.processor.MopupProcessor;
import io.mopup.processor.ProcessorConfig;
import io.mopup.storage.PartStorage;
import io.mopup.storage.filesystem.FileSystemOptions;
import io.mopup.storage.filesystem.FileSystemPartStorage;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.streams.StreamsConfig;

/** Everything that Mopup needs and is, in this process and one child, on 127.0.0.1. */
final class LocalStack implements AutoCloseable {
    private static final Duration RUNNING_LIMIT = Duration.ofMinutes(5);
    private static final String LOOPBACK = "127.0.0.1:";
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(30);

    private final DataDirectory directory;
    private final Map<String, Object> properties;
    private final Deque<Runnable> closing = new ArrayDeque<>();
    private EmbeddedStack embedded;
    private PartStorage storage;
    private MopupProcessor processor;
    private StorageAgent agent;
    private Gateway gateway;

    private LocalStack(final DataDirectory directory, final Map<String, Object> properties) {
        this.directory = directory;
        this.properties = new HashMap<>(properties);
    }

    /**
     * How to start.
     *
     * @param kafkaPort 0 for a free one
     * @param registryPort 0 for a free one
     * @param front ports of the APIs; empty to answer none
     * @param fsync whether the store forces every change to the disk
     * @param properties configuration of processor, agent and clients
     */
    record Options(
            int kafkaPort, int registryPort, Optional<Ports> front, boolean fsync, Map<String, Object> properties) {}

    /**
     * Where the APIs are answered on 127.0.0.1; 0 for a free port.
     *
     * @param admin of the processor
     * @param agentAdmin of the agent
     * @param gatewayAdmin of the gateway
     */
    record Ports(int admin, int agentAdmin, int gatewayAdmin, int s3, int glacier) {}

    /**
     * Starts everything and returns when everything works.
     *
     * @param stage is told what is being started
     */
    static LocalStack start(final DataDirectory directory, final Options options, final Consumer<String> stage) {
        final LocalStack stack = new LocalStack(directory, options.properties());
        try {
            stage.accept("starting Kafka and the schema registry");
            stack.startEmbedded(options);
            stage.accept("preparing topics and schemas");
            FreshCluster.prepare(stack.clientConfig(), stack.applicationId());
            stage.accept("starting processor and agent");
            stack.startStorage(options.fsync());
            stack.startProcessor(options.front());
            stack.startAgent(options.front());
            options.front().ifPresent(ports -> {
                stage.accept("starting the gateway");
                stack.startGateway(ports, options.fsync());
            });
            return stack;
        } catch (final RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    String bootstrapServers() {
        return embedded.bootstrapServers();
    }

    String registryUrl() {
        return embedded.registryUrl();
    }

    /** Where the processor answers queries. */
    String queryUrl() {
        return adminUrl(processor.adminAddress().orElseThrow());
    }

    /** Where the agent answers how it is; empty if no ports for it were given. */
    Optional<String> agentAdminUrl() {
        return agent.adminAddress().map(this::adminUrl);
    }

    /** Where the gateway answers how it is. */
    String gatewayAdminUrl() {
        return adminUrl(gateway.adminAddress().orElseThrow());
    }

    /** Whether the gateway knows the development account alone. */
    boolean isForDevelopment() {
        return !properties.containsKey(GatewayConfig.CREDENTIALS_CONFIG);
    }

    /** The gateway; only where ports for it were given. */
    Gateway gateway() {
        return gateway;
    }

    PartStorage storage() {
        return storage;
    }

    ClientConfig clientConfig() {
        return new ClientConfig(properties);
    }

    /** Whether processor and agent still work. */
    boolean isAlive() {
        return !processor.state().hasCompletedShutdown() && agent.healthy();
    }

    /** Stops everything, the last that was started first. */
    @Override
    public void close() {
        while (!closing.isEmpty()) {
            closing.pop().run();
        }
    }

    private void startEmbedded(final Options options) {
        embedded = EmbeddedStack.start(
                BrokerOptions.in(directory.kafka()).withPort(options.kafkaPort()),
                RegistryOptions.in(directory.registry()).withPort(options.registryPort()));
        closing.push(embedded::close);
        properties.put(ClientConfig.BOOTSTRAP_SERVERS_CONFIG, embedded.bootstrapServers());
        properties.put(ClientConfig.REGISTRY_URL_CONFIG, embedded.registryUrl());
    }

    /** All of them have the same configuration for it. */
    private String adminUrl(final String address) {
        return AdminConfig.scheme(new GatewayConfig(properties)) + address;
    }

    private String applicationId() {
        return properties
                .getOrDefault(StreamsConfig.APPLICATION_ID_CONFIG, ProcessorConfig.APPLICATION_ID_DEFAULT)
                .toString();
    }

    private void startStorage(final boolean fsync) {
        FileSystemPartStorage.format(directory.store());
        storage = FileSystemPartStorage.open(directory.store(), options(fsync));
    }

    private void startProcessor(final Optional<Ports> front) {
        final Map<String, Object> config = new HashMap<>(properties);
        front.ifPresent(ports -> config.putIfAbsent(AdminConfig.LISTENER_CONFIG, LOOPBACK + ports.admin()));
        config.put(StreamsConfig.STATE_DIR_CONFIG, directory.state().toString());
        processor = new MopupProcessor(new ProcessorConfig(config));
        closing.push(() -> processor.close(CLOSE_LIMIT));
        processor.start();
        try {
            if (!processor.awaitRunning(RUNNING_LIMIT)) {
                throw new CliException(
                        "The processor does not run: it is " + processor.state() + ". See " + directory.log() + ".");
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException("Interrupted while starting.", e);
        }
    }

    private void startAgent(final Optional<Ports> front) {
        agent = new StorageAgent(new AgentConfig(withAdmin(front.map(Ports::agentAdmin))), storage);
        closing.push(agent::close);
        agent.start();
    }

    private void startGateway(final Ports ports, final boolean fsync) {
        final Map<String, Object> config = withAdmin(Optional.of(ports.gatewayAdmin()));
        config.putIfAbsent(GatewayConfig.S3_LISTENER_CONFIG, LOOPBACK + ports.s3());
        config.putIfAbsent(GatewayConfig.GLACIER_LISTENER_CONFIG, LOOPBACK + ports.glacier());
        config.put(ClientConfig.QUERY_URL_CONFIG, queryUrl());
        final ObjectStore objects = ObjectStore.open(directory.store(), options(fsync), Clock.systemUTC());
        gateway = Gateway.start(
                new GatewayConfig(config),
                new ClientConfig(config),
                new Gateway.Store(storage, objects, directory.store()));
        closing.push(gateway::close);
    }

    /** The one address that a configuration may give is that of the processor, which others have to know. */
    private Map<String, Object> withAdmin(final Optional<Integer> port) {
        final Map<String, Object> config = new HashMap<>(properties);
        config.remove(AdminConfig.LISTENER_CONFIG);
        port.ifPresent(admin -> config.put(AdminConfig.LISTENER_CONFIG, LOOPBACK + admin));
        return config;
    }

    private static FileSystemOptions options(final boolean fsync) {
        return new FileSystemOptions(fsync, FileSystemOptions.DEFAULT.endedRetention());
    }
}
