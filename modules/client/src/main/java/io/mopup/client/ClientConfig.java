/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.client;

import io.mopup.contract.RecordSerdes;
import io.mopup.contract.SslKeys;
import io.mopup.contract.TopicNames;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;

/** Configuration of a {@link MopupClient}. Keys that do not begin with {@code mopup.} go to the Kafka clients as they are. */
public final class ClientConfig extends AbstractConfig {
    /** What every key of the client alone begins with. */
    public static final String PREFIX = "mopup.client.";

    public static final String BOOTSTRAP_SERVERS_CONFIG = CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG;
    public static final String BOOTSTRAP_SERVERS_DOC = "Kafka brokers to begin with, host:port separated by commas.";

    public static final String REGISTRY_URL_CONFIG = RecordSerdes.REGISTRY_URL_CONFIG;
    public static final String REGISTRY_URL_DOC = "URL of a schema registry that speaks the Confluent API.";

    public static final String RESULT_TIMEOUT_MS_CONFIG = PREFIX + "result.timeout.ms";
    public static final String RESULT_TIMEOUT_MS_DOC =
            "How long a command waits for its result, in milliseconds, where the call does not say.";
    /** A result needs one commit of the processor, a few hundred milliseconds; a rebalance in between, some seconds. */
    public static final long RESULT_TIMEOUT_MS_DEFAULT = 30_000;

    public static final String SOURCE_CONFIG = PREFIX + "source";
    public static final String SOURCE_DOC = "The CloudEvents source of what this client publishes, a URI reference.";
    public static final String SOURCE_DEFAULT = "/mopup/client";

    public static final String QUERY_URL_CONFIG = PREFIX + "query.url";
    public static final String QUERY_URL_DOC =
            "Where processors answer queries, such as http://127.0.0.1:8080, or https where they have a key; separated by commas, tried in turn. Any of them can answer for all. Needed only by whoever asks for the state of uploads.";

    public static final String QUERY_TOKEN_FILE_CONFIG = PREFIX + "query.token.file";
    public static final String QUERY_TOKEN_FILE_DOC =
            "File with the token of the processors' admin port, which mopup.admin.token.file names there. It is sent to every query.url, in the clear unless that begins with https.";

    /** In front of {@code ssl.truststore.location} and the other keys that Kafka has for a client. */
    public static final String QUERY_PREFIX = PREFIX + "query.";

    public static final String QUERY_TIMEOUT_MS_CONFIG = PREFIX + "query.timeout.ms";
    public static final String QUERY_TIMEOUT_MS_DOC =
            "How long a query is tried again, in milliseconds, while its partition moves from one instance to another.";
    public static final long QUERY_TIMEOUT_MS_DEFAULT = 10_000;

    private static final String HTTPS = "https";
    private static final Set<String> URL_SCHEMES = Set.of("http", HTTPS);
    private static final SslKeys QUERY_SSL = new SslKeys(QUERY_PREFIX);
    private static final String OURS = "mopup.";
    private static final ConfigDef DEFINITION = new ConfigDef()
            .define(BOOTSTRAP_SERVERS_CONFIG, Type.LIST, Importance.HIGH, BOOTSTRAP_SERVERS_DOC)
            .define(REGISTRY_URL_CONFIG, Type.LIST, Importance.HIGH, REGISTRY_URL_DOC)
            .define(
                    TopicNames.TOPIC_PREFIX_CONFIG,
                    Type.STRING,
                    TopicNames.TOPIC_PREFIX_DEFAULT,
                    Importance.MEDIUM,
                    TopicNames.TOPIC_PREFIX_DOC)
            .define(
                    RESULT_TIMEOUT_MS_CONFIG,
                    Type.LONG,
                    RESULT_TIMEOUT_MS_DEFAULT,
                    Range.atLeast(1),
                    Importance.MEDIUM,
                    RESULT_TIMEOUT_MS_DOC)
            .define(SOURCE_CONFIG, Type.STRING, SOURCE_DEFAULT, Importance.LOW, SOURCE_DOC)
            .define(
                    QUERY_URL_CONFIG,
                    Type.LIST,
                    List.of(),
                    ConfigDef.LambdaValidator.with(
                            (name, value) -> ((List<?>) value).forEach(url -> queryUrl((String) url)),
                            () -> "URLs of http or https"),
                    Importance.MEDIUM,
                    QUERY_URL_DOC)
            .define(QUERY_TOKEN_FILE_CONFIG, Type.STRING, "", Importance.MEDIUM, QUERY_TOKEN_FILE_DOC)
            .define(
                    QUERY_TIMEOUT_MS_CONFIG,
                    Type.LONG,
                    QUERY_TIMEOUT_MS_DEFAULT,
                    Range.atLeast(1),
                    Importance.LOW,
                    QUERY_TIMEOUT_MS_DOC);

