/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import static io.mopup.core.Samples.GLACIER;
import static io.mopup.core.Samples.S3;
import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.events.AbortConditions;
import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.AbortReason;
import io.mopup.events.Container;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Whoever aborted an upload is told so, also when a crash under at-least-once took the answer and the state stayed. */
class AborterTest {

    @Test
    void shouldAnswerTheAborterAgainWhenTheContainerIsDeletedMeanwhile() {
        final Fixture upload = Fixture.inProgress(S3, 1);
        upload.receive(Samples.abort(S3, "a"));
        forgetAnswers(upload);
        final Container deleted = Samples.container();
        deleted.setDeletedAt(Samples.T0);
        upload.view.containers.put("s3/photos", deleted);

        upload.receive(Samples.abort(S3, "a"), Samples.abort(S3, "b"));

        assertThat(upload.result("a").getHttpStatus()).isEqualTo(204);
        assertThat(upload.result("b").getErrorCode()).isEqualTo("NoSuchBucket");
    }

    @Test
    void shouldAnswerTheRuleAgainWhenTheUploadExpired() {
        final Fixture upload = Fixture.inProgress(GLACIER, 1);
        final AbortMultipartUpload expired = Samples.abort(GLACIER, "a");
        expired.setReason(AbortReason.EXPIRED);
        upload.receive(expired);
        forgetAnswers(upload);

        upload.receive(expired, Samples.abort(GLACIER, "b"));

        assertThat(upload.result("a").getHttpStatus()).isEqualTo(204);
        assertThat(upload.result("b").getErrorCode()).isEqualTo("ResourceNotFoundException");
    }

    @Test
    void shouldSayAgainThatTheAbortIsHeldWhenItsConditionDoesNotHoldAnyMore() {
        final Fixture upload = new Fixture(Samples.SETTINGS.with(new PolicySettings(
                        Duration.ofMinutes(10),
                        Duration.ZERO,
                        Duration.ofHours(1),
                        Duration.ofDays(1),
                        Duration.ofHours(1),
                        Duration.ZERO)))
                .with(S3, 1);
        final AbortMultipartUpload abort = Samples.abort(S3, "a");
        abort.setReason(AbortReason.OPERATOR);
        abort.setConditions(
                AbortConditions.newBuilder().setIdleSince(Samples.T0).build());
        upload.receive(abort);
        forgetAnswers(upload);
        upload.receive(Samples.part(S3, 2, 1, 100, Samples.T0.plusSeconds(1)), abort);

        assertThat(upload.result("a").getHttpStatus()).isEqualTo(202);
    }

    private static void forgetAnswers(final Fixture upload) {
        upload.view.commands.current.clear();
        upload.outputs.clear();
    }
}
