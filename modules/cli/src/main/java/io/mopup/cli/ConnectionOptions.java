/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import io.mopup.client.ClientConfig;
import io.mopup.contract.TopicNames;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.ProducerConfig;
import picocli.CommandLine.Option;

/** Where Kafka and the registry are; for every command that talks to them. */
final class ConnectionOptions {
    static final String BOOTSTRAP_SERVER_DEFAULT = "127.0.0.1:9092";
    /** Where the registry of {@code mopup up} speaks the Confluent API. */
    static final String REGISTRY_URL_DEFAULT = "http://127.0.0.1:8081/apis/ccompat/v7";

    /** Somebody waits in front of a short command; Kafka's own limit of one minute is for services. */
    private static final String PATIENCE_MS = "15000";

    @Option(
            names = "--bootstrap-server",
            paramLabel = "HOST:PORT",
            description = "Kafka brokers to begin with. Default: " + BOOTSTRAP_SERVER_DEFAULT)
    private String bootstrapServer;

    @Option(
            names = "--registry-url",
            paramLabel = "URL",
            description = "Schema registry, Confluent API. Default: " + REGISTRY_URL_DEFAULT)
    private String registryUrl;

    @Option(
            names = "--topic-prefix",
            paramLabel = "PREFIX",
            description = "What the topic names begin with. Default: " + TopicNames.TOPIC_PREFIX_DEFAULT)
    private String topicPrefix;

    @Option(
            names = "--command-config",
            paramLabel = "FILE",
            description = {
                "Properties file: mopup.* for us, everything else for the Kafka clients.",
                "Each key also from the environment: MOPUP_ and the key in upper case with _ for dots."
            })
    private Path commandConfig;

    /** Everything that was configured, for processes. */
    Map<String, Object> properties() {
        final Map<String, Object> all = new HashMap<>();
        all.put(ClientConfig.BOOTSTRAP_SERVERS_CONFIG, BOOTSTRAP_SERVER_DEFAULT);
        all.put(ClientConfig.REGISTRY_URL_CONFIG, REGISTRY_URL_DEFAULT);
        all.putAll(Configuration.load(commandConfig, System.getenv(), given()));
        return all;
    }

    /** Only what was given, with where. */
    Map<String, Configuration.Given> origins() {
        return Configuration.given(commandConfig, System.getenv(), given());
    }

    /** The same as {@link #properties} for a client that somebody waits for. */
    ClientConfig client() {
        final Map<String, Object> all = new HashMap<>();
        all.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        all.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MS);
        all.putAll(properties());
        return new ClientConfig(all);
    }

    private Map<String, String> given() {
        final Map<String, String> given = new HashMap<>();
        putIfGiven(given, ClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServer);
        putIfGiven(given, ClientConfig.REGISTRY_URL_CONFIG, registryUrl);
        putIfGiven(given, TopicNames.TOPIC_PREFIX_CONFIG, topicPrefix);
        return given;
    }

    private static void putIfGiven(final Map<String, String> given, final String key, final String value) {
        if (value != null) {
            given.put(key, value);
        }
    }
}