    static {
        QUERY_SSL.defineClient(DEFINITION);
    }

    /**
     * Checks and holds the configuration.
     *
     * @throws ConfigException if a key is missing, has no legal value, or begins with {@link #PREFIX} and is unknown
     */
    public ClientConfig(final Map<String, ?> properties) {
        super(DEFINITION, properties, false);
        properties.keySet().stream()
                .filter(key -> key.startsWith(PREFIX) && !DEFINITION.names().contains(key))
                .findFirst()
                .ifPresent(key -> {
                    throw new ConfigException("Unknown configuration key " + key + ".");
                });
    }

    /** The keys with their types, defaults and documentation. */
    public static ConfigDef definition() {
        return new ConfigDef(DEFINITION);
    }

    public TopicNames topics() {
        return new TopicNames(getString(TopicNames.TOPIC_PREFIX_CONFIG));
    }

    public Duration resultTimeout() {
        return Duration.ofMillis(getLong(RESULT_TIMEOUT_MS_CONFIG));
    }

    /** Without a slash at the end; empty if nobody is to be asked. */
    public List<URI> queryUrls() {
        return getList(QUERY_URL_CONFIG).stream().map(ClientConfig::queryUrl).toList();
    }

    /**
     * The token that queries are sent with; empty if none is configured.
     *
     * @throws ConfigException if its file cannot be read
     */
    public Optional<String> queryToken() {
        final String file = getString(QUERY_TOKEN_FILE_CONFIG);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(Path.of(file)).strip());
        } catch (final IOException e) {
            throw new ConfigException(QUERY_TOKEN_FILE_CONFIG, file, "The file cannot be read: " + e);
        }
    }

    /**
     * A client that believes the processors behind URLs of https; as it is if there are none.
     *
     * @throws ConfigException if the trust store cannot be used
     */
    HttpClient.Builder withQueryTls(final HttpClient.Builder client) {
        if (queryUrls().stream().noneMatch(url -> HTTPS.equals(url.getScheme()))) {
            return client;
        }
        final SSLContext trust = QUERY_SSL.client(this);
        return client.sslContext(trust).sslParameters(QUERY_SSL.parameters(trust, this));
    }

    public Duration queryTimeout() {
        return Duration.ofMillis(getLong(QUERY_TIMEOUT_MS_CONFIG));
    }

    public String source() {
        return getString(SOURCE_CONFIG);
    }

    /** What Kafka and registry clients are given: everything but our own keys. */
    public Map<String, Object> passedThrough() {
        final Map<String, Object> rest = new HashMap<>(originals());
        rest.keySet().removeIf(key -> key.startsWith(OURS));
        return rest;
    }

    private static URI queryUrl(final String text) {
        try {
            final URI url = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            if (url.getHost() != null && URL_SCHEMES.contains(url.getScheme()) && url.getQuery() == null) {
                return url;
            }
        } catch (final URISyntaxException e) {
            throw new ConfigException(QUERY_URL_CONFIG, text, e.getMessage());
        }
        throw new ConfigException(QUERY_URL_CONFIG, text, "It has to be a URL of http or https.");
    }
}
