/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.contract.MopupTopic;
import io.mopup.contract.TopicNames;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InconsistentGroupProtocolException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class IncurableTest {
    private static final TopicNames TOPICS = new TopicNames("mopup.");
    private static final Map<String, Integer> STATE = Map.of("a-uploads-changelog", 24, "a-parts-changelog", 24);

    @Test
    void shouldNameInputsAndStateWhenOneInputHasMorePartitions() {
        final Map<String, Integer> inputs = inputs();
        inputs.put(TOPICS.of(MopupTopic.STORAGE_REPORTS), 25);

        assertThat(changed(inputs, STATE)).hasValueSatisfying(message -> assertThat(message)
                .startsWith("PARTITIONS_CHANGED: ")
                .contains("mopup.storage-reports=25", "mopup.commands=24", "a-uploads-changelog=24"));
    }

    @Test
    void shouldFindNothingWhenInputsAndStateAgree() {
        assertThat(changed(inputs(), STATE)).isEmpty();
    }

    @Test
    void shouldFindNothingWhenThereIsNoStateYet() {
        assertThat(changed(inputs(), Map.of())).isEmpty();
    }

    @Test
    void shouldNameTheProtocolWhenTheGroupHasAnotherOne() {
        final Incurable incurable = new Incurable(Optional::empty);

        assertThat(incurable.apply(new StreamsException(new GroupIdNotFoundException("no streams group"))))
                .hasValueSatisfying(message -> assertThat(message).startsWith("GROUP_PROTOCOL_MIXED: "));
        assertThat(incurable.apply(new StreamsException(new InconsistentGroupProtocolException("mixed"))))
                .isPresent();
        assertThat(incurable.apply(new StreamsException("another failure"))).isEmpty();
    }

    @Test
    void shouldSayNothingWhenTheBrokersDoNotAnswer() {
        final Incurable incurable = new Incurable(() -> {
            throw new IOException("no broker");
        });

        assertThat(incurable.apply(new StreamsException("broken"))).isEmpty();
    }

    private static Optional<String> changed(final Map<String, Integer> inputs, final Map<String, Integer> changelogs) {
        return Incurable.partitionsChanged(TOPICS, new TopicShapes(inputs, 1_000), changelogs);
    }

    private static Map<String, Integer> inputs() {
        final Map<String, Integer> inputs = new HashMap<>();
        for (final MopupTopic topic : MopupTopic.values()) {
            inputs.put(TOPICS.of(topic), 24);
        }
        return inputs;
    }
}
