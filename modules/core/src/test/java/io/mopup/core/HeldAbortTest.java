/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import static io.mopup.core.Samples.S3;
import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.AbortReason;
import io.mopup.events.AbortRound;
import io.mopup.events.CancelAbort;
import io.mopup.events.PinUpload;
import io.mopup.events.UploadStatus;
import java.time.Duration;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An undo window ends when it ends, and what was taken back stays so, whatever a crash under at-least-once loses. */
class HeldAbortTest {
    private static final Duration WINDOW = Duration.ofMinutes(10);

    private final Fixture upload = new Fixture(Samples.SETTINGS.with(new PolicySettings(
                    WINDOW,
                    Duration.ZERO,
                    Duration.ofHours(1),
                    Duration.ofDays(1),
                    Duration.ofHours(1),
                    Duration.ZERO)))
            .with(S3, 1);

    /** What would win if it came in time. */
    private enum Rival {
        CANCEL(409),
        PIN(404),
        COMPLETE(404);

        private final int status;

        Rival(final int status) {
            this.status = status;
        }

        SpecificRecord command() {
            return switch (this) {
                case CANCEL -> new CancelAbort("r", S3, Samples.requester(), null, Samples.T0);
                case PIN ->
                    new PinUpload("r", S3, Samples.requester(), Samples.T0.plus(Duration.ofDays(1)), null, Samples.T0);
                case COMPLETE -> Samples.complete(S3, "r", List.of(Samples.listed(1, 1)));
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldAbortWhenTheWindowIsOverThoughItsTimerHasNotFiredYet(final Rival rival) {
        upload.receive(abort(AbortReason.LIFECYCLE));
        upload.now += WINDOW.toMillis();

        upload.receive(rival.command());

        assertThat(upload.state.status()).isEqualTo(UploadStatus.ABORTED);
        assertThat(upload.result("r").getHttpStatus()).isEqualTo(rival.status);
    }

    @Test
    void shouldAbortAgainWhenACrashTookTheStateAndTheRoundIsOnItsWay() {
        upload.receive(abort(AbortReason.OPERATOR));
        final UploadState held = upload.state;
        upload.pass(WINDOW);
        upload.deleteAll();
        assertThat(upload.all(AbortRound.class)).isNotEmpty();
        upload.state = held;

        upload.receive(Rival.CANCEL.command());

        assertThat(upload.state.status()).isEqualTo(UploadStatus.ABORTED);
    }

    @Test
    void shouldNotHoldAgainWhenACrashTookTheAnswerAndTheAbortWasCancelledThen() {
        upload.receive(abort(AbortReason.OPERATOR));
        upload.view.commands.current.clear();
        upload.outputs.clear();

        upload.receive(Rival.CANCEL.command(), abort(AbortReason.OPERATOR));
        upload.pass(WINDOW);

        assertThat(upload.result("a").getHttpStatus()).isEqualTo(202);
        assertThat(upload.state.status()).isEqualTo(UploadStatus.IN_PROGRESS);
    }

    private static AbortMultipartUpload abort(final AbortReason reason) {
        final AbortMultipartUpload abort = Samples.abort(S3, "a");
        abort.setReason(reason);
        return abort;
    }
}
