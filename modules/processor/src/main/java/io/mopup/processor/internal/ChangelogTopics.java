/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/** How the changelogs of the stores are kept. Kafka's defaults are for tables; entries here come and go within minutes. */
final class ChangelogTopics {
    /** How long a deletion stays readable for a replica that was away. */
    static final Duration DELETE_RETENTION = Duration.ofHours(24);

    private ChangelogTopics() {}

    /**
     * The topic configuration of every changelog.
     *
     * <p>The cleaner never touches the open segment and leaves a closed one alone until half of it is dirty. With a
     * week's segment a restore would read every timer and every part of that week.
     */
    static Map<String, String> config() {
        return Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT,
                TopicConfig.SEGMENT_MS_CONFIG, Long.toString(Duration.ofHours(1).toMillis()),
                TopicConfig.SEGMENT_BYTES_CONFIG, Integer.toString(64 << 20),
                TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.2",
                TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG,
                        Long.toString(Duration.ofHours(6).toMillis()),
                TopicConfig.DELETE_RETENTION_MS_CONFIG, Long.toString(DELETE_RETENTION.toMillis()));
    }
}
