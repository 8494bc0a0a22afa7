/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import static io.mopup.processor.internal.TestRecords.abort;
import static io.mopup.processor.internal.TestRecords.created;
import static io.mopup.processor.internal.TestRecords.deleted;
import static io.mopup.processor.internal.TestRecords.part;
import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.contract.MopupHeaders;
import io.mopup.contract.MopupTopic;
import io.mopup.events.AbortRound;
import io.mopup.events.CommandResult;
import io.mopup.events.LifecycleType;
import io.mopup.events.PartDeletion;
import io.mopup.events.UploadLifecycle;
import io.mopup.processor.FoldConfig;
import io.mopup.processor.ProcessorMetric;
import io.mopup.processor.TopologyNames;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldTopologyTest {
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final Duration TICK = Duration.ofMillis(50);

    @TempDir
    Path directory;

    @Test
    void shouldKeepItsShapeWhenBuilt() throws IOException {
        final FoldParts parts = FoldParts.of(FoldDriver.config(directory, Map.of()), null, 1, 1);

        assertThat(FoldTopology.build(parts, true).describe().toString()).isEqualTo(golden("topology.txt"));
    }

    @Test
    void shouldDeleteEveryPartWhenAnUploadIsAborted() {
        try (FoldDriver fold = new FoldDriver(directory)) {
            fold.publish(created("u1"));
            fold.publish(part("u1", 1));
            fold.publish(part("u1", 2));
            fold.publish(abort("u1", "c1"));

            assertThat(fold.read(MopupTopic.RESULTS, CommandResult.class))
                    .singleElement()
                    .satisfies(result -> assertThat(result.getHttpStatus()).isEqualTo(204));
            final List<TestRecord<byte[], byte[]>> raw = fold.raw(MopupTopic.PART_DELETIONS);
            assertThat(raw)
                    .extracting(record -> new String(record.key(), StandardCharsets.UTF_8))
                    .containsExactly("u1/1", "u1/2");
            final List<PartDeletion> deletions = raw.stream()
                    .map(record -> (PartDeletion) fold.decode(MopupTopic.PART_DELETIONS, record.value()))
                    .toList();
            deletions.forEach(deletion -> fold.publish(deleted(deletion)));
            assertThat(fold.read(MopupTopic.ABORT_ROUNDS, AbortRound.class)).hasSize(1);
            assertThat(fold.metric(ProcessorMetric.DELETIONS)).isEqualTo(2);
            assertThat(fold.metric(ProcessorMetric.RESULTS, "2xx")).isEqualTo(1);
            assertThat(fold.metric(ProcessorMetric.ABORTED)).isEqualTo(1);
            assertThat(fold.metric(ProcessorMetric.COMMANDS)).isEqualTo(1);
            assertThat(fold.metric(ProcessorMetric.ROUNDS)).isEqualTo(1);
        }
    }

    @Test
    void shouldDeleteInSlicesWhenAnUploadHasManyParts() {
        final Map<String, ?> small = Map.of(FoldConfig.SLICE_CONFIG, 10, FoldConfig.INLINE_SLICE_CONFIG, 5);
        try (FoldDriver fold = new FoldDriver(directory, small, 1)) {
            fold.publish(created("u1"));
            IntStream.rangeClosed(1, 30).forEach(number -> fold.publish(part("u1", number)));
            fold.publish(abort("u1", "c1"));

            assertThat(fold.raw(MopupTopic.PART_DELETIONS)).hasSize(5);
            fold.advance(TICK);
            assertThat(fold.raw(MopupTopic.PART_DELETIONS)).hasSize(10);
            fold.advance(TICK);
            assertThat(fold.raw(MopupTopic.PART_DELETIONS)).hasSize(10);
            fold.advance(TICK);
            assertThat(fold.raw(MopupTopic.PART_DELETIONS)).hasSize(5);
            fold.advance(TICK);
            assertThat(fold.raw(MopupTopic.PART_DELETIONS)).isEmpty();
        }
    }

    @Test
    void shouldAnswerAfterTheGraceWhenTheUploadIsUnknown() {
        try (FoldDriver fold = new FoldDriver(directory)) {
            fold.publish(abort("u1", "c1"));
            fold.advance(Duration.ofSeconds(9));
            assertThat(fold.raw(MopupTopic.RESULTS)).isEmpty();

            fold.advance(Duration.ofSeconds(2));

            assertThat(fold.read(MopupTopic.RESULTS, CommandResult.class))
                    .singleElement()
                    .satisfies(result -> assertThat(result.getErrorCode()).isEqualTo("NoSuchUpload"));
            assertThat(fold.metric(ProcessorMetric.TIMERS_FIRED)).isEqualTo(1);
        }
    }

    @Test
    void shouldPublishATombstoneAndKeepNothingWhenTheUploadIsForgotten() {
        final Map<String, ?> short_ = Map.of(FoldConfig.RETENTION_CONFIG, 1_000, FoldConfig.QUIET_PERIOD_CONFIG, 100);
        try (FoldDriver fold = new FoldDriver(directory, short_, 1)) {
            fold.publish(abort("u1", "c1"));
            fold.advance(Duration.ofSeconds(11));
            fold.advance(Duration.ofSeconds(11));

            final List<TestRecord<byte[], byte[]>> snapshots = fold.raw(MopupTopic.UPLOADS);
            assertThat(snapshots).last().satisfies(last -> {
                assertThat(new String(last.key(), StandardCharsets.UTF_8)).isEqualTo("u1");
                assertThat(last.value()).isNull();
            });
            for (final String store :
                    List.of(TopologyNames.UPLOADS_STORE, TopologyNames.PARTS_STORE, TopologyNames.COMMANDS_STORE)) {
                try (var all = fold.driver().getKeyValueStore(store).all()) {
                    assertThat(all.hasNext()).as(store).isFalse();
                }
            }
        }
    }

    @Test
    void shouldNameEventAndCauseWhenOutputsLeave() {
        try (FoldDriver fold = new FoldDriver(directory)) {
            fold.publish(created("u1"));
            fold.publish(part("u1", 1));
            final Headers headers = new RecordHeaders();
            MopupHeaders.put(headers, MopupHeaders.TRACE_PARENT, TRACE);
            fold.publish(abort("u1", "c1"), headers);

            final Headers result = fold.raw(MopupTopic.RESULTS).get(0).headers();
            assertThat(MopupHeaders.get(result, MopupHeaders.CE_ID).orElseThrow())
                    .matches("mopup\\.commands-0@0#\\d");
            assertThat(MopupHeaders.get(result, MopupHeaders.CE_SOURCE)).hasValue("/mopup/processor");
            assertThat(MopupHeaders.get(result, MopupHeaders.CE_TYPE)).hasValue("io.mopup.events.CommandResult");
            assertThat(MopupHeaders.get(result, MopupHeaders.CE_SUBJECT)).hasValue("u1");
            assertThat(MopupHeaders.get(result, MopupHeaders.CE_TIME)).hasValue(TestRecords.TIME.toString());
            assertThat(MopupHeaders.get(result, MopupHeaders.CONTENT_TYPE)).hasValue(MopupHeaders.AVRO);
            final Headers deletion = fold.raw(MopupTopic.PART_DELETIONS).get(0).headers();
            assertThat(MopupHeaders.get(deletion, MopupHeaders.COMMAND_ID)).hasValue("c1");
            assertThat(MopupHeaders.get(deletion, MopupHeaders.TRACE_PARENT)).hasValue(TRACE);
        }
    }

    @Test
    void shouldNameTheCommandOnRepeatsWhenATimerEmitsThem() {
        try (FoldDriver fold = new FoldDriver(directory)) {
            fold.publish(created("u1"));
            fold.publish(part("u1", 1));
            final Headers headers = new RecordHeaders();
            MopupHeaders.put(headers, MopupHeaders.TRACE_PARENT, TRACE);
            fold.publish(abort("u1", "c1"), headers);
            fold.raw(MopupTopic.PART_DELETIONS);

            fold.advance(Duration.ofMinutes(2));

            final TestRecord<byte[], byte[]> repeat =
                    fold.raw(MopupTopic.PART_DELETIONS).get(0);
            assertThat(MopupHeaders.get(repeat.headers(), MopupHeaders.COMMAND_ID))
                    .hasValue("c1");
            assertThat(MopupHeaders.get(repeat.headers(), MopupHeaders.TRACE_PARENT))
                    .hasValue(TRACE);
            assertThat(MopupHeaders.get(repeat.headers(), MopupHeaders.CE_ID).orElseThrow())
                    .matches("u1@\\d+#0");
        }
    }

    @Test
    void shouldNameTheCommandOnALateDeletionWhenTheEventNamesNone() {
        try (FoldDriver fold = new FoldDriver(directory)) {
            fold.publish(created("u1"));
            fold.publish(abort("u1", "c1"));
            fold.publish(part("u1", 1));

            final TestRecord<byte[], byte[]> late =
                    fold.raw(MopupTopic.PART_DELETIONS).get(0);
            assertThat(MopupHeaders.get(late.headers(), MopupHeaders.COMMAND_ID))
                    .hasValue("c1");
        }
    }

    @Test
    void shouldIgnoreTheTraceWhenItIsNotOne() {
        try (FoldDriver fold = new FoldDriver(directory)) {
            fold.publish(created("u1"));
            final Headers headers = new RecordHeaders();
            MopupHeaders.put(headers, MopupHeaders.TRACE_PARENT, "x".repeat(100_000));
            fold.publish(abort("u1", "c1"), headers);

            assertThat(fold.raw(MopupTopic.RESULTS).get(0).headers().lastHeader(MopupHeaders.TRACE_PARENT))
                    .isNull();
        }
    }

    @Test
    void shouldAnswerEventsWhenTheyCarryACommandId() {
        try (FoldDriver fold = new FoldDriver(directory)) {
            final Headers headers = new RecordHeaders();
            MopupHeaders.put(headers, MopupHeaders.COMMAND_ID, "e1");
            fold.publish(created("u1"), headers);

            assertThat(fold.read(MopupTopic.RESULTS, CommandResult.class))
                    .singleElement()
                    .satisfies(result -> assertThat(result.getCommandId()).isEqualTo("e1"));
        }
    }

    @Test
    void shouldGiveTheSameResultWhenACommandComesAgain() {
        try (FoldDriver fold = new FoldDriver(directory)) {
            fold.publish(created("u1"));
            fold.publish(abort("u1", "c1"));
            fold.publish(abort("u1", "c1"));

            final List<CommandResult> results = fold.read(MopupTopic.RESULTS, CommandResult.class);
            assertThat(results).hasSize(2);
            assertThat(results.get(1)).isEqualTo(results.get(0));
            assertThat(fold.read(MopupTopic.LIFECYCLE, UploadLifecycle.class))
                    .extracting(UploadLifecycle::getType)
                    .containsOnlyOnce(LifecycleType.ABORTED);
        }
    }

    private static String golden(final String name) throws IOException {
        try (InputStream in = FoldTopologyTest.class.getResourceAsStream("/golden/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
