/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.broker;

import static io.mopup.processor.internal.TestRecords.abort;
import static io.mopup.processor.internal.TestRecords.created;
import static io.mopup.processor.internal.TestRecords.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mopup.contract.MopupTopic;
import io.mopup.events.CommandResult;
import io.mopup.events.LifecycleType;
import io.mopup.events.PartDeletion;
import io.mopup.events.UploadLifecycle;
import io.mopup.processor.MopupProcessor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The main job on a real broker with a real registry, with each guarantee and each group protocol. */
@Tag("long")
class GuaranteesTest {
    private static final int UPLOADS = 30;
    private static final int PARTS = 5;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "exactly_once_v2, classic",
        "exactly_once_v2, streams",
        "at_least_once,   classic",
        "at_least_once,   streams"
    })
    void shouldProveEveryUploadFreeWhenAllAreAborted(final String guarantee, final String protocol) throws Exception {
        final Map<String, String> mode = Map.of(
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG, guarantee,
                StreamsConfig.GROUP_PROTOCOL_CONFIG, protocol);
        try (Installation installation = Installation.create();
                Outputs outputs = new Outputs(installation);
                MopupProcessor processor = new MopupProcessor(installation.config(directory, mode))) {
            processor.start();
            assertThat(processor.awaitRunning(LIMIT)).isTrue();
            for (int delivery = 0; delivery < 2; delivery++) {
                IntStream.range(0, UPLOADS).forEach(upload -> publishUpload(installation, "u" + upload));
            }

            final PromptAgent agent = new PromptAgent(installation, outputs);
            await().atMost(LIMIT).pollDelay(Duration.ZERO).untilAsserted(() -> {
                agent.work();
                assertThat(unfinished(outputs)).isEmpty();
            });

            // An event that is delivered again after its part is gone leads to the same deletion again.
            assertThat(outputs.read(MopupTopic.PART_DELETIONS, PartDeletion.class).stream()
                            .map(PartDeletion::getDeletionId)
                            .distinct())
                    .containsExactlyInAnyOrderElementsOf(deletionIds());
            // Everything was sent twice, and both times a command got the same answer.
            final List<CommandResult> results = outputs.read(MopupTopic.RESULTS, CommandResult.class);
            assertThat(results).allMatch(result -> result.getHttpStatus() == 204);
            assertThat(results.stream().map(CommandResult::getCommandId).distinct())
                    .hasSize(UPLOADS);
            assertThat(results.stream().distinct()).hasSize(UPLOADS);
            assertThat(outputs.raw(MopupTopic.DEAD_LETTERS)).isEmpty();
        }
    }

    private static void publishUpload(final Installation installation, final String uploadId) {
        installation.publish(created(uploadId));
        IntStream.rangeClosed(1, PARTS).forEach(number -> installation.publish(part(uploadId, number)));
        installation.publish(abort(uploadId, "c-" + uploadId));
    }

    private static List<String> deletionIds() {
        return IntStream.range(0, UPLOADS)
                .boxed()
                .flatMap(upload ->
                        IntStream.rangeClosed(1, PARTS).mapToObj(number -> "u" + upload + "/" + number + "/1"))
                .toList();
    }

    /** What happened so far to the uploads that were not proved free yet. */
    private static Map<String, List<LifecycleType>> unfinished(final Outputs outputs) {
        final Map<String, List<LifecycleType>> histories = new TreeMap<>();
        IntStream.range(0, UPLOADS).forEach(upload -> histories.put("u" + upload, new ArrayList<>()));
        outputs.read(MopupTopic.LIFECYCLE, UploadLifecycle.class)
                .forEach(event ->
                        histories.get(event.getIdentity().getUploadId()).add(event.getType()));
        histories.values().removeIf(history -> history.contains(LifecycleType.RECLAIMED));
        return histories;
    }
}
