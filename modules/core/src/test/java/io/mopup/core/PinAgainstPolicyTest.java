/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import static io.mopup.core.Samples.S3;
import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.AbortPolicy;
import io.mopup.events.AbortReason;
import io.mopup.events.PinUpload;
import io.mopup.events.UploadStatus;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** A policy's abort is on its way when somebody pins the upload: the lease was granted first, so it holds. */
class PinAgainstPolicyTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Fixture upload = new Fixture();

    PinAgainstPolicyTest() {
        upload.view.containers.put(
                "policy/old",
                AbortPolicy.newBuilder()
                        .setName("old")
                        .setAgeSeconds(HOUR.toSeconds())
                        .setUpdatedAt(Samples.T0)
                        .build());
        upload.with(S3, 1);
    }

    @Test
    void shouldRefuseThePolicyWhenThePinCameBeforeItsCommand() {
        final AbortMultipartUpload abort = asks();
        pin();

        upload.receive(abort);

        assertThat(upload.result(abort.getCommandId()).getHttpStatus()).isEqualTo(412);
        assertThat(upload.result(abort.getCommandId()).getFields()).containsEntry("Condition", "pinnedUntil");
        assertThat(upload.state.status()).isEqualTo(UploadStatus.IN_PROGRESS);
    }

    @Test
    void shouldLetThePolicyAskAgainWhenThePinIsOver() {
        final AbortMultipartUpload abort = asks();
        pin();
        upload.receive(abort);

        final var again = Fixture.of(upload.pass(Duration.ofHours(5)), AbortMultipartUpload.class);
        upload.receive(again.get(0));

        assertThat(upload.state.status()).isEqualTo(UploadStatus.ABORTED);
    }

    @Test
    void shouldAbortInSpiteOfThePinWhenAClientOrAnOperatorAsks() {
        pin();
        final AbortMultipartUpload abort = Samples.abort(S3, "a");
        abort.setReason(AbortReason.OPERATOR);

        upload.receive(abort);

        assertThat(upload.state.status()).isEqualTo(UploadStatus.ABORTED);
    }

    @Test
    void shouldRefuseThePolicyAgainWhenTheLogIsReadAfterThePin() {
        final AbortMultipartUpload abort = asks();
        final PinUpload pin =
                new PinUpload("p", S3, Samples.requester(), Samples.T0.plus(HOUR.multipliedBy(4)), null, Samples.T0);
        final long eventTime = upload.now;
        upload.now += HOUR.multipliedBy(9).toMillis();

        receiveAt(eventTime, pin, "p");
        receiveAt(eventTime, abort, abort.getCommandId());

        assertThat(upload.result(abort.getCommandId()).getHttpStatus()).isEqualTo(412);
    }

    private void receiveAt(final long eventTime, final SpecificRecord record, final String commandId) {
        upload.apply(upload.fold()
                .received(upload.state, new FoldInput(record, commandId, eventTime, upload.now, null), upload.view));
    }

    private AbortMultipartUpload asks() {
        return Fixture.of(upload.pass(HOUR.plusMinutes(1)), AbortMultipartUpload.class)
                .get(0);
    }

    private void pin() {
        upload.receive(
                new PinUpload("p", S3, Samples.requester(), Samples.T0.plus(HOUR.multipliedBy(4)), null, Samples.T0));
    }
}
