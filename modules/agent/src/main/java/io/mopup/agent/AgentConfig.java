/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.agent;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;

import io.mopup.admin.AdminConfig;
import io.mopup.admin.ClientMetricsReporter;
import io.mopup.contract.RecordSerdes;
import io.mopup.contract.TopicNames;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.NonEmptyString;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigException;

/**
 * The configuration of an agent. Keys of ours begin with {@code mopup.}; every other key is passed through to the Kafka
 * clients and to the client of the schema registry. Keys that begin with {@code consumer.} or {@code producer.} are for
 * that client alone, and win.
 */
public final class AgentConfig extends AbstractConfig {
    public static final String PREFIX = "mopup.agent.";

    public static final String BOOTSTRAP_SERVERS_DOC = "Brokers to ask first, as host:port,host:port.";

    public static final String REGISTRY_URL_DOC = "Where the schema registry answers. It has to speak Confluent's API.";

    public static final String GROUP_ID_CONFIG = PREFIX + "group.id";
    public static final String GROUP_ID_DEFAULT = "mopup-agent";
    public static final String GROUP_ID_DOC =
            "Name of the group. All agents of a group must reach the same store: each record goes to one of them.";

    public static final String GROUP_PROTOCOL_CONFIG = PREFIX + "group.protocol";
    public static final String GROUP_PROTOCOL_DEFAULT = "share";
    public static final String GROUP_PROTOCOL_DOC =
            "'share' for a share group (KIP-932), in which a slow record delays no other agent; 'classic' for a consumer"
                    + " group, with brokers older than 4.2.";

    public static final String NAME_CONFIG = PREFIX + "name";
    public static final String NAME_DEFAULT = "agent";
    public static final String NAME_DOC = "Name of this agent in its reports and metrics, for people.";

    public static final String PARALLELISM_CONFIG = PREFIX + "parallelism";
    public static final int PARALLELISM_DEFAULT = 16;
    public static final String PARALLELISM_DOC = "How many records are worked on at once, at most.";

    public static final String RETRIES_CONFIG = PREFIX + "retries";
    public static final int RETRIES_DEFAULT = 5;
    public static final String RETRIES_DOC =
            "How often a call is tried again while the store is unreachable, before that is reported.";

    public static final String RETRY_BACKOFF_MS_CONFIG = PREFIX + "retry.backoff.ms";
    public static final long RETRY_BACKOFF_MS_DEFAULT = 200;
    public static final String RETRY_BACKOFF_MS_DOC =
            "Pause before the first retry, in milliseconds. It doubles with each.";

    public static final String RETRY_BACKOFF_MAX_MS_CONFIG = PREFIX + "retry.backoff.max.ms";
    public static final long RETRY_BACKOFF_MAX_MS_DEFAULT = 10_000;
    public static final String RETRY_BACKOFF_MAX_MS_DOC = "The longest pause between two tries, in milliseconds.";

    public static final String STARTUP_TIMEOUT_MS_CONFIG = PREFIX + "startup.timeout.ms";
    public static final long STARTUP_TIMEOUT_MS_DEFAULT = 300_000;
    public static final String STARTUP_TIMEOUT_MS_DOC =
            "How long the start waits for brokers and registry to answer before it gives up, in milliseconds.";

    private static final String OURS = "mopup.";
    private static final String CONSUMER_PREFIX = "consumer.";
    private static final String PRODUCER_PREFIX = "producer.";

