/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.AbortReason;
import io.mopup.events.CancelAbort;
import io.mopup.events.CommandResult;
import io.mopup.events.LifecycleType;
import io.mopup.events.PinUpload;
import io.mopup.events.UploadIdentity;
import io.mopup.events.UploadStatus;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UndoWindowTest {
    private static final UploadIdentity S3 = Samples.S3;
    private static final Duration WINDOW = Duration.ofMinutes(10);

    private final Fixture upload = new Fixture(withWindow()).with(S3, 1, 2);

    @ParameterizedTest
    @EnumSource(
            value = AbortReason.class,
            names = {"LIFECYCLE", "OPERATOR", "EXPIRED"})
    void shouldHoldTheAbortAndCarryItOutWhenNobodyCancels(final AbortReason reason) {
        upload.receive(abort("a", reason));

        assertThat(upload.result("a").getHttpStatus()).isEqualTo(202);
        assertThat(upload.result("a").getFields())
                .containsEntry("mopup-held-until", Samples.T0.plus(WINDOW).toString());
        assertThat(upload.state.is(UploadStatus.IN_PROGRESS)).isTrue();
        assertThat(Fixture.ids(upload.pass(WINDOW.minusMillis(1)))).isEmpty();
        assertThat(Fixture.ids(upload.pass(Duration.ofMillis(1)))).hasSize(2);
        assertThat(upload.lifecycle()).containsSubsequence(LifecycleType.ABORT_HELD, LifecycleType.ABORTED);
        assertThat(upload.lifecycle(LifecycleType.ABORTED).getReason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @EnumSource(
            value = AbortReason.class,
            names = {"CLIENT", "CONTAINER_DELETED"})
    void shouldAbortAtOnceWhenItIsNotForAPolicyOrAnOperator(final AbortReason reason) {
        upload.receive(abort("a", reason));

        assertThat(upload.result("a").getHttpStatus()).isEqualTo(204);
        assertThat(upload.state.is(UploadStatus.ABORTED)).isTrue();
    }

    @Test
    void shouldTakeTheAbortBackWhenItIsCancelled() {
        upload.receive(abort("a", AbortReason.OPERATOR), cancel("c", null));

        assertThat(upload.result("c").getHttpStatus()).isEqualTo(200);
        upload.pass(Duration.ofDays(2));
        assertThat(upload.state.is(UploadStatus.IN_PROGRESS)).isTrue();
        assertThat(Fixture.ids(upload.outputs)).isEmpty();
        assertThat(upload.lifecycle()).contains(LifecycleType.ABORT_CANCELLED, LifecycleType.PINNED);
        assertThat(upload.receive(abort("a", AbortReason.OPERATOR)))
                .singleElement()
                .isEqualTo(upload.result("a"));
    }

    @Test
    void shouldSayThatNothingIsHeldWhenThereIsNothingToCancel() {
        upload.receive(cancel("early", null), Samples.abort(S3, "a"), cancel("late", null));

        assertThat(upload.result("early"))
                .returns(409, CommandResult::getHttpStatus)
                .returns("NotHeld", CommandResult::getErrorCode);
        assertThat(upload.result("late").getErrorCode()).isEqualTo("NotHeld");
        assertThat(upload.state.is(UploadStatus.ABORTED)).isTrue();
    }

    @Test
    void shouldNotCancelTheAbortOfAnotherUploadWhenTheKeyDiffers() {
        upload.receive(abort("a", AbortReason.OPERATOR));
        final CancelAbort other = cancel("c", null);
        other.setIdentity(new UploadIdentity(S3.getDialect(), S3.getAccount(), "photos", "dog.jpg", "u1"));

        upload.receive(other);

        assertThat(upload.result("c").getErrorCode()).isEqualTo("NoSuchUpload");
        assertThat(upload.state.heldUntil()).isPositive();
    }

    @Test
    void shouldWinWhenTheUploadIsCompletedInsideTheWindow() {
        upload.receive(
                abort("a", AbortReason.LIFECYCLE),
                Samples.complete(S3, "c", Samples.firstOf(1, 2)),
                Samples.assembled(S3, "c"));
        upload.pass(WINDOW.multipliedBy(2));

        assertThat(upload.result("c").getHttpStatus()).isEqualTo(200);
        assertThat(upload.state.is(UploadStatus.COMPLETED)).isTrue();
        assertThat(Fixture.ids(upload.outputs)).isEmpty();
    }

    @Test
    void shouldNotWaitWhenAClientAbortsInsideTheWindow() {
        upload.receive(abort("a", AbortReason.OPERATOR), Samples.abort(S3, "b"));

        assertThat(upload.result("b").getHttpStatus()).isEqualTo(204);
        assertThat(upload.state.is(UploadStatus.ABORTED)).isTrue();
        upload.reclaim().pass(WINDOW.multipliedBy(2));
        assertThat(upload.lifecycle()).containsOnlyOnce(LifecycleType.ABORTED);
    }

    @Test
    void shouldDropTheAbortOfAPolicyButNotOfAnOperatorWhenTheUploadIsPinned() {
        upload.receive(abort("a", AbortReason.LIFECYCLE), pin("p1"));
        assertThat(upload.state.heldUntil()).isZero();

        upload.receive(abort("b", AbortReason.OPERATOR), pin("p2"));
        assertThat(upload.state.heldUntil()).isPositive();
    }

    @Test
    void shouldTakePartsInsideTheWindowAndDeleteThemInTheEnd() {
        upload.receive(abort("a", AbortReason.OPERATOR));
        upload.receive(Samples.part(S3, 3, 1), "p");

        assertThat(upload.result("p").getHttpStatus()).isEqualTo(200);
        assertThat(Fixture.ids(upload.pass(WINDOW))).hasSize(3);
    }

    private static AbortMultipartUpload abort(final String commandId, final AbortReason reason) {
        final AbortMultipartUpload abort = Samples.abort(S3, commandId);
        abort.setReason(reason);
        return abort;
    }

    private static CancelAbort cancel(final String commandId, final Instant pinnedUntil) {
        return new CancelAbort(commandId, S3, Samples.requester(), pinnedUntil, Samples.T0);
    }

    private static PinUpload pin(final String commandId) {
        return new PinUpload(commandId, S3, Samples.requester(), Samples.T0.plus(Duration.ofDays(1)), null, Samples.T0);
    }

    private static FoldSettings withWindow() {
        final PolicySettings usual = PolicySettings.DEFAULT;
        return Samples.SETTINGS.with(new PolicySettings(
                WINDOW, usual.spread(), usual.retry(), usual.pinMax(), usual.cancelPin(), usual.glacierInactivity()));
    }
}
