/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import static io.mopup.processor.internal.TestRecords.abort;
import static io.mopup.processor.internal.TestRecords.created;
import static io.mopup.processor.internal.TestRecords.deleted;
import static io.mopup.processor.internal.TestRecords.part;
import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.admin.MetricSpec.Kind;
import io.mopup.contract.MopupTopic;
import io.mopup.events.AbortRound;
import io.mopup.events.AbortRoundReport;
import io.mopup.events.PartDeletion;
import io.mopup.events.PartDeletionFailed;
import io.mopup.events.RoundOutcome;
import io.mopup.events.StorageFailure;
import io.mopup.processor.FoldConfig;
import io.mopup.processor.ProcessorMetric;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the metrics say of the state, while it changes and after somebody else took it over. */
class StateMetricsTest {
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration QUIET = Duration.ofSeconds(30);
    private static final long SIZE = 1_000;

    /** Times of the clock, which differs between two drivers; that of a task that has nothing to do is 0. */
    private static final Set<String> CLOCKS = Set.of(
            ProcessorMetric.TIMER_LAG.metricName(),
            ProcessorMetric.OLDEST_OPEN_ABORT.metricName(),
            ProcessorMetric.OLDEST_OPEN_UPLOAD.metricName());

    @TempDir
    Path directory;

    private int taken;
    private FoldDriver fold;

    @BeforeEach
    void start() {
        fold = driver();
    }

    @AfterEach
    void stop() {
        fold.close();
    }

    @Test
    void shouldSayWhatIsOpenAndBurningWhenUploadsAreAborted() {
        upload("u1", 3);
        upload("u2", 2);
        fold.publish(abort("u1", "c1"));
        fold.advance(TICK);

        assertThat(fold.metric(ProcessorMetric.STATE_COUNTED)).isEqualTo(1);
        assertThat(fold.metric(ProcessorMetric.UPLOADS, "IN_PROGRESS")).isEqualTo(1);
        assertThat(fold.metric(ProcessorMetric.UPLOADS, "ABORTED")).isEqualTo(1);
        assertThat(fold.metric(ProcessorMetric.RECLAIMS, "DELETING")).isEqualTo(1);
        assertThat(fold.metric(ProcessorMetric.OPEN_ABORTS)).isEqualTo(1);
        assertThat(fold.metric(ProcessorMetric.PARTS_OUTSTANDING)).isEqualTo(3);
        assertThat(fold.metric(ProcessorMetric.BYTES_BURNING)).isEqualTo(3 * SIZE);

        fold.publish(deleted(deletions().get(0)));
        fold.advance(TICK);

        assertThat(fold.metric(ProcessorMetric.PARTS_OUTSTANDING)).isEqualTo(2);
        assertThat(fold.metric(ProcessorMetric.BYTES_BURNING)).isEqualTo(2 * SIZE);
        assertThat(fold.metric(ProcessorMetric.BYTES_RECLAIMED)).isEqualTo(SIZE);
    }

    @Test
    void shouldCountASupersededPartAsBurningUntilItIsReported() {
        upload("u1", 1);
        fold.publish(part("u1", 1, 2));
        fold.advance(TICK);
        assertThat(fold.metric(ProcessorMetric.BYTES_BURNING)).isEqualTo(SIZE);
        assertThat(fold.metric(ProcessorMetric.OPEN_ABORTS)).isZero();

        deletions().forEach(deletion -> fold.publish(deleted(deletion)));
        fold.advance(TICK);
        assertThat(fold.metric(ProcessorMetric.BYTES_BURNING)).isZero();
    }

