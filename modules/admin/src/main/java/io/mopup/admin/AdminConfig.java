/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.admin;

import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;

import io.mopup.contract.SslKeys;
import java.nio.file.Path;
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

    public static final String TOKEN_FILE_CONFIG = PREFIX + "token.file";
    public static final String TOKEN_FILE_DOC =
            "File with the token that whoever asks the listener has to send, as 'Authorization: Bearer TOKEN'; also sent to other instances, so all have the same. Without it everybody is answered who reaches the listener. /live and /ready need none.";

    public static final String TOKEN_REQUIRED_CONFIG = PREFIX + "token.required";
    public static final String TOKEN_REQUIRED_DOC =
            "Whether a listener that other machines reach needs a token. false: whoever reaches it may read everything, and something else has to keep strangers away.";

    /** The keys {@code mopup.admin.ssl.*}. */
    static final SslKeys SSL = new SslKeys(PREFIX);

    static final String HTTP = "http://";
    static final String HTTPS = "https://";

    private static final String NOWHERE = "";

    private AdminConfig() {}

    /** For those that others ask only for how they are. */
    public static void defineListener(final ConfigDef def) {
        address(def, LISTENER_CONFIG, LISTENER_DOC);
        def.define(TOKEN_FILE_CONFIG, ConfigDef.Type.STRING, NOWHERE, MEDIUM, TOKEN_FILE_DOC);
        def.define(TOKEN_REQUIRED_CONFIG, ConfigDef.Type.BOOLEAN, true, MEDIUM, TOKEN_REQUIRED_DOC);
        SSL.defineServer(def);
    }

    /** For processors, which also ask each other. */
    public static void define(final ConfigDef def) {
        defineListener(def);
        SSL.defineTrust(def);
        address(def, ADVERTISED_CONFIG, ADVERTISED_DOC);
    }

    /** @throws ConfigException if other instances cannot be told an address, or strangers could ask */
    public static void check(final AbstractConfig config) {
        checkToken(config);
        final Optional<HostPort> advertised = address(config, ADVERTISED_CONFIG);
        if (advertised.filter(address -> address.port() == 0).isPresent()) {
            throw new ConfigException(ADVERTISED_CONFIG + " needs a port.");
        }
        if (advertised.or(() -> listener(config)).filter(HostPort::isWildcard).isPresent()) {
            throw new ConfigException(ADVERTISED_CONFIG + " needs a host at which other instances reach this one.");
        }
    }

    /** @throws ConfigException if machines beside this one reach the listener and need no token, unless that is wanted */
    public static void checkToken(final AbstractConfig config) {
        if (config.getBoolean(TOKEN_REQUIRED_CONFIG)
                && config.getString(TOKEN_FILE_CONFIG).isEmpty()
                && listener(config).filter(address -> !address.isLoopback()).isPresent()) {
            throw new ConfigException(LISTENER_CONFIG + "=" + config.getString(LISTENER_CONFIG)
                    + " is reached from other machines, so that it needs " + TOKEN_FILE_CONFIG + ", or "
                    + TOKEN_REQUIRED_CONFIG + "=false if something else keeps strangers away.");
        }
    }

    /**
     * The token to ask for and to send; empty if there is none.
     *
     * @throws ConfigException if its file cannot be used
     */
    public static Optional<AdminToken> token(final AbstractConfig config) {
        return Optional.of(config.getString(TOKEN_FILE_CONFIG))
                .filter(file -> !file.isEmpty())
                .map(file -> AdminToken.read(TOKEN_FILE_CONFIG, Path.of(file)));
    }

    /** What an address of the port begins with in a URL. */
    public static String scheme(final AbstractConfig config) {
        return SSL.isServer(config) ? HTTPS : HTTP;
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
