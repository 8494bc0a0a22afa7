/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway;

import io.mopup.http.HttpLimits;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;

/** The configuration of a gateway: the keys {@code mopup.gateway.*}. */
public final class GatewayConfig extends AbstractConfig {
    public static final String PREFIX = "mopup.gateway.";

    public static final String S3_LISTENER_CONFIG = PREFIX + "s3.listener";
    public static final String S3_LISTENER_DEFAULT = "127.0.0.1:9000";
    public static final String S3_LISTENER_DOC = "Where the S3 API is answered, as host:port. Empty for nowhere.";

    public static final String GLACIER_LISTENER_CONFIG = PREFIX + "glacier.listener";
    public static final String GLACIER_LISTENER_DEFAULT = "127.0.0.1:9001";
    public static final String GLACIER_LISTENER_DOC =
            "Where the Glacier API is answered, as host:port. Empty for nowhere.";

    public static final String DOMAINS_CONFIG = PREFIX + "s3.domains";
    public static final String DOMAINS_DEFAULT = "localhost";
    public static final String DOMAINS_DOC =
            "Host names in front of which a bucket can stand (virtual hosted style), separated by commas.";

    public static final String CREDENTIALS_CONFIG = PREFIX + "credentials";
    public static final String CREDENTIALS_DOC =
            "File with accounts, keys and policies. Without one there is the development account alone, whose secret"
                    + " everybody knows.";

    public static final String DECISION_TIMEOUT_CONFIG = PREFIX + "decision.timeout.ms";
    public static final long DECISION_TIMEOUT_DEFAULT = 30_000;
    public static final String DECISION_TIMEOUT_DOC =
            "How long a request waits for the processor before it is told to come again, in milliseconds.";

    public static final String ASSEMBLY_GROUP_CONFIG = PREFIX + "assembly.group.id";
    public static final String ASSEMBLY_GROUP_DEFAULT = "mopup-gateway";
    public static final String ASSEMBLY_GROUP_DOC =
            "Consumer group in which gateways share the assembly of completed uploads. They must share a store.";

    public static final String ASSEMBLY_PARALLELISM_CONFIG = PREFIX + "assembly.parallelism";
    public static final int ASSEMBLY_PARALLELISM_DEFAULT = 4;
    public static final String ASSEMBLY_PARALLELISM_DOC = "How many uploads one gateway assembles at once.";

    public static final String RECONCILE_AGE_CONFIG = PREFIX + "reconcile.age.ms";
    public static final long RECONCILE_AGE_DEFAULT = 3_600_000;
    public static final String RECONCILE_AGE_DOC =
            "After which an upload that was begun at the store, and that the processor does not know, is ended there, in"
                    + " milliseconds. Longer than a creation takes with all its retries.";

    public static final String CONNECTIONS_CONFIG = PREFIX + "max.connections";
    public static final String CONNECTIONS_DOC = "Connections that one listener takes at once.";

    public static final String IDLE_TIMEOUT_CONFIG = PREFIX + "idle.timeout.ms";
    public static final String IDLE_TIMEOUT_DOC = "After which a connection that says nothing is closed.";

    public static final String HEADER_TIMEOUT_CONFIG = PREFIX + "header.timeout.ms";
    public static final String HEADER_TIMEOUT_DOC =
            "Within which the header of a request has to be whole, however steadily it comes; counted from the idle timeout"
                    + " after the connection was opened or answered last. The connection is closed.";

    public static final String BODY_RATE_CONFIG = PREFIX + "body.bytes.per.second";
    public static final String BODY_RATE_DOC =
            "Below which a body that was waited for longer than the idle timeout is refused with 408. 0 for no bound.";

    public static final String ANSWER_RATE_CONFIG = PREFIX + "answer.bytes.per.second";
    public static final String ANSWER_RATE_DOC =
            "What a client has to read of an answer, once it let the answer wait for longer than the idle timeout; the"
                    + " connection of a slower one is closed. 0 for no bound but the idle timeout for each wait.";

