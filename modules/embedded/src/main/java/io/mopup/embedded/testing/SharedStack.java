/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.embedded.testing;

import io.mopup.embedded.BrokerOptions;
import io.mopup.embedded.EmbeddedBroker;
import io.mopup.embedded.EmbeddedRegistry;
import io.mopup.embedded.RegistryOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * One broker and one registry for all tests of a virtual machine: started when first asked for, stopped and deleted at its
 * end.
 *
 * <p>Tests share them, so each uses topics, groups and subjects with names of its own. A test that stops or breaks a
 * server starts its own one.
 */
public final class SharedStack {

    private static Path directory;
    private static EmbeddedBroker broker;
    private static EmbeddedRegistry registry;

    private SharedStack() {}

    /** The value for {@code bootstrap.servers}. The first call takes some seconds. */
    public static synchronized String bootstrapServers() {
        if (broker == null) {
            broker = EmbeddedBroker.start(BrokerOptions.in(directory().resolve("kafka")));
        }
        return broker.bootstrapServers();
    }

    /** The value for {@code schema.registry.url}. Starts the broker too, side by side, because its users need both. */
    public static synchronized String registryUrl() {
        if (registry == null) {
            registry = EmbeddedRegistry.start(RegistryOptions.in(directory().resolve("registry")));
            bootstrapServers();
            registry.awaitReady(EmbeddedRegistry.START_LIMIT);
        }
        return registry.url();
    }

    private static Path directory() {
        if (directory == null) {
            try {
                directory = Files.createTempDirectory("mopup-shared-stack");
            } catch (final IOException e) {
                throw new UncheckedIOException(e);
            }
            // A test framework's own end-of-run callback would tie this to one framework and one version of it.
            Runtime.getRuntime().addShutdownHook(new Thread(SharedStack::stop, "shared-stack-stop"));
        }
        return directory;
    }

    private static synchronized void stop() {
        if (registry != null) {
            registry.close();
        }
        if (broker != null) {
            broker.close();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (final Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
