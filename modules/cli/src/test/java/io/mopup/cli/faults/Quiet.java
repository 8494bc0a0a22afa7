/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.faults;

import io.mopup.processor.ProcessorConfig;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** The end of all work: every input is folded and nothing has to follow. */
final class Quiet {
    /** For the slowest fault on a loaded machine; mostly it takes some seconds. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private Quiet() {}

    /** Waits for it; if it does not come, the judge says so. */
    static void await(final Cluster cluster, final TopicLog topics) {
        try (Admin admin = cluster.admin()) {
            Awaitility.await().atMost(LIMIT).until(() -> isFolded(admin, topics) && nothingWaits(topics));
        } catch (final ConditionTimeoutException e) {
            // What was not folded has no result, and what waits is named.
            System.out.println("faults: it is not quiet: " + e.getMessage());
        }
    }

    private static boolean nothingWaits(final TopicLog topics) {
        return new NothingWaits().violations(topics.read(), null).findAny().isEmpty();
    }

    private static boolean isFolded(final Admin admin, final TopicLog topics) throws InterruptedException {
        final Map<TopicPartition, Long> ends = topics.inputEnds();
        try {
            final Map<TopicPartition, OffsetAndMetadata> folded = admin.listConsumerGroupOffsets(
                            ProcessorConfig.APPLICATION_ID_DEFAULT)
                    .partitionsToOffsetAndMetadata()
                    .get();
            return ends.entrySet().stream()
                    .allMatch(end -> end.getValue() == 0
                            || folded.containsKey(end.getKey())
                                    && folded.get(end.getKey()).offset() >= end.getValue());
        } catch (final ExecutionException e) {
            // The coordinator may be away; later it will answer.
            return false;
        }
    }
}
