/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.faults;

import io.mopup.client.ClientConfig;
import io.mopup.client.admin.SchemaAdmin;
import io.mopup.client.admin.TopicAdmin;
import io.mopup.client.admin.TopicLayout;
import io.mopup.embedded.EmbeddedRegistry;
import io.mopup.embedded.RegistryOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/** A broker, a registry, two processors and two agents, each in a process of its own. */
final class Cluster implements AutoCloseable {
    private static final int PARTITIONS = 4;

    private final Map<String, String> servers;
    private final RegistryOptions registryOptions;
    private final Node broker;
    private final List<Node> processors;
    private final List<Node> agents;
    private final List<Node> slowAgents;
    private EmbeddedRegistry registry;

    /**
     * Nothing runs yet.
     *
     * @param processorChanges what the processors have beside or instead of {@link Timing#processor}
     */
    Cluster(final Path directory, final Path store, final Map<String, String> processorChanges) throws IOException {
        final int brokerPort = FixedPorts.next();
        final int registryPort = FixedPorts.next();
        this.servers = Map.of(
                ClientConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:" + brokerPort,
                ClientConfig.REGISTRY_URL_CONFIG, "http://127.0.0.1:" + registryPort + "/apis/ccompat/v7");
        this.registryOptions = RegistryOptions.in(directory.resolve("registry")).withPort(registryPort);
        final Nodes nodes = new Nodes(directory, store, servers);
        this.broker = nodes.broker(brokerPort);
        this.processors = List.of(
                nodes.processor("processor-1", processorChanges), nodes.processor("processor-2", processorChanges));
        this.agents = List.of(nodes.agent("agent-1"), nodes.agent("agent-2"));
        this.slowAgents = List.of(nodes.slowAgent("slow-agent-1"), nodes.slowAgent("slow-agent-2"));
    }

    /** Returns when everything works. */
    void start() {
        broker.start();
        startRegistry();
        broker.awaitReady();
        try (Admin admin = admin();
                SchemaAdmin schemas = new SchemaAdmin(client())) {
            new TopicAdmin(admin, client().topics()).apply(new TopicLayout(PARTITIONS, Optional.of((short) 1)));
            schemas.register();
        }
        restore();
    }

    /** Starts whatever does not run, and returns when it works. */
    void restore() {
        slowAgents.forEach(Node::terminate);
        if (!broker.isAlive()) {
            broker.start().awaitReady();
        }
        if (registry == null) {
            startRegistry();
        }
        final List<Node> missing = Stream.concat(processors.stream(), agents.stream())
                .filter(node -> !node.isAlive())
                .toList();
        missing.forEach(Node::start);
        missing.forEach(Node::awaitReady);
    }

    Node broker() {
        return broker;
    }

    List<Node> processors() {
        return processors;
    }

    List<Node> agents() {
        return agents;
    }

    /** Agents of the same group on a slow store, which do not run unless somebody starts them. */
    List<Node> slowAgents() {
        return slowAgents;
    }

    ClientConfig client() {
        return Timing.client(servers);
    }

    Admin admin() {
        return Admin.create(client().passedThrough());
    }

    void startRegistry() {
        registry = EmbeddedRegistry.start(registryOptions);
        registry.awaitReady(EmbeddedRegistry.START_LIMIT);
    }

    void stopRegistry() {
        registry.close();
        registry = null;
    }

    @Override
    public void close() {
        Stream.of(agents, slowAgents, processors).flatMap(List::stream).forEach(Node::terminate);
        if (registry != null) {
            stopRegistry();
        }
        broker.terminate();
    }
}
