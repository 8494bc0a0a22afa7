/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.StreamsConfig;

/** What Kafka Streams keeps on this machine for one application. */
final class LocalState {
    private final Path directory;

    /** @param streams the complete configuration of Kafka Streams */
    LocalState(final Map<String, Object> streams) {
        final StreamsConfig config = new StreamsConfig(streams);
        directory = Path.of(
                config.getString(StreamsConfig.STATE_DIR_CONFIG),
                config.getString(StreamsConfig.APPLICATION_ID_CONFIG));
    }

    /** Where it is, if there is any. */
    Optional<Path> existing() {
        return Optional.of(directory).filter(Files::isDirectory);
    }

    /**
     * Deletes it.
     *
     * @throws CliException if that fails
     */
    void delete() {
        try {
            Utils.delete(directory.toFile());
        } catch (final IOException e) {
            throw new CliException("The state directory " + directory + " cannot be deleted: " + e.getMessage(), e);
        }
    }
}
