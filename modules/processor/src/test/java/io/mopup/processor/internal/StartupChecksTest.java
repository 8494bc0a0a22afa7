/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mopup.contract.MopupTopic;
import io.mopup.contract.RecordSerdes;
import io.mopup.contract.TopicNames;
import io.mopup.processor.StartupException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StartupChecksTest {
    private static final TopicNames TOPICS = TopicNames.DEFAULT;
    private static final Duration PATIENT = Duration.ofSeconds(30);

    @Test
    void shouldNameTheThreeCountsWhenTheInputsDiffer() {
        final Map<String, Integer> partitions = partitions(24);
        partitions.put(TOPICS.of(MopupTopic.UPLOAD_EVENTS), 12);

        assertThatThrownBy(() -> checks(PATIENT).checkTopics(() -> new TopicShapes(partitions, 1_000)))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("mopup.commands=24")
                .hasMessageContaining("mopup.storage-reports=24")
                .hasMessageContaining("mopup.upload-events=12");
    }

    @Test
    void shouldSayWhatToDoWhenTopicsAreMissing() {
        final Map<String, Integer> partitions = partitions(24);
        partitions.remove(TOPICS.of(MopupTopic.RESULTS));
        partitions.remove(TOPICS.of(MopupTopic.DEAD_LETTERS));

        assertThatThrownBy(() -> checks(PATIENT).checkTopics(() -> new TopicShapes(partitions, 1_000)))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("mopup.results, mopup.dead-letters")
                .hasMessageContaining("mopup topics apply");
    }

    @Test
    void shouldAcceptWhenOutputsHaveOtherCountsThanInputs() {
        final Map<String, Integer> partitions = partitions(24);
        partitions.put(TOPICS.of(MopupTopic.PART_DELETIONS), 48);
        final TopicShapes shapes = new TopicShapes(partitions, 1_000);

        assertThat(checks(PATIENT).checkTopics(() -> shapes).inputPartitions(TOPICS))
                .isEqualTo(24);
    }

    @Test
    void shouldTryAgainWhenTheBrokersAreLate() {
        final AtomicInteger calls = new AtomicInteger();
        final TopicShapes shapes = new TopicShapes(partitions(1), 1_000);

        final TopicShapes found = checks(PATIENT).checkTopics(() -> {
            if (calls.incrementAndGet() == 1) {
                throw new IOException("no broker yet");
            }
            return shapes;
        });

        assertThat(found).isSameAs(shapes);
        assertThat(calls).hasValue(2);
    }

    @Test
    void shouldGiveUpWhenTheLimitHasPassed() {
        assertThatThrownBy(() -> checks(Duration.ZERO).checkTopics(() -> {
                    throw new IOException("no broker");
                }))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("No broker answers");
    }

    @Test
    void shouldSayWhatToDoWhenSchemasAreNotRegistered() {
        final RegistryAccess registry =
                new RegistryAccess(Map.of(RecordSerdes.REGISTRY_URL_CONFIG, "mock://startup-checks"));

        assertThatThrownBy(() -> checks(PATIENT).checkRegistry(registry))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("mopup.results-io.mopup.events.CommandResult")
                .hasMessageContaining("mopup schemas register");
    }

    @Test
    void shouldGiveUpWhenTheRegistryDoesNotAnswer() {
        final RegistryAccess registry =
                new RegistryAccess(Map.of(RecordSerdes.REGISTRY_URL_CONFIG, "http://127.0.0.1:1"));

        assertThatThrownBy(() -> checks(Duration.ZERO).checkRegistry(registry))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("The schema registry does not answer");
    }

    private static StartupChecks checks(final Duration limit) {
        return new StartupChecks(TOPICS, limit);
    }

    private static Map<String, Integer> partitions(final int count) {
        final Map<String, Integer> partitions = new HashMap<>();
        for (final MopupTopic topic : MopupTopic.values()) {
            partitions.put(TOPICS.of(topic), count);
        }
        return partitions;
    }
}