    /** Every key of ours, with type, default and doc. */
    public static final ConfigDef CONFIG = new ConfigDef()
            .define(
                    CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                    Type.LIST,
                    NO_DEFAULT_VALUE,
                    HIGH,
                    BOOTSTRAP_SERVERS_DOC)
            .define(RecordSerdes.REGISTRY_URL_CONFIG, Type.LIST, NO_DEFAULT_VALUE, HIGH, REGISTRY_URL_DOC)
            .define(
                    TopicNames.TOPIC_PREFIX_CONFIG,
                    Type.STRING,
                    TopicNames.TOPIC_PREFIX_DEFAULT,
                    HIGH,
                    TopicNames.TOPIC_PREFIX_DOC)
            .define(GROUP_ID_CONFIG, Type.STRING, GROUP_ID_DEFAULT, new NonEmptyString(), HIGH, GROUP_ID_DOC)
            .define(
                    GROUP_PROTOCOL_CONFIG,
                    Type.STRING,
                    GROUP_PROTOCOL_DEFAULT,
                    ValidString.in("share", "classic"),
                    MEDIUM,
                    GROUP_PROTOCOL_DOC)
            .define(NAME_CONFIG, Type.STRING, NAME_DEFAULT, new NonEmptyString(), LOW, NAME_DOC)
            .define(PARALLELISM_CONFIG, Type.INT, PARALLELISM_DEFAULT, atLeast(1), MEDIUM, PARALLELISM_DOC)
            .define(RETRIES_CONFIG, Type.INT, RETRIES_DEFAULT, atLeast(0), MEDIUM, RETRIES_DOC)
            .define(RETRY_BACKOFF_MS_CONFIG, Type.LONG, RETRY_BACKOFF_MS_DEFAULT, atLeast(1), LOW, RETRY_BACKOFF_MS_DOC)
            .define(
                    RETRY_BACKOFF_MAX_MS_CONFIG,
                    Type.LONG,
                    RETRY_BACKOFF_MAX_MS_DEFAULT,
                    atLeast(1),
                    LOW,
                    RETRY_BACKOFF_MAX_MS_DOC)
            .define(
                    STARTUP_TIMEOUT_MS_CONFIG,
                    Type.LONG,
                    STARTUP_TIMEOUT_MS_DEFAULT,
                    atLeast(1),
                    MEDIUM,
                    STARTUP_TIMEOUT_MS_DOC);

    static {
        AdminConfig.defineListener(CONFIG);
    }

    private final ClientMetricsReporter.Known clientMetrics = new ClientMetricsReporter.Known();

    /**
     * How an agent shares the work with others.
     *
     * @see #GROUP_PROTOCOL_DOC
     */
    public enum GroupProtocol {
        SHARE,
        CLASSIC
    }

    /**
     * Reads and checks a configuration.
     *
     * @throws ConfigException if a value is missing or wrong, or a key of the agent is unknown
     */
    public AgentConfig(final Map<?, ?> properties) {
        super(CONFIG, properties, false);
        rejectUnknownKeys();
        AdminConfig.checkToken(this);
    }

    /** The metrics of the clients that were made with this configuration, at the moment of each call. */
    public Map<MetricName, ? extends Metric> clientMetrics() {
        return clientMetrics.metrics();
    }

    public TopicNames topics() {
        return new TopicNames(getString(TopicNames.TOPIC_PREFIX_CONFIG));
    }

    public String groupId() {
        return getString(GROUP_ID_CONFIG);
    }

    public GroupProtocol groupProtocol() {
        return GroupProtocol.valueOf(getString(GROUP_PROTOCOL_CONFIG).toUpperCase(Locale.ROOT));
    }

    public String name() {
        return getString(NAME_CONFIG);
    }

    public int parallelism() {
        return getInt(PARALLELISM_CONFIG);
    }

    public int retries() {
        return getInt(RETRIES_CONFIG);
    }

    /** A time from a key that ends with {@code .ms}. */
    public Duration millis(final String key) {
        return Duration.ofMillis(getLong(key));
    }

    /** What is passed through to every client. */
    public Map<String, Object> clientConfig() {
        final Map<String, Object> rest = new HashMap<>(originals());
        rest.keySet()
                .removeIf(key ->
                        key.startsWith(OURS) || key.startsWith(CONSUMER_PREFIX) || key.startsWith(PRODUCER_PREFIX));
        return rest;
    }

    /** What is passed through to the consumer. */
    public Map<String, Object> consumerConfig() {
        return clientConfig(CONSUMER_PREFIX);
    }

    /** What is passed through to the producer. */
    public Map<String, Object> producerConfig() {
        return clientConfig(PRODUCER_PREFIX);
    }

    private Map<String, Object> clientConfig(final String prefix) {
        final Map<String, Object> all = clientConfig();
        all.putAll(originalsWithPrefix(prefix));
        return clientMetrics.added(all);
    }

    private void rejectUnknownKeys() {
        final TreeSet<String> unknown = new TreeSet<>(originals().keySet());
        unknown.removeIf(key -> !key.startsWith(PREFIX));
        unknown.removeAll(CONFIG.names());
        if (!unknown.isEmpty()) {
            throw new ConfigException("Unknown configuration " + String.join(", ", unknown)
                    + ". A key with a typing error would silently keep its default.");
        }
    }
}