    @Test
    void shouldHaveNothingOpenAndOneObservationWhenStorageWasSeenEmptyTwice() {
        upload("u1", 2);
        fold.publish(abort("u1", "c1"));
        deletions().forEach(deletion -> fold.publish(deleted(deletion)));
        report(RoundOutcome.EMPTY, TestRecords.TIME.plusSeconds(5));
        fold.advance(QUIET);
        report(RoundOutcome.EMPTY, TestRecords.TIME.plusSeconds(45));
        fold.advance(TICK);

        assertThat(fold.metric(ProcessorMetric.RECEIPTS)).isEqualTo(1);
        assertThat(fold.metric(ProcessorMetric.OPEN_ABORTS)).isZero();
        assertThat(fold.metric(ProcessorMetric.OLDEST_OPEN_ABORT)).isZero();
        assertThat(fold.metric(ProcessorMetric.RE_ABORTS)).isEqualTo(1);
        assertThat(histogram("time-to-empty-seconds"))
                .containsEntry("count", 1.0)
                .containsEntry("sum", 45.0)
                .containsEntry("30.0", 0.0)
                .containsEntry("60.0", 1.0)
                .containsEntry("+Inf", 1.0);
        assertThat(histogram("rounds-per-abort")).containsEntry("sum", 2.0).containsEntry("2.0", 1.0);

        // A part that comes after the proof opens the abort again, and its second receipt is none of a new abort.
        fold.publish(part("u1", 7));
        fold.advance(TICK);
        assertThat(fold.metric(ProcessorMetric.LATE_BYTES)).isEqualTo(SIZE);
        assertThat(fold.metric(ProcessorMetric.BYTES_BURNING)).isEqualTo(SIZE);
        assertThat(fold.metric(ProcessorMetric.OPEN_ABORTS)).isEqualTo(1);
        deletions().forEach(deletion -> fold.publish(deleted(deletion)));
        report(RoundOutcome.EMPTY, TestRecords.TIME.plusSeconds(100));
        fold.advance(QUIET);
        report(RoundOutcome.EMPTY, TestRecords.TIME.plusSeconds(140));
        fold.advance(TICK);
        assertThat(fold.metric(ProcessorMetric.RECEIPTS)).isEqualTo(2);
        assertThat(histogram("time-to-empty-seconds")).containsEntry("count", 1.0);
        assertThat(fold.metric(ProcessorMetric.BYTES_BURNING)).isZero();
    }

    @Test
    void shouldSayWhyAReclaimIsParkedAndForHowLongItIsOpen() {
        upload("u1", 1);
        upload("u2", 1);
        fold.publish(abort("u1", "c1"));
        final PartDeletion deletion = deletions().get(0);
        fold.publish(new PartDeletionFailed(
                deletion.getIdentity(), 1, 1L, 1, StorageFailure.REFUSED, "denied", TestRecords.TIME, "agent"));
        fold.advance(Duration.ofHours(1));

        assertThat(fold.metric(ProcessorMetric.PARKED_NOW, "REFUSED")).isEqualTo(1);
        assertThat(fold.metric(ProcessorMetric.PARKED_NOW)).isEqualTo(1);
        assertThat(fold.metric(ProcessorMetric.OPEN_ABORTS)).isEqualTo(1);
        assertThat(fold.metric(ProcessorMetric.OLDEST_OPEN_ABORT)).isBetween(3_600_000L, 3_610_000L);
        assertThat(fold.metric(ProcessorMetric.OLDEST_OPEN_UPLOAD)).isBetween(3_600_000L, 3_610_000L);
    }

    @Test
    void shouldSayTheSameWhenTheTaskIsTakenOver() {
        messUp();
        final Map<String, Double> before = gauges(fold);
        assertThat(before).containsEntry("open-aborts", 3.0).containsEntry("state-counted", 1.0);

        try (FoldDriver next = driver()) {
            next.restore(fold);
            next.advance(TICK);

            assertThat(gauges(next)).isEqualTo(before);
        }
    }

