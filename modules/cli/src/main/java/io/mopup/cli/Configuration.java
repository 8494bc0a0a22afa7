/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import io.mopup.agent.AgentConfig;
import io.mopup.client.ClientConfig;
import io.mopup.gateway.GatewayConfig;
import io.mopup.processor.ProcessorConfig;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Brings the sources of configuration together: a properties file, then the environment, which wins, then options of the
 * command line, which win over both.
 *
 * <p>Keys that begin with {@code mopup.} are ours and must be known; all others go to the Kafka clients as they are. In
 * the environment a key is written {@code MOPUP_} and then the key in upper case with {@code _} for the dots, without a
 * {@code mopup.} of its own.
 */
final class Configuration {
    private static final String OURS = "mopup.";
    private static final String ENVIRONMENT = "MOPUP_";
    private static final Set<String> KNOWN = Stream.of(
                    ClientConfig.definition(),
                    ProcessorConfig.CONFIG,
                    AgentConfig.CONFIG,
                    StorageConfig.CONFIG,
                    GatewayConfig.CONFIG)
            .map(ConfigDef::names)
            .flatMap(Set::stream)
            .filter(key -> key.startsWith(OURS))
            .collect(Collectors.toUnmodifiableSet());
    /** The first segments of our keys, such as {@code client}. */
    private static final Set<String> SECTIONS =
            KNOWN.stream().map(key -> segment(key.substring(OURS.length()))).collect(Collectors.toUnmodifiableSet());

    private static final Set<String> KAFKAS = Stream.of(
                    ProducerConfig.configNames(),
                    ConsumerConfig.configNames(),
                    AdminClientConfig.configNames(),
                    StreamsConfig.configDef().names())
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    private Configuration() {}

    /**
     * A value that was given.
     *
     * @param origin where, in words
     */
    record Given(String value, String origin) {}

    /** The resulting keys and values; parameters and errors as with {@link #given}. */
    static Map<String, Object> load(
            final Path file, final Map<String, String> environment, final Map<String, String> options) {
        final Map<String, Object> all = new HashMap<>();
        given(file, environment, options).forEach((key, given) -> all.put(key, given.value()));
        return all;
    }

    /**
     * The resulting keys, and where their values come from.
     *
     * @param file properties, or null
     * @throws CliException if the file cannot be read or a key of ours is unknown
     */
    static Map<String, Given> given(
            final Path file, final Map<String, String> environment, final Map<String, String> options) {
        final Map<String, Given> all = new HashMap<>();
        if (file != null) {
            read(file).forEach((key, value) -> all.put(key, new Given(value, "file " + file)));
        }
        environment.forEach((name, value) -> {
            if (name.startsWith(ENVIRONMENT)) {
                all.put(keyOf(name), new Given(value, "environment " + name));
            }
        });
        options.forEach((key, value) -> all.put(key, new Given(value, "option")));
        all.keySet().stream()
                .filter(key -> key.startsWith(OURS) && !KNOWN.contains(key))
                .sorted()
                .findFirst()
                .ifPresent(key -> {
                    throw new CliException("Unknown configuration key " + key + ". The keys of ours are "
                            + KNOWN.stream().sorted().collect(Collectors.joining(", ")) + ".");
                });
        return all;
    }

    private static String keyOf(final String variable) {
        final String key = variable.substring(ENVIRONMENT.length())
                .toLowerCase(Locale.ROOT)
                .replace('_', '.');
        final boolean ours = KNOWN.contains(OURS + key) || SECTIONS.contains(segment(key)) && !KAFKAS.contains(key);
        return ours ? OURS + key : key;
    }

    private static String segment(final String key) {
        final int dot = key.indexOf('.');
        return dot < 0 ? key : key.substring(0, dot);
    }

    private static Map<String, String> read(final Path file) {
        final Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (final NoSuchFileException e) {
            throw new CliException("The file " + file + " of --command-config does not exist.", e);
        } catch (final IOException | IllegalArgumentException e) {
            throw new CliException("The file " + file + " of --command-config cannot be read: " + e.getMessage(), e);
        }
        return properties.stringPropertyNames().stream().collect(Collectors.toMap(key -> key, properties::getProperty));
    }
}
