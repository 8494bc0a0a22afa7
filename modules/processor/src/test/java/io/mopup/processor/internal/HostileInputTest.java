/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.contract.MopupHeaders;
import io.mopup.contract.MopupTopic;
import io.mopup.contract.MopupTopic.Role;
import io.mopup.contract.ReasonCode;
import io.mopup.contract.RecordKeys;
import io.mopup.events.CommandResult;
import io.mopup.processor.ProcessorMetric;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is sent, nothing but a result or a dead letter comes of it: no failure, no quarantine, no silence. */
class HostileInputTest {
    private static final int RECORDS = 6_000;

    @TempDir
    Path directory;

    @Test
    void shouldAnswerOrDeadLetterWhateverIsSent() {
        final long seed = new SplittableRandom().nextLong();
        final HostileRecords hostile = new HostileRecords(seed);
        final SplittableRandom random = new SplittableRandom(seed);
        final List<Class<? extends SpecificRecord>> types = Arrays.stream(MopupTopic.values())
                .filter(topic -> topic.role() == Role.INPUT || topic.role() == Role.REFERENCE)
                .flatMap(topic -> topic.records().stream())
                .toList();
        final Set<String> asked = new HashSet<>();
        final Set<String> answered = new HashSet<>();
        int letters = 0;
        try (FoldDriver fold = new FoldDriver(directory)) {
            for (int sent = 0; sent < RECORDS; sent++) {
                final SpecificRecord record = hostile.of(types.get(random.nextInt(types.size())));
                publish(fold, record, random);
                if (MopupTopic.COMMANDS.holds(record)) {
                    asked.add(RecordKeys.commandId(record));
                }
                if (sent % 100 == 0) {
                    fold.advance(Duration.ofSeconds(5));
                }
                letters += letters(fold, seed, answered);
            }
            fold.advance(Duration.ofMinutes(1));
            letters += letters(fold, seed, answered);
            fold.read(MopupTopic.RESULTS, CommandResult.class).forEach(result -> answered.add(result.getCommandId()));

            assertThat(letters).as("seed %d: dead letters", seed).isPositive();
            assertThat(fold.metric(ProcessorMetric.QUARANTINED))
                    .as("seed %d: uploads in quarantine", seed)
                    .isZero();
            assertThat(fold.metric(ProcessorMetric.CONTAINERS_REJECTED))
                    .as("seed %d: containers that were not used", seed)
                    .isPositive();
            // An upload that is being completed may keep its waiting commands for longer than this.
            assertThat(asked.stream().filter(id -> !answered.contains(id)).count())
                    .as("seed %d: commands without an answer or a dead letter, of %d", seed, asked.size())
                    .isLessThanOrEqualTo(asked.size() / 20);
        }
    }

    private static void publish(final FoldDriver fold, final SpecificRecord record, final SplittableRandom random) {
        final String key = random.nextInt(20) == 0 ? "another" : RecordKeys.of(record);
        fold.publish(
                MopupTopic.of(record), key.getBytes(StandardCharsets.UTF_8), fold.encode(record), new RecordHeaders());
    }

    /** Counts dead letters and takes them for answers; none may be there for a failure of ours. */
    private static int letters(final FoldDriver fold, final long seed, final Set<String> answered) {
        final var letters = fold.raw(MopupTopic.DEAD_LETTERS);
        final Set<String> reasons = letters.stream()
                .map(letter -> MopupHeaders.get(letter.headers(), MopupHeaders.ERROR_REASON)
                        .orElseThrow())
                .collect(Collectors.toSet());
        assertThat(reasons)
                .as("seed %d: reasons of dead letters", seed)
                .doesNotContain(
                        ReasonCode.INTERNAL_ERROR.name(),
                        ReasonCode.QUARANTINED.name(),
                        ReasonCode.OUTPUT_TOO_LARGE.name());
        letters.stream()
                .filter(letter -> MopupHeaders.get(letter.headers(), MopupHeaders.ERROR_TOPIC)
                        .orElse("")
                        .endsWith(MopupTopic.COMMANDS.suffix()))
                .map(letter -> fold.decode(MopupTopic.COMMANDS, letter.value()))
                .forEach(command -> answered.add(RecordKeys.commandId(command)));
        return letters.size();
    }
}
