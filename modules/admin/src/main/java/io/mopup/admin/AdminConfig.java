/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.admin;

import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;

import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** The keys {@code mopup.admin.*}: where an instance answers over HTTP how it is, what it measures and what it knows. */
public final class AdminConfig {
    public static final String PREFIX = "mopup.admin.";

    public static final String LISTENER_CONFIG = PREFIX + "listener";
    public static final String LISTENER_DOC =
            "Where this instance answers health checks, metrics and queries (queries: processors only), as host:port; without a host on 127.0.0.1, with port 0 on a free port. Empty: nowhere. All processors need it, or the uploads of those without cannot be asked for.";

    public static final String ADVERTISED_CONFIG = PREFIX + "advertised";
    public static final String ADVERTISED_DOC =
            "Where other instances reach that listener, as host:port; it becomes application.server of Kafka Streams. Empty: the listener itself.";

    private static final String NOWHERE = "";

    private AdminConfig() {}

    /** For those that others ask only for how they are. */
    public static void defineListener(final ConfigDef def) {
        address(def, LISTENER_CONFIG, LISTENER_DOC);
    }

    /** For processors, which also ask each other. */
    public static void define(final ConfigDef def) {
        defineListener(def);
        address(def, ADVERTISED_CONFIG, ADVERTISED_DOC);
    }

    /** @throws ConfigException if other instances cannot be told an address */
    public static void check(final AbstractConfig config) {
        final Optional<HostPort> advertised = address(config, ADVERTISED_CONFIG);
        if (advertised.filter(address -> address.port() == 0).isPresent()) {
            throw new ConfigException(ADVERTISED_CONFIG + " needs a port.");
        }
        if (advertised.or(() -> listener(config)).filter(HostPort::isWildcard).isPresent()) {
            throw new ConfigException(ADVERTISED_CONFIG + " needs a host at which other instances reach this one.");
        }
    }

    /** Where to listen; empty if nobody is to ask. */
    public static Optional<HostPort> listener(final AbstractConfig config) {
        return address(config, LISTENER_CONFIG);
    }

    /** What others are told, once the port is known. */
    public static HostPort advertised(final AbstractConfig config, final HostPort bound) {
        return address(config, ADVERTISED_CONFIG).orElse(bound);
    }

    private static void address(final ConfigDef def, final String key, final String doc) {
        final ConfigDef.Validator validator = ConfigDef.LambdaValidator.with(
                (name, value) -> {
                    if (!NOWHERE.equals(value) && HostPort.parse((String) value).isEmpty()) {
                        throw new ConfigException(name, value, "It has to be host:port.");
                    }
                },
                () -> "empty or host:port");
        def.define(key, ConfigDef.Type.STRING, NOWHERE, validator, MEDIUM, doc);
    }

    private static Optional<HostPort> address(final AbstractConfig config, final String key) {
        return HostPort.parse(config.getString(key));
    }
}
