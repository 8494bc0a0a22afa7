/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.mopup.agent.AgentConfig;
import io.mopup.client.ClientConfig;
import io.mopup.gateway.GatewayConfig;
import io.mopup.processor.ProcessorConfig;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** Whether the command line would take what a container gives it. In its package, because it is asked itself. */
public final class CommandCheck {
    /** What is not of Mopup's own, but of those that it hands keys to. A key that nobody knows would only be logged. */
    private static final Set<String> OTHERS = Stream.of(
                    StreamsConfig.configDef().names(),
                    ConsumerConfig.configNames(),
                    ProducerConfig.configNames(),
                    ClientConfig.definition().names())
            .flatMap(Collection::stream)
            .collect(Collectors.toUnmodifiableSet());

    private CommandCheck() {}

    /**
     * Fails when an option, a key or a value is wrong.
     *
     * @param arguments of the command
     * @param environment with all references to other variables resolved
     */
    public static void assertTakes(final List<String> arguments, final Map<String, String> environment) {
        assertThatNoException().as(arguments.toString()).isThrownBy(() -> Mopup.commandLine()
                .parseArgs(arguments.toArray(String[]::new)));
        final Map<String, Object> properties = Configuration.load(null, environment, Map.of());
        assertThat(properties.keySet())
                .as(arguments.toString())
                .allMatch(key -> key.startsWith("mopup.") || OTHERS.contains(key));
        switch (arguments.get(0)) {
            case "processor" -> new ProcessorConfig(properties);
            case "agent" -> new AgentConfig(properties);
            case "gateway" -> {
                new GatewayConfig(properties);
                new ClientConfig(properties);
            }
            default -> {
                if (properties.containsKey(ClientConfig.BOOTSTRAP_SERVERS_CONFIG)) {
                    new ClientConfig(properties);
                }
            }
        }
    }
}
