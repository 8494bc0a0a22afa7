/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.broker;

import static io.mopup.processor.internal.TestRecords.abort;
import static io.mopup.processor.internal.TestRecords.created;
import static io.mopup.processor.internal.TestRecords.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mopup.contract.MopupTopic;
import io.mopup.events.CommandResult;
import io.mopup.events.PartDeletion;
import io.mopup.processor.MopupProcessor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From the classic protocol to that of KIP-1071 and back, with one application id and its state. */
@Tag("long")
class GroupProtocolTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    @Test
    void shouldKeepItsStateWhenAllInstancesStopBeforeTheProtocolChanges() throws Exception {
        try (Installation installation = Installation.create();
                Outputs outputs = new Outputs(installation)) {
            try (MopupProcessor classic = start(installation, "one", "classic")) {
                installation.publish(created("u1"));
                installation.publish(part("u1", 1));
                installation.publish(created("u2"));
                installation.publish(part("u2", 1));
                awaitSnapshots(outputs, 2);
            }
            try (MopupProcessor streams = start(installation, "one", "streams")) {
                installation.publish(abort("u1", "c1"));
                awaitAborted(outputs, "u1/1/1", "c1");
            }
            try (MopupProcessor classic = start(installation, "one", "classic")) {
                installation.publish(abort("u2", "c2"));
                awaitAborted(outputs, "u2/1/1", "c2");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"classic, streams", "streams, classic"})
    void shouldEndWhenAnotherInstanceWorksWithTheOtherProtocol(final String first, final String second)
            throws Exception {
        try (Installation installation = Installation.create();
                Outputs outputs = new Outputs(installation);
                MopupProcessor working = start(installation, "one", first);
                MopupProcessor other = processor(installation, "two", second)) {
            other.start();

            await().dontCatchUncaughtExceptions().atMost(LIMIT).until(() -> other.state() == State.ERROR);
            installation.publish(created("u1"));
            installation.publish(part("u1", 1));
            installation.publish(abort("u1", "c1"));
            awaitAborted(outputs, "u1/1/1", "c1");
            assertThat(working.state()).isEqualTo(State.RUNNING);
        }
    }

    private MopupProcessor start(final Installation installation, final String name, final String protocol)
            throws Exception {
        final MopupProcessor processor = processor(installation, name, protocol);
        processor.start();
        assertThat(processor.awaitRunning(LIMIT)).isTrue();
        return processor;
    }

    private MopupProcessor processor(final Installation installation, final String name, final String protocol) {
        return new MopupProcessor(
                installation.config(directory.resolve(name), Map.of(StreamsConfig.GROUP_PROTOCOL_CONFIG, protocol)));
    }

    private static void awaitSnapshots(final Outputs outputs, final int count) {
        await().atMost(LIMIT)
                .until(() -> outputs.poll().raw(MopupTopic.UPLOADS).stream()
                                .map(record -> new String(record.key(), StandardCharsets.UTF_8))
                                .distinct()
                                .count()
                        == count);
    }

    private static void awaitAborted(final Outputs outputs, final String deletionId, final String commandId) {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(outputs.poll().read(MopupTopic.PART_DELETIONS, PartDeletion.class))
                        .extracting(PartDeletion::getDeletionId)
                        .contains(deletionId));
        assertThat(outputs.read(MopupTopic.RESULTS, CommandResult.class))
                .filteredOn(result -> result.getCommandId().equals(commandId))
                .hasSize(1)
                .allMatch(result -> result.getHttpStatus() == 204);
    }
}
