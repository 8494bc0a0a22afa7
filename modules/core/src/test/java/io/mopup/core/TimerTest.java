/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import static io.mopup.core.Samples.S3;
import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.events.Dialect;
import io.mopup.events.RoundOutcome;
import io.mopup.events.UploadIdentity;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimerTest {
    @Test
    void shouldDoubleAndStopAtTheLongestWhenAttemptsGrow() {
        final Draft draft = draft(FoldSettings.DEFAULT);

        final List<Long> waits = IntStream.rangeClosed(0, 100)
                .mapToObj(attempt -> draft.backOff(attempt) - draft.now)
                .toList();

        assertThat(waits.get(1)).isBetween(60_000L, 72_000L);
        assertThat(waits.get(3)).isBetween(240_000L, 288_000L);
        assertThat(waits.subList(8, 101)).allMatch(wait -> wait >= 3_600_000L && wait <= 4_320_000L);
    }

    @Test
    void shouldNotOverflowWhenTheFirstPauseIsVeryLong() {
        final FoldSettings usual = FoldSettings.DEFAULT;
        final FoldSettings slow = new FoldSettings(
                usual.retention(),
                usual.grace(),
                usual.assemblyAlarm(),
                Duration.ofDays(365),
                Duration.ofDays(3_650),
                usual.attempts(),
                usual.quietPeriod(),
                usual.rounds(),
                usual.parkedReminder(),
                usual.slice(),
                usual.inlineSlice(),
                usual.maxOutstanding(),
                usual.maxWaiting(),
                usual.deleteOrphans(),
                usual.dialects(),
                usual.policies());
        final Draft draft = draft(slow);

        assertThat(IntStream.rangeClosed(1, 200).mapToLong(draft::backOff))
                .allMatch(at -> at >= draft.after(Duration.ofDays(365)) && at <= draft.after(Duration.ofDays(4_380)));
    }

    @Test
    void shouldSpreadUploadsWhenTheyAllWaitForTheSame() {
        assertThat(IntStream.range(0, 100)
                        .mapToObj(i -> new Draft(FoldSettings.DEFAULT, null, 0, UploadState.unknown(identity(i))))
                        .map(draft -> draft.backOff(1))
                        .distinct())
                .hasSizeGreaterThan(10);
    }

    @Test
    void shouldDoNothingWhenATimerIsStale() {
        final Fixture upload = Fixture.inProgress(S3, 1);
        upload.receive(Samples.abort(S3, "a"));

        final Decision decision =
                upload.fold().fired(upload.state, upload.state.armedAt() - 1, upload.now, upload.view);

        assertThat(decision).isEqualTo(new Decision(upload.state, List.of(), List.of(), List.of(), 0));
    }

    @Test
    void shouldSetTheTimerAgainWhenItFiresBeforeAnythingIsDue() {
        final Fixture upload = Fixture.inProgress(S3, 1);
        upload.receive(Samples.abort(S3, "a"));
        final long due = upload.state.armedAt();

        final Decision early = upload.fold().fired(upload.state, due, upload.now, upload.view);

        assertThat(early.outputs()).isEmpty();
        assertThat(early.timer()).isEqualTo(due);
    }

    @Test
    void shouldKeepOneTimerWhenRecordsArriveWhileItIsOverdue() {
        final Fixture upload =
                Fixture.inProgress(S3, IntStream.rangeClosed(1, 100).toArray());
        upload.receive(Samples.abort(S3, "a"));
        final long armed = upload.state.armedAt();
        upload.now += 5_000;

        for (int generation = 2; generation < 10; generation++) {
            upload.now += 10;
            upload.receive(Samples.part(S3, 1, generation));
        }

        assertThat(upload.state.armedAt()).isEqualTo(armed);
    }

    @Test
    void shouldGoOnWhenTheClockJumpsFarAhead() {
        final Fixture upload = Fixture.inProgress(S3, 1);
        upload.receive(Samples.abort(S3, "a"));
        upload.deleteAll();
        upload.look(RoundOutcome.EMPTY);

        upload.now += Duration.ofDays(3_650).toMillis();
        upload.fire();

        assertThat(upload.round().getRound()).isEqualTo(2);
        assertThat(upload.state).as("not forgotten before it is reclaimed").isNotNull();
    }

    private static UploadIdentity identity(final int i) {
        return new UploadIdentity(Dialect.S3, Samples.OWNER, "photos", "2026/cat.jpg", "upload-" + i * 7919);
    }

    private static Draft draft(final FoldSettings settings) {
        return new Draft(settings, null, Samples.T0.toEpochMilli(), UploadState.unknown(S3));
    }
}
