/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import io.mopup.gateway.Gateway;
import io.mopup.gateway.objects.ObjectStore;
import io.mopup.storage.PartStorage;
import io.mopup.storage.StorageException;
import io.mopup.storage.filesystem.FileSystemOptions;
import io.mopup.storage.filesystem.FileSystemPartStorage;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;

/** Which store an agent works on: the keys {@code mopup.storage.*}. */
final class StorageConfig extends AbstractConfig {
    static final String PREFIX = "mopup.storage.";

    static final String ROOT_CONFIG = PREFIX + "root";
    static final String ROOT_DOC = "Root directory of a store in files.";

    static final String FSYNC_CONFIG = PREFIX + "fsync";
    static final String FSYNC_DOC =
            "Whether each deletion is on the disk before it is reported. Off, a power failure can bring parts back.";

    static final String ENDED_RETENTION_CONFIG = PREFIX + "ended.retention.ms";
    static final String ENDED_RETENTION_DOC =
            "How long the store remembers how an upload ended. Longer than an upload takes from its end to its receipt.";

    static final ConfigDef CONFIG = new ConfigDef()
            .define(ROOT_CONFIG, Type.STRING, ConfigDef.NO_DEFAULT_VALUE, Importance.HIGH, ROOT_DOC)
            .define(FSYNC_CONFIG, Type.BOOLEAN, FileSystemOptions.DEFAULT.fsync(), Importance.MEDIUM, FSYNC_DOC)
            .define(
                    ENDED_RETENTION_CONFIG,
                    Type.LONG,
                    FileSystemOptions.DEFAULT.endedRetention().toMillis(),
                    Range.atLeast(0),
                    Importance.LOW,
                    ENDED_RETENTION_DOC);

    StorageConfig(final Map<String, ?> properties) {
        super(CONFIG, properties, false);
    }

    /**
     * Opens the store for an agent.
     *
     * @throws StorageException if there is none at the root
     */
    PartStorage open() {
        return FileSystemPartStorage.open(root(), options());
    }

    /**
     * Opens the store for a gateway.
     *
     * @throws StorageException if there is none at the root
     */
    Gateway.Store store() {
        return new Gateway.Store(open(), ObjectStore.open(root(), options(), Clock.systemUTC()), root());
    }

    private Path root() {
        return Path.of(getString(ROOT_CONFIG));
    }

    private FileSystemOptions options() {
        return new FileSystemOptions(getBoolean(FSYNC_CONFIG), Duration.ofMillis(getLong(ENDED_RETENTION_CONFIG)));
    }
}
