/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import static io.mopup.core.Samples.S3;
import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.AbortReason;
import io.mopup.events.CancelAbort;
import io.mopup.events.PinUpload;
import io.mopup.events.UploadStatus;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Under at-least-once a crash keeps that an abort was cancelled and takes back that it is not held any more. */
class CancelledTwiceTest {
    private static final Duration WINDOW = Duration.ofMinutes(10);

    private final Fixture upload = new Fixture(Samples.SETTINGS.with(new PolicySettings(
                    WINDOW,
                    Duration.ZERO,
                    Duration.ofHours(1),
                    Duration.ofDays(1),
                    Duration.ofHours(1),
                    Duration.ZERO)))
            .with(S3, 1);

    private enum Saviour {
        CANCEL,
        PIN
    }

    @ParameterizedTest
    @EnumSource
    void shouldCancelAgainWhenTheStateWasLost(final Saviour saviour) {
        final SpecificRecord command = saviour == Saviour.CANCEL
                ? new CancelAbort("s", S3, Samples.requester(), null, Samples.T0)
                : new PinUpload("s", S3, Samples.requester(), Samples.T0.plus(WINDOW), null, Samples.T0);
        upload.receive(abort("a", AbortReason.LIFECYCLE));
        final UploadState held = upload.state;
        upload.receive(command);
        upload.state = held;

        upload.receive(command);
        upload.pass(WINDOW.multipliedBy(2));

        assertThat(upload.state.status()).isEqualTo(UploadStatus.IN_PROGRESS);
        assertThat(upload.result("s").getFields()).containsEntry("mopup-cancelled-abort", "a");
    }

    @Test
    void shouldNotCancelALaterAbortWhenTheCommandIsRepeated() {
        final var cancel = new CancelAbort("s", S3, Samples.requester(), null, Samples.T0);
        upload.receive(abort("a", AbortReason.OPERATOR), cancel, abort("b", AbortReason.OPERATOR), cancel);

        upload.pass(WINDOW);

        assertThat(upload.state.status()).isEqualTo(UploadStatus.ABORTED);
    }

    private static AbortMultipartUpload abort(final String commandId, final AbortReason reason) {
        final AbortMultipartUpload abort = Samples.abort(S3, commandId);
        abort.setReason(reason);
        return abort;
    }
}