    public static final ConfigDef CONFIG = new ConfigDef()
            .define(S3_LISTENER_CONFIG, Type.STRING, S3_LISTENER_DEFAULT, Importance.HIGH, S3_LISTENER_DOC)
            .define(
                    GLACIER_LISTENER_CONFIG,
                    Type.STRING,
                    GLACIER_LISTENER_DEFAULT,
                    Importance.HIGH,
                    GLACIER_LISTENER_DOC)
            .define(DOMAINS_CONFIG, Type.LIST, DOMAINS_DEFAULT, Importance.MEDIUM, DOMAINS_DOC)
            .define(CREDENTIALS_CONFIG, Type.STRING, null, Importance.HIGH, CREDENTIALS_DOC)
            .define(
                    DECISION_TIMEOUT_CONFIG,
                    Type.LONG,
                    DECISION_TIMEOUT_DEFAULT,
                    Range.atLeast(1),
                    Importance.MEDIUM,
                    DECISION_TIMEOUT_DOC)
            .define(ASSEMBLY_GROUP_CONFIG, Type.STRING, ASSEMBLY_GROUP_DEFAULT, Importance.LOW, ASSEMBLY_GROUP_DOC)
            .define(
                    ASSEMBLY_PARALLELISM_CONFIG,
                    Type.INT,
                    ASSEMBLY_PARALLELISM_DEFAULT,
                    Range.atLeast(1),
                    Importance.LOW,
                    ASSEMBLY_PARALLELISM_DOC)
            .define(
                    RECONCILE_AGE_CONFIG,
                    Type.LONG,
                    RECONCILE_AGE_DEFAULT,
                    Range.atLeast(1),
                    Importance.LOW,
                    RECONCILE_AGE_DOC)
            .define(
                    CONNECTIONS_CONFIG,
                    Type.INT,
                    HttpLimits.DEFAULT.connections(),
                    Range.atLeast(1),
                    Importance.LOW,
                    CONNECTIONS_DOC)
            .define(
                    IDLE_TIMEOUT_CONFIG,
                    Type.LONG,
                    HttpLimits.DEFAULT.idle().toMillis(),
                    Range.atLeast(1),
                    Importance.LOW,
                    IDLE_TIMEOUT_DOC)
            .define(
                    HEADER_TIMEOUT_CONFIG,
                    Type.LONG,
                    HttpLimits.DEFAULT.header().toMillis(),
                    Range.atLeast(1),
                    Importance.LOW,
                    HEADER_TIMEOUT_DOC)
            .define(
                    BODY_RATE_CONFIG,
                    Type.LONG,
                    HttpLimits.DEFAULT.bytesPerSecond(),
                    Range.atLeast(0),
                    Importance.LOW,
                    BODY_RATE_DOC)
            .define(
                    ANSWER_RATE_CONFIG,
                    Type.LONG,
                    HttpLimits.DEFAULT.answerBytesPerSecond(),
                    Range.atLeast(0),
                    Importance.LOW,
                    ANSWER_RATE_DOC);

    /**
     * Checks and holds the configuration.
     *
     * @throws ConfigException if a key has no legal value, or begins with {@link #PREFIX} and is unknown
     */
    public GatewayConfig(final Map<String, ?> properties) {
        super(CONFIG, properties, false);
        properties.keySet().stream()
                .filter(key -> key.startsWith(PREFIX) && !CONFIG.names().contains(key))
                .findFirst()
                .ifPresent(key -> {
                    throw new ConfigException("Unknown configuration key " + key + ".");
                });
    }

    /** The address behind a key; empty if that API is not answered. */
    public Optional<InetSocketAddress> listener(final String key) {
        final String listener = getString(key);
        if (listener.isEmpty()) {
            return Optional.empty();
        }
        final int colon = listener.lastIndexOf(':');
        try {
            return Optional.of(new InetSocketAddress(
                    listener.substring(0, Math.max(0, colon)), Integer.parseInt(listener.substring(colon + 1))));
        } catch (final IllegalArgumentException e) {
            throw new ConfigException(key, listener, "It has to be host:port.");
        }
    }

    List<String> domains() {
        return getList(DOMAINS_CONFIG);
    }

    Duration decisionTimeout() {
        return Duration.ofMillis(getLong(DECISION_TIMEOUT_CONFIG));
    }

    HttpLimits limits() {
        return new HttpLimits(
                HttpLimits.DEFAULT.headerBytes(),
                Duration.ofMillis(getLong(HEADER_TIMEOUT_CONFIG)),
                Duration.ofMillis(getLong(IDLE_TIMEOUT_CONFIG)),
                getLong(BODY_RATE_CONFIG),
                getLong(ANSWER_RATE_CONFIG),
                getInt(CONNECTIONS_CONFIG),
                HttpLimits.DEFAULT.threads());
    }
}
