/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicNamesTest {

    @ParameterizedTest
    @EnumSource
    void shouldFindTheTopicAgainWhenGivenItsRealName(final MopupTopic topic) {
        for (final TopicNames names :
                new TopicNames[] {TopicNames.DEFAULT, new TopicNames("eu.prod."), new TopicNames("")}) {
            assertThat(names.topic(names.of(topic))).contains(topic);
        }
    }

    @Test
    void shouldPutThePrefixInFront() {
        assertThat(TopicNames.DEFAULT.of(MopupTopic.PART_DELETIONS)).isEqualTo("mopup.part-deletions");
    }

    @ParameterizedTest
    @ValueSource(strings = {"commands", "mopup.", "mopup.orders", "other.mopup.commands", "mopup.commands.DLQ"})
    void shouldFindNothingWhenTheNameIsNotOurs(final String name) {
        assertThat(TopicNames.DEFAULT.topic(name)).isEmpty();
    }
}
