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
import io.mopup.processor.FoldConfig;
import io.mopup.processor.MopupProcessor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The processor is killed between a decision and its deletions, and its local state is lost. */
@Tag("long")
class CrashTest {
    private static final int PARTS = 1_500;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    @Test
    void shouldEmitEveryDeletionOnceWhenKilledUnderExactlyOnce() throws Exception {
        final List<PartDeletion> deletions = deletionsOfAKilledProcessor(StreamsConfig.EXACTLY_ONCE_V2);

        assertThat(deletions)
                .extracting(PartDeletion::getDeletionId)
                .containsExactlyInAnyOrderElementsOf(deletionIds());
    }

    @Test
    void shouldEmitEveryDeletionUnderOneIdWhenKilledUnderAtLeastOnce() throws Exception {
        final List<PartDeletion> deletions = deletionsOfAKilledProcessor(StreamsConfig.AT_LEAST_ONCE);

        assertThat(deletions.stream().map(PartDeletion::getDeletionId).distinct())
                .containsExactlyInAnyOrderElementsOf(deletionIds());
    }

    private List<PartDeletion> deletionsOfAKilledProcessor(final String guarantee) throws Exception {
        final Map<String, String> small = Map.of(
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                guarantee,
                // Slices that take a second and more to leave, so that the kill comes in between.
                FoldConfig.SLICE_CONFIG,
                "10",
                FoldConfig.INLINE_SLICE_CONFIG,
                "10",
                FoldConfig.REPORT_TIMEOUT_CONFIG,
                Long.toString(LIMIT.multipliedBy(10).toMillis()),
                FoldConfig.REPORT_TIMEOUT_MAX_CONFIG,
                Long.toString(LIMIT.multipliedBy(10).toMillis()));
        final Path state = Files.createDirectory(directory.resolve("state"));
        try (Installation installation = Installation.create();
                Outputs outputs = new Outputs(installation)) {
            final Map<String, String> properties = installation.properties(state, small);
            final ProcessorProcess process = ProcessorProcess.start(directory, properties);
            installation.publish(created("u1"));
            IntStream.rangeClosed(1, PARTS).forEach(number -> installation.publish(part("u1", number)));
            installation.publish(abort("u1", "c1"));
            await().atMost(LIMIT)
                    .until(() -> outputs.poll().raw(MopupTopic.PART_DELETIONS).size() > 20);
            process.kill();
            assertThat(outputs.poll().raw(MopupTopic.PART_DELETIONS)).hasSizeLessThan(PARTS);
            wipe(state);

            try (MopupProcessor second = new MopupProcessor(installation.config(state, small))) {
                second.start();
                await().atMost(LIMIT).until(() -> distinct(outputs.poll()) >= PARTS);
            }
            final List<CommandResult> results = outputs.poll().read(MopupTopic.RESULTS, CommandResult.class);
            assertThat(results).isNotEmpty().allMatch(result -> result.getHttpStatus() == 204);
            assertThat(results.stream().distinct()).hasSize(1);
            return outputs.read(MopupTopic.PART_DELETIONS, PartDeletion.class);
        }
    }

    private static long distinct(final Outputs outputs) {
        return outputs.read(MopupTopic.PART_DELETIONS, PartDeletion.class).stream()
                .map(PartDeletion::getDeletionId)
                .distinct()
                .count();
    }

    private static List<String> deletionIds() {
        return IntStream.rangeClosed(1, PARTS)
                .mapToObj(number -> "u1/" + number + "/1")
                .toList();
    }

    private static void wipe(final Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .filter(file -> !file.equals(directory))
                    .forEach(file -> {
                        try {
                            Files.delete(file);
                        } catch (final IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        }
    }
}
