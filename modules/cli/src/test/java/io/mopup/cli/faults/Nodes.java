/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.faults;

import io.mopup.cli.Mopup;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * Makes the processes of a {@link Cluster}; none is started.
 *
 * @param directory for their files and logs
 * @param store root directory of the store
 * @param servers how everybody reaches the broker and the registry
 */
record Nodes(Path directory, Path store, Map<String, String> servers) {
    private static final String PROCESSOR_READY = "-> RUNNING";
    private static final String AGENT_READY = "records at a time";
    private static final String GATEWAY_READY = "ready: s3 port";

    Node broker(final int port) {
        return new Node(
                "broker",
                directory,
                "384m",
                BrokerMain.READY,
                BrokerMain.class,
                directory.resolve("kafka").toString(),
                Integer.toString(port));
    }

    /** @param changes what its configuration has beside or instead of {@link Timing#processor} */
    Node processor(final String name, final Map<String, String> changes) throws IOException {
        final Map<String, String> all = Timing.processor(servers, name, directory.resolve(name));
        all.putAll(changes);
        final Path file = write(name, all);
        return new Node(
                name,
                directory,
                "256m",
                PROCESSOR_READY,
                Mopup.class,
                "processor",
                "--command-config",
                file.toString());
    }

    Node agent(final String name) throws IOException {
        final Path file = write(name, Timing.agent(servers, name));
        return new Node(
                name,
                directory,
                "128m",
                AGENT_READY,
                Mopup.class,
                "agent",
                "--command-config",
                file.toString(),
                "--store",
                store.toString());
    }

    Node slowAgent(final String name) throws IOException {
        final Path file = write(name, Timing.agent(servers, name));
        return new Node(
                name,
                directory,
                "128m",
                SlowAgentMain.READY,
                SlowAgentMain.class,
                file.toString(),
                store.toString(),
                Integer.toString(name.hashCode()));
    }

    /** @param settings everything but the way to the servers */
    Node gateway(final String name, final Map<String, String> settings) throws IOException {
        final Map<String, String> configuration = new HashMap<>(servers);
        configuration.putAll(settings);
        final Path file = write(name, configuration);
        return new Node(
                name,
                directory,
                "192m",
                GATEWAY_READY,
                Mopup.class,
                "gateway",
                "--command-config",
                file.toString(),
                "--store",
                store.toString());
    }

    private Path write(final String name, final Map<String, String> configuration) throws IOException {
        final Path file = directory.resolve(name + ".properties");
        final Properties properties = new Properties();
        properties.putAll(configuration);
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
        return file;
    }
}
