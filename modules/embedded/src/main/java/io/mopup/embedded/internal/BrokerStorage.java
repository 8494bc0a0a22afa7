/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.embedded.internal;

import io.mopup.embedded.EmbeddedStartException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** Formats a directory for one KRaft node, as {@code kafka-storage format --standalone} does, once in its life. */
public final class BrokerStorage {

    /**
     * Pinned: the default follows the jar, and a directory formatted by a newer one cannot be opened by an older one.
     * Its feature levels turn on transactions version 2, share groups and streams groups.
     */
    private static final MetadataVersion METADATA_VERSION = MetadataVersion.IBP_4_3_IV0;

    private BrokerStorage() {}

    /**
     * Formats {@code directory} with a new cluster id, unless it has one.
     *
     * @throws EmbeddedStartException if the directory cannot be formatted
     */
    public static void ensureFormatted(final Path directory, final int nodeId, final String controllerListener) {
        if (Files.exists(directory.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME))) {
            return;
        }
        try (PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(silent)
                    .setNodeId(nodeId)
                    .setClusterId(Uuid.randomUuid().toString())
                    .addDirectory(directory.toString())
                    .setMetadataLogDirectory(directory.toString())
                    .setControllerListenerName(controllerListener)
                    .setHasDynamicQuorum(false)
                    .setReleaseVersion(METADATA_VERSION)
                    .run();
        } catch (final Exception e) {
            throw new EmbeddedStartException(
                    "Cannot prepare %s for the Kafka broker (%s). Choose a directory that can be written and is empty or was made by Mopup."
                            .formatted(directory, e.getMessage()),
                    e);
        }
    }
}
