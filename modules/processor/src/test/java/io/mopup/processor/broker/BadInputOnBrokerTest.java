/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.broker;

import static io.mopup.processor.internal.TestRecords.abort;
import static io.mopup.processor.internal.TestRecords.created;
import static io.mopup.processor.internal.TestRecords.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mopup.contract.MopupHeaders;
import io.mopup.contract.MopupTopic;
import io.mopup.contract.ReasonCode;
import io.mopup.contract.RecordKeys;
import io.mopup.events.PartDeletion;
import io.mopup.processor.MopupProcessor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be used stands in nobody's way, on any input and in any partition. */
class BadInputOnBrokerTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final List<MopupTopic> INPUTS =
            List.of(MopupTopic.COMMANDS, MopupTopic.UPLOAD_EVENTS, MopupTopic.STORAGE_REPORTS);

    @TempDir
    Path directory;

    @Test
    void shouldGoOnWithTheNextRecordWhenInputsAreUndecodableOrMisrouted() throws Exception {
        try (Installation installation = Installation.create();
                Outputs outputs = new Outputs(installation);
                MopupProcessor processor = new MopupProcessor(installation.config(directory, Map.of()))) {
            final byte[] key = "u1".getBytes(StandardCharsets.UTF_8);
            final int right = RecordKeys.partition(key, Installation.PARTITIONS);
            final int wrong = (right + 1) % Installation.PARTITIONS;
            for (final MopupTopic input : INPUTS) {
                installation.publish(input, right, key, "plain text".getBytes(StandardCharsets.UTF_8));
                installation.publish(input, right, key, new byte[0]);
                installation.publish(input, right, key, null);
                installation.publish(input, right, null, new byte[] {0, 1});
            }
            final byte[] misrouted = installation.encode(MopupTopic.COMMANDS, abort("u1", "c0"));
            installation.publish(MopupTopic.COMMANDS, wrong, key, misrouted);
            installation.publish(created("u1"));
            installation.publish(part("u1", 1));
            installation.publish(abort("u1", "c1"));
            processor.start();

            await().atMost(LIMIT)
                    .until(() -> outputs.poll().raw(MopupTopic.PART_DELETIONS).size() == 1
                            && outputs.raw(MopupTopic.DEAD_LETTERS).size() == 4 * INPUTS.size() + 1);

            assertThat(outputs.read(MopupTopic.PART_DELETIONS, PartDeletion.class))
                    .extracting(PartDeletion::getDeletionId)
                    .containsExactly("u1/1/1");
            for (final MopupTopic input : INPUTS) {
                assertThat(reasons(outputs, installation.name(input)))
                        .contains(
                                ReasonCode.UNDECODABLE.name(),
                                ReasonCode.UNDECODABLE.name(),
                                ReasonCode.TOMBSTONE.name(),
                                ReasonCode.KEY_MISSING.name());
            }
            assertThat(reasons(outputs, installation.name(MopupTopic.COMMANDS))).contains(ReasonCode.MISROUTED.name());
        }
    }

    private static List<String> reasons(final Outputs outputs, final String topicName) {
        return outputs.raw(MopupTopic.DEAD_LETTERS).stream()
                .filter(letter -> MopupHeaders.get(letter.headers(), MopupHeaders.ERROR_TOPIC)
                        .filter(topicName::equals)
                        .isPresent())
                .map(letter -> MopupHeaders.get(letter.headers(), MopupHeaders.ERROR_REASON)
                        .orElseThrow())
                .toList();
    }
}
