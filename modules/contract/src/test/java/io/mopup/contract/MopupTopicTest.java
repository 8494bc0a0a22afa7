/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mopup.contract.release.Samples;
import io.mopup.events.UploadIdentity;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class MopupTopicTest {

    static List<SpecificRecord> samples() {
        return Samples.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shouldStandOnOneTopicWhenItIsARecordOfTheContract(final SpecificRecord record) {
        assertThat(Arrays.stream(MopupTopic.values()).filter(topic -> topic.holds(record)))
                .containsExactly(MopupTopic.of(record));
    }

    @Test
    void shouldRefuseWhenARecordStandsOnNoTopic() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MopupTopic.of(new UploadIdentity()))
                .withMessage("io.mopup.events.UploadIdentity belongs on no topic");
    }

    @ParameterizedTest
    @EnumSource
    void shouldBeFoundByItsSuffix(final MopupTopic topic) {
        assertThat(MopupTopic.ofSuffix(topic.suffix())).contains(topic);
    }

    @Test
    void shouldFindNothingWhenTheSuffixIsNobodys() {
        assertThat(MopupTopic.ofSuffix("command")).isEmpty();
    }

    @Test
    void shouldTellTheBrokerHowLongRecordsAreKept() {
        assertThat(MopupTopic.RESULTS.kept().topicConfig())
                .containsOnly(Map.entry("cleanup.policy", "delete"), Map.entry("retention.ms", "86400000"));
        assertThat(MopupTopic.UPLOADS.kept().topicConfig()).containsOnly(Map.entry("cleanup.policy", "compact"));
    }
}
