/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;

import io.mopup.core.DialectSettings;
import io.mopup.events.Dialect;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** The keys {@code mopup.containers.*} and {@code mopup.dialect.*}: where the APIs leave something open. */
public final class DialectConfig {
    public static final String CONTAINERS_PREFIX = "mopup.containers.";

    public static final String CONTAINERS_REQUIRED_CONFIG = CONTAINERS_PREFIX + "required";
    public static final String CONTAINERS_REQUIRED_DOC =
            "Whether a bucket or vault has to be registered on the containers topic. If so, commands for any other one are answered that it does not exist; if not, what the upload itself tells is taken.";

    public static final String PREFIX = "mopup.dialect.";

    public static final String MIN_PART_SIZE_CONFIG = PREFIX + "s3.min.part.size";
    public static final String MIN_PART_SIZE_DOC =
            "Smallest part in bytes that may be listed by a Complete, unless it is the last one. S3 and COS: 5 MiB; stores that are lenient take less.";

    public static final String ABORT_AFTER_COMPLETE_CONFIG = PREFIX + "s3.abort.after.complete";
    public static final String ABORT_AFTER_COMPLETE_DOC =
            "Status for an abort of a completed upload in a general purpose bucket or in COS: 404, or 204 for clients that take the error for a failure. Nothing is deleted either way.";

    private static final int NOT_FOUND = 404;
    private static final int NO_CONTENT = 204;
    private static final Map<Dialect, String> NAMES = new EnumMap<>(Map.of(
            Dialect.S3, "s3",
            Dialect.S3_DIRECTORY, "directory",
            Dialect.COS, "cos",
            Dialect.GLACIER, "glacier"));

    private DialectConfig() {}

    /** The key of the retention window of one dialect. */
    public static String retentionConfig(final Dialect dialect) {
        return PREFIX + NAMES.get(dialect) + ".retention.ms";
    }

    static void define(final ConfigDef def) {
        final DialectSettings value = DialectSettings.DEFAULT;
        def.define(
                CONTAINERS_REQUIRED_CONFIG,
                ConfigDef.Type.BOOLEAN,
                value.containersRequired(),
                HIGH,
                CONTAINERS_REQUIRED_DOC);
        def.define(
                MIN_PART_SIZE_CONFIG, ConfigDef.Type.LONG, value.minPartSize(), atLeast(0), MEDIUM, MIN_PART_SIZE_DOC);
        def.define(
                ABORT_AFTER_COMPLETE_CONFIG,
                ConfigDef.Type.INT,
                NOT_FOUND,
                ConfigDef.LambdaValidator.with(
                        (key, status) -> {
                            if (!Integer.valueOf(NOT_FOUND).equals(status)
                                    && !Integer.valueOf(NO_CONTENT).equals(status)) {
                                throw new ConfigException(key, status, "Has to be 404 or 204.");
                            }
                        },
                        () -> "404 or 204"),
                LOW,
                ABORT_AFTER_COMPLETE_DOC);
        NAMES.forEach((dialect, name) -> def.define(
                retentionConfig(dialect),
                ConfigDef.Type.LONG,
                null,
                LOW,
                "Retention window of " + dialect + " uploads; null: " + FoldConfig.RETENTION_CONFIG + "."));
    }

    static DialectSettings settings(final AbstractConfig config) {
        final Map<Dialect, Duration> retention = new EnumMap<>(Dialect.class);
        for (final Dialect dialect : NAMES.keySet()) {
            final Long millis = config.getLong(retentionConfig(dialect));
            if (millis != null) {
                retention.put(dialect, Duration.ofMillis(millis));
            }
        }
        return new DialectSettings(
                config.getBoolean(CONTAINERS_REQUIRED_CONFIG),
                config.getLong(MIN_PART_SIZE_CONFIG),
                config.getInt(ABORT_AFTER_COMPLETE_CONFIG) == NO_CONTENT,
                retention);
    }
}
