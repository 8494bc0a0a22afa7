/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.embedded;

import io.mopup.embedded.internal.RegistryDistribution;
import java.nio.file.Path;
import java.util.Objects;

/**
 * How to start an {@link EmbeddedRegistry}.
 *
 * @param home          the folder with the registry's program, which the build of this module unpacks
 * @param dataDirectory holds the schemas and the log {@code registry.log}; created if it is missing
 * @param port          port on 127.0.0.1; 0 chooses a free one at every start
 */
public record RegistryOptions(Path home, Path dataDirectory, int port) {

    public RegistryOptions {
        Objects.requireNonNull(home, "home");
        Objects.requireNonNull(dataDirectory, "dataDirectory");
    }

    /**
     * Options with a free port and the default home: the system property {@code mopup.registry.home}, else the folder
     * {@code registry} beside the classes or the jar of this module, else the one beside that jar's folder.
     */
    public static RegistryOptions in(final Path dataDirectory) {
        return new RegistryOptions(RegistryDistribution.defaultHome(), dataDirectory, 0);
    }

    public RegistryOptions withPort(final int newPort) {
        return new RegistryOptions(home, dataDirectory, newPort);
    }
}
