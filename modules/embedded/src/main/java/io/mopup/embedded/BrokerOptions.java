/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.embedded;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * How to start an {@link EmbeddedBroker}.
 *
 * @param dataDirectory holds the cluster id, all topics and all offsets; created if it is missing
 * @param port          port of the clients' listener on 127.0.0.1; 0 chooses a free one at every start
 * @param overrides     broker configuration that wins over the embedded defaults, by Kafka's own keys
 */
public record BrokerOptions(Path dataDirectory, int port, Map<String, String> overrides) {

    public BrokerOptions {
        Objects.requireNonNull(dataDirectory, "dataDirectory");
        overrides = Map.copyOf(overrides);
    }

    /** Options with a free port and without overrides. */
    public static BrokerOptions in(final Path dataDirectory) {
        return new BrokerOptions(dataDirectory, 0, Map.of());
    }

    public BrokerOptions withPort(final int newPort) {
        return new BrokerOptions(dataDirectory, newPort, overrides);
    }

    public BrokerOptions with(final String key, final String value) {
        final Map<String, String> more = new HashMap<>(overrides);
        more.put(key, value);
        return new BrokerOptions(dataDirectory, port, more);
    }
}