    @Test
    void shouldSayWhatAWalkWouldFindWhenRecordsArriveBeforeTheWalk() {
        messUp();
        try (FoldDriver next = driver()) {
            next.restore(fold);
            next.publish(created("u0"));
            next.publish(part("u0", 1));
            next.publish(abort("u0", "c-u0"));
            next.publish(abort("u3", "c-u3"));
            next.publish(part("u1", 9));
            next.advance(TICK);
            next.publish(part("u2", 9));
            next.advance(TICK);

            try (FoldDriver walked = driver()) {
                walked.restore(next);
                walked.advance(TICK);
                assertThat(gauges(next)).isEqualTo(gauges(walked));
            }
        }
    }

    /** Uploads in many states: deleting, verifying, parked, in progress with and without superseded parts, decided. */
    private void messUp() {
        for (final String id : List.of("u1", "u2", "u3", "u4", "u5", "u6")) {
            upload(id, 3);
        }
        fold.publish(part("u4", 1, 2));
        deletions();
        fold.publish(abort("u1", "c1"));
        fold.publish(deleted(deletions().get(1)));
        fold.publish(abort("u2", "c2"));
        deletions().forEach(deletion -> fold.publish(deleted(deletion)));
        fold.publish(abort("u5", "c5"));
        final PartDeletion refused = deletions().get(0);
        fold.publish(new PartDeletionFailed(
                refused.getIdentity(), 1, 1L, 1, StorageFailure.REFUSED, "denied", TestRecords.TIME, "agent"));
        // Known to nobody: it waits for its creation.
        fold.publish(part("stray", 1));
        fold.advance(TICK);
    }

    private void upload(final String uploadId, final int parts) {
        fold.publish(created(uploadId));
        for (int number = 1; number <= parts; number++) {
            fold.publish(part(uploadId, number));
        }
    }

    private List<PartDeletion> deletions() {
        return fold.read(MopupTopic.PART_DELETIONS, PartDeletion.class);
    }

    private void report(final RoundOutcome outcome, final Instant lookedAt) {
        final AbortRound round = fold.read(MopupTopic.ABORT_ROUNDS, AbortRound.class).stream()
                .reduce((first, last) -> last)
                .orElseThrow();
        fold.publish(AbortRoundReport.newBuilder()
                .setIdentity(round.getIdentity())
                .setRound(round.getRound())
                .setAttempt(round.getAttempt())
                .setOutcome(outcome)
                .setLookedAt(lookedAt)
                .build());
    }

    private FoldDriver driver() {
        final Map<String, ?> quiet = Map.of(FoldConfig.QUIET_PERIOD_CONFIG, QUIET.toMillis());
        return new FoldDriver(directory.resolve("state-" + taken++), quiet, 1);
    }

    /** Every gauge that is counted from the state. */
    private static Map<String, Double> gauges(final FoldDriver of) {
        final Set<String> names = Set.of(ProcessorMetric.values()).stream()
                .filter(metric -> metric.kind() == Kind.GAUGE)
                .map(ProcessorMetric::metricName)
                .filter(name -> !CLOCKS.contains(name))
                .collect(Collectors.toSet());
        final Map<String, Double> gauges = new TreeMap<>();
        of.driver().metrics().forEach((name, metric) -> {
            if (isOurs(name) && names.contains(name.name())) {
                gauges.put(name.name() + labels(name), (Double) metric.metricValue());
            }
        });
        return gauges;
    }

    private Map<String, Double> histogram(final String name) {
        final Map<String, Double> values = new TreeMap<>();
        fold.driver().metrics().forEach((metricName, metric) -> {
            if (isOurs(metricName) && metricName.name().startsWith(name + '-')) {
                final String suffix = metricName.name().substring(name.length() + 1);
                values.put(metricName.tags().getOrDefault("le", suffix), (Double) metric.metricValue());
            }
        });
        return values;
    }

    private static boolean isOurs(final MetricName name) {
        return name.group().equals(ProcessorMetric.GROUP);
    }

    private static String labels(final MetricName name) {
        final Map<String, String> labels = new TreeMap<>(name.tags());
        labels.keySet().removeAll(Set.of("thread-id", "task-id"));
        return labels.isEmpty() ? "" : labels.toString();
    }
}
