/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import static io.mopup.core.Samples.S3;
import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.LifecycleType;
import io.mopup.events.ReclaimState;
import io.mopup.events.UploadStatus;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ExpiryTest {
    private final Fixture upload = Fixture.inProgress(S3, 1);

    @Test
    @Tag("conformance-5")
    void shouldKnowNoUploadWhenTheWindowIsOver() {
        upload.receive(Samples.abort(S3, "a"));
        upload.reclaim();
        upload.pass(upload.settings.retention());
        assertThat(upload.state).isNull();

        upload.receive(Samples.abort(S3, "b"));
        upload.pass(upload.settings.grace());

        assertThat(upload.result("b").getErrorCode()).isEqualTo("NoSuchUpload");
        assertThat(upload.result("b").getFields()).containsEntry("UploadId", "u1");
    }

    @Test
    @Tag("conformance-5")
    void shouldMeasureTheWindowInEventTimeWhenTheTimerHasNotFiredYet() {
        upload.receive(Samples.abort(S3, "a"));
        upload.reclaim();
        final long end = Samples.T0.plus(upload.settings.retention()).toEpochMilli();

        receiveAt(end, Samples.abort(S3, "within"));
        receiveAt(end + 1_000, Samples.abort(S3, "after"));
        receiveAt(end + 1_000, Samples.abort(S3, "a"));

        assertThat(upload.result("within").getHttpStatus()).isEqualTo(204);
        assertThat(upload.result("after").getErrorCode()).isEqualTo("NoSuchUpload");
        assertThat(upload.result("a").getHttpStatus()).as("the recorded result").isEqualTo(204);
    }

    @Test
    void shouldAnswerTheRepeatedCompleteOnlyInsideTheWindow() {
        upload.receive(Samples.complete(S3, "c", Samples.firstOf(1)), Samples.assembled(S3, "c"));

        upload.pass(upload.settings.retention().minusSeconds(1));
        upload.receive(Samples.complete(S3, "d", Samples.firstOf(1)));
        upload.pass(Duration.ofSeconds(2));

        assertThat(upload.result("d").getHttpStatus()).isEqualTo(200);
        assertThat(upload.state).isNull();
    }

    @Test
    void shouldSayThatItForgetsAndLeaveNothingBehind() {
        upload.receive(Samples.abort(S3, "a"));
        upload.reclaim();

        final List<SpecificRecord> out = upload.pass(upload.settings.retention());

        assertThat(Fixture.lifecycle(out)).containsExactly(LifecycleType.FORGOTTEN);
        assertThat(upload.view.ledger()).isEmpty();
        assertThat(upload.view.commands.current).isEmpty();
    }

    @Test
    void shouldForgetInSlicesWhenThereIsMuchToForget() {
        final Fixture large =
                Fixture.inProgress(S3, IntStream.rangeClosed(1, 1_200).toArray());
        large.receive(
                Samples.complete(
                        S3, "c", Samples.firstOf(IntStream.rangeClosed(1, 1_200).toArray())),
                Samples.assembled(S3, "c"));
        fireUntilForgetting(large);
        assertThat(large.view.ledger().size()).isEqualTo(700);

        assertThat(Fixture.lifecycle(large.fire())).isEmpty();
        large.fire();

        assertThat(large.state).isNull();
        assertThat(large.view.ledger()).isEmpty();
    }

    @Test
    void shouldDeleteNothingWhenAPartOfACompletedUploadIsReplayedWhileItIsForgotten() {
        final Fixture large = new Fixture(Samples.deletingOrphans())
                .with(S3, IntStream.rangeClosed(1, 1_200).toArray());
        large.receive(
                Samples.complete(
                        S3, "c", Samples.firstOf(IntStream.rangeClosed(1, 1_200).toArray())),
                Samples.assembled(S3, "c"));
        fireUntilForgetting(large);

        final List<SpecificRecord> out = large.receive(Samples.part(S3, 1, 1));

        assertThat(large.state.status()).isEqualTo(UploadStatus.UNKNOWN);
        assertThat(Fixture.ids(out)).isEmpty();
    }

    @Test
    void shouldRememberUntilTheLastDeletionIsReportedWhenTheWindowIsOver() {
        final FoldSettings patient = Samples.withAttempts(1_000);
        final Fixture slow = new Fixture(patient).with(S3, 1);
        slow.receive(Samples.abort(S3, "a"));

        slow.pass(patient.retention().plusHours(2));
        assertThat(slow.state.reclaim().state()).isEqualTo(ReclaimState.DELETING);
        slow.reclaim();
        slow.pass(Duration.ofHours(2));

        assertThat(slow.state).isNull();
    }

    @Test
    void shouldForgetAnUnknownUploadWhenTheWindowIsOver() {
        final Fixture unknown = new Fixture();
        unknown.receive(Samples.part(S3, 1, 1), Samples.abort(S3, "a"));

        unknown.pass(unknown.settings.grace().plus(unknown.settings.retention()));

        assertThat(unknown.state).isNull();
        assertThat(unknown.view.ledger()).isEmpty();
        assertThat(unknown.view.commands.current).isEmpty();
    }

    @Test
    void shouldNeverForgetWhenTheUploadIsInProgress() {
        upload.pass(upload.settings.retention().multipliedBy(100));

        assertThat(upload.state.status()).isEqualTo(UploadStatus.IN_PROGRESS);
    }

    private static void fireUntilForgetting(final Fixture upload) {
        while (!upload.state.is(UploadStatus.UNKNOWN)) {
            upload.now = upload.state.armedAt();
            upload.fire();
        }
    }

    private void receiveAt(final long eventTime, final AbortMultipartUpload command) {
        upload.apply(upload.fold()
                .received(
                        upload.state,
                        new FoldInput(command, command.getCommandId(), eventTime, upload.now, null),
                        upload.view));
    }
}
