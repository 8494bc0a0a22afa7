/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;

/**
 * TLS for what is not Kafka, by the keys that Kafka has for it behind a prefix. Kafka's own code reads them, so that forms of
 * stores, PEM and what is refused are the same as for the way to the brokers.
 */
public final class SslKeys {
    private static final ConfigDef KAFKA = new ConfigDef().withClientSslSupport();
    private static final Map<String, String> EITHER_SIDE = Map.of(
            SslConfigs.SSL_ENABLED_PROTOCOLS_CONFIG, "Versions of TLS that are spoken, separated by commas.",
            SslConfigs.SSL_CIPHER_SUITES_CONFIG,
                    "Cipher suites that are used, separated by commas. Without any, what is taken for secure.");
    private static final Map<String, String> SERVER = Map.of(
            SslConfigs.SSL_KEYSTORE_TYPE_CONFIG,
                    "Form of the key store: JKS (which reads PKCS12 as well), PKCS12 or PEM.",
            SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG,
                    "File with the private key and its certificates. With it the listener speaks HTTPS only; without one, HTTP.",
            SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG, "Password of that file; none for PEM.",
            SslConfigs.SSL_KEY_PASSWORD_CONFIG, "Password of the private key, if it has one of its own.",
            SslConfigs.SSL_KEYSTORE_KEY_CONFIG,
                    "The private key itself instead of a file, as PEM in PKCS#8; from a ConfigProvider, never in the clear.",
            SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG,
                    "The certificates that belong to that key, as PEM, the listener's own first.");
    private static final Map<String, String> CLIENT = Map.of(
            SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG,
                    "Form of the trust store: JKS (which reads PKCS12 as well), PKCS12 or PEM.",
            SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG,
                    "File with the authorities that are believed when an https address is asked. Without one, those of the JVM.",
            SslConfigs.SSL_TRUSTSTORE_PASSWORD_CONFIG, "Password of that file; none for PEM.",
            SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG, "The authorities themselves instead of a file, as PEM.");

    private final String prefix;

    /** @param prefix in front of {@code ssl.}, with its dot */
    public SslKeys(final String prefix) {
        this.prefix = prefix;
    }

    /** Adds the keys of one who is asked. */
    public void defineServer(final ConfigDef def) {
        define(def, EITHER_SIDE);
        define(def, SERVER);
    }

    /** Adds the keys of one who asks, and is no server by the same prefix. */
    public void defineClient(final ConfigDef def) {
        define(def, EITHER_SIDE);
        defineTrust(def);
    }

    /** Adds the keys of a server that also asks others of its kind. */
    public void defineTrust(final ConfigDef def) {
        define(def, CLIENT);
    }

    /** Whether any key of a key store is given, so that nothing may be said in the clear. */
    public boolean isServer(final AbstractConfig config) {
        return SERVER.keySet().stream().anyMatch(key -> config.originals().containsKey(prefix + key));
    }

    /**
     * What a server proves itself with; empty if no key of a key store is given, half of one is an error.
     *
     * @throws ConfigException if there is no such key store, or it cannot be used
     */
    public Optional<SSLContext> server(final AbstractConfig config) {
        if (!isServer(config)) {
            return Optional.empty();
        }
        final String named = named(
                config,
                SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG,
                SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG,
                SslConfigs.SSL_KEYSTORE_KEY_CONFIG);
        requireFile(config, SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG);
        final DefaultSslEngineFactory made = make(config, SERVER, named);
        if (made.keystore() == null) {
            throw new ConfigException(named + " is missing: other keys of the key store are given.");
        }
        return Optional.of(made.sslContext());
    }

    /**
     * Whom to believe.
     *
     * @throws ConfigException if there is no such trust store, or it cannot be used
     */
    public SSLContext client(final AbstractConfig config) {
        final String named = named(
                config,
                SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG,
                SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG,
                SslConfigs.SSL_TRUSTSTORE_PASSWORD_CONFIG);
        requireFile(config, SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG);
        return make(config, CLIENT, named).sslContext();
    }

    /**
     * How to speak, on either side. Cipher suites are null where none are named.
     *
     * @throws ConfigException if the context knows none of the kind
     */
    public SSLParameters parameters(final SSLContext context, final AbstractConfig config) {
        final SSLParameters parameters = new SSLParameters();
        parameters.setProtocols(strings(config, SslConfigs.SSL_ENABLED_PROTOCOLS_CONFIG));
        final String[] suites = strings(config, SslConfigs.SSL_CIPHER_SUITES_CONFIG);
        if (suites.length > 0) {
            parameters.setCipherSuites(suites);
        }
        try {
            context.createSSLEngine().setSSLParameters(parameters);
        } catch (final IllegalArgumentException e) {
            throw new ConfigException(prefix + SslConfigs.SSL_ENABLED_PROTOCOLS_CONFIG + " and " + prefix
                    + SslConfigs.SSL_CIPHER_SUITES_CONFIG + " cannot be used: " + e.getMessage());
        }
        return parameters;
    }

    /** With types, defaults and checks as Kafka has them. */
    private void define(final ConfigDef def, final Map<String, String> docs) {
        docs.forEach((key, doc) -> {
            final ConfigDef.ConfigKey kafka = KAFKA.configKeys().get(key);
            def.define(prefix + key, kafka.type, kafka.defaultValue, kafka.validator, ConfigDef.Importance.LOW, doc);
        });
    }

    /** One side alone: the other one's store would be opened too, and its error be taken for one of this. */
    private DefaultSslEngineFactory make(
            final AbstractConfig config, final Map<String, String> side, final String named) {
        final Map<String, Object> values = new HashMap<>(KAFKA.parse(Map.of()));
        side.keySet().forEach(key -> values.put(key, config.values().get(prefix + key)));
        EITHER_SIDE.keySet().forEach(key -> values.put(key, config.values().get(prefix + key)));
        final DefaultSslEngineFactory factory = new DefaultSslEngineFactory();
        try {
            factory.configure(values);
        } catch (final KafkaException e) {
            final Throwable cause = e.getCause();
            throw new ConfigException(
                    named + " cannot be used: " + e.getMessage() + (cause == null ? "" : " (" + cause + ")"));
        }
        return factory;
    }

    /** Kafka would say the same with two stack traces. */
    private void requireFile(final AbstractConfig config, final String key) {
        final String file = config.getString(prefix + key);
        if (file != null && !Files.isReadable(Path.of(file))) {
            throw new ConfigException(prefix + key + ": the file " + file + " cannot be read.");
        }
    }

    /** The first of these keys that is given, for messages; else the first of all. */
    private String named(final AbstractConfig config, final String... keys) {
        return prefix
                + List.of(keys).stream()
                        .filter(key -> config.originals().containsKey(prefix + key))
                        .findFirst()
                        .orElse(keys[0]);
    }

    private String[] strings(final AbstractConfig config, final String key) {
        return Optional.ofNullable(config.getList(prefix + key))
                .orElse(List.of())
                .toArray(String[]::new);
    }
}
