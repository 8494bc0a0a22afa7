/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import io.mopup.agent.AgentConfig;
import io.mopup.agent.StorageAgent;
import io.mopup.client.ClientConfig;
import io.mopup.client.admin.SchemaAdmin;
import io.mopup.client.admin.TopicAdmin;
import io.mopup.client.admin.TopicLayout;
import io.mopup.embedded.BrokerOptions;
import io.mopup.embedded.EmbeddedStack;
import io.mopup.embedded.RegistryOptions;
import io.mopup.processor.MopupProcessor;
import io.mopup.processor.ProcessorConfig;
import io.mopup.storage.PartStorage;
import io.mopup.storage.filesystem.FileSystemOptions;
import io.mopup.storage.filesystem.FileSystemPartStorage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** Everything that Mopup needs and is, in this process and one child, on 127.0.0.1. */
final class LocalStack implements AutoCloseable {
    /** Each partition costs a task with its own stores; four keep the threads of a small machine busy. */
    private static final int PARTITIONS = 4;

    private static final short REPLICAS = 1;
    private static final int SESSION_TIMEOUT_MS = 10_000;
    private static final Duration RUNNING_LIMIT = Duration.ofMinutes(5);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(30);

    private final DataDirectory directory;
    private final Map<String, Object> properties;
    private final Deque<Runnable> closing = new ArrayDeque<>();
    private EmbeddedStack embedded;
    private PartStorage storage;
    private MopupProcessor processor;
    private StorageAgent agent;

    private LocalStack(final DataDirectory directory, final Map<String, Object> properties) {
        this.directory = directory;
        this.properties = new HashMap<>(properties);
    }

    /**
     * How to start.
     *
     * @param kafkaPort 0 for a free one
     * @param registryPort 0 for a free one
     * @param fsync whether the store forces every change to the disk
     * @param properties configuration of processor, agent and clients
     */
    record Options(int kafkaPort, int registryPort, boolean fsync, Map<String, Object> properties) {}

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
            stack.prepare();
            stage.accept("starting processor and agent");
            stack.startStorage(options.fsync());
            stack.startProcessor();
            stack.startAgent();
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

    private void prepare() {
        final ClientConfig config = clientConfig();
        try (Admin admin = Admin.create(config.passedThrough());
                SchemaAdmin schemas = new SchemaAdmin(config)) {
            final TopicAdmin topics = new TopicAdmin(admin, config.topics());
            topics.apply(new TopicLayout(topics.partitionsOfInputs().orElse(PARTITIONS), Optional.of(REPLICAS)));
            schemas.register();
        }
    }

    private void startStorage(final boolean fsync) {
        FileSystemPartStorage.format(directory.store());
        storage = FileSystemPartStorage.open(
                directory.store(), new FileSystemOptions(fsync, FileSystemOptions.DEFAULT.endedRetention()));
    }

    private void startProcessor() {
        final Map<String, Object> config = new HashMap<>(properties);
        config.put(StreamsConfig.STATE_DIR_CONFIG, directory.state().toString());
        // A stack that was killed is still a member of its group when it starts again, and is waited for so long.
        config.putIfAbsent(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_TIMEOUT_MS);
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

    private void startAgent() {
        agent = new StorageAgent(new AgentConfig(properties), storage);
        closing.push(agent::close);
        agent.start();
    }
}
