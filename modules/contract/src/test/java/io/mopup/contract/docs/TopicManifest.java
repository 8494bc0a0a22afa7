/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract.docs;

import io.mopup.contract.MopupTopic;
import io.mopup.contract.TopicNames;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** {@code deploy/topics.yaml}. */
final class TopicManifest {
    static final int REPLICATION_FACTOR = 3;

    private static final String HEAD = """
            # SPDX-License-Identifier: Apache-2.0
            # Every topic of Mopup, for those who manage topics themselves; 'mopup topics apply' creates the same.
            # Generated from io.mopup.contract.MopupTopic; a test fails when this file is stale.
            topics:
            """;
    private static final String TOPIC = """
              - name: %s
                partitions: %d
                replicationFactor: %d
                config:
            %s
            """;

    private TopicManifest() {}

    static String render() {
        return Arrays.stream(MopupTopic.values())
                .map(topic -> TOPIC.formatted(
                        TopicNames.DEFAULT.of(topic), partitions(topic), REPLICATION_FACTOR, config(topic)))
                .collect(Collectors.joining("", HEAD, ""));
    }

    /** Every instance reads the reference data whole, so more than one partition would only take the order away. */
    static int partitions(final MopupTopic topic) {
        return topic.role() == MopupTopic.Role.REFERENCE ? 1 : 24;
    }

    static String config(final MopupTopic topic) {
        return new TreeMap<>(topic.kept().topicConfig())
                .entrySet().stream()
                        .map(entry -> "      %s: \"%s\"".formatted(entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining("\n"));
    }
}
