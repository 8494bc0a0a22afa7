/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.embedded.internal;

import io.mopup.embedded.BrokerOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Makes a broker's configuration of {@code broker.properties}, the directory and ports, and the caller's overrides. */
public final class BrokerConfiguration {

    /** As in {@code broker.properties}. */
    public static final int NODE_ID = 1;

    /** As in {@code broker.properties}. */
    public static final String CONTROLLER_LISTENER = "CONTROLLER";

    private static final String DEFAULTS = "broker.properties";

    private BrokerConfiguration() {}

    /** The complete configuration; {@code port} and {@code controllerPort} are real ports, never 0. */
    public static Properties of(final BrokerOptions options, final int port, final int controllerPort) {
        final Properties properties = defaults();
        properties.setProperty("log.dirs", options.dataDirectory().toString());
        final String clients = "PLAINTEXT://" + Ports.HOST + ":" + port;
        properties.setProperty(
                "listeners", clients + "," + CONTROLLER_LISTENER + "://" + Ports.HOST + ":" + controllerPort);
        properties.setProperty("advertised.listeners", clients);
        // Static voters, not the dynamic quorum: that one writes the port into the directory, and the port may change.
        properties.setProperty("controller.quorum.voters", NODE_ID + "@" + Ports.HOST + ":" + controllerPort);
        properties.putAll(options.overrides());
        return properties;
    }

    /** The configuration of the controller alone, on the same directory; {@code controllerPort} is a real port. */
    public static Properties ofController(final BrokerOptions options, final int controllerPort) {
        final Properties properties = new Properties();
        final String address = Ports.HOST + ":" + controllerPort;
        properties.setProperty("process.roles", "controller");
        properties.setProperty("node.id", Integer.toString(NODE_ID));
        properties.setProperty("log.dirs", options.dataDirectory().toString());
        properties.setProperty("listeners", CONTROLLER_LISTENER + "://" + address);
        properties.setProperty("controller.listener.names", CONTROLLER_LISTENER);
        properties.setProperty("controller.quorum.voters", NODE_ID + "@" + address);
        return properties;
    }

    private static Properties defaults() {
        final Properties properties = new Properties();
        try (InputStream in = BrokerConfiguration.class.getResourceAsStream(DEFAULTS)) {
            properties.load(in);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
