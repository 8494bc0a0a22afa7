/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import static io.mopup.core.Samples.S3;
import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.events.CompleteMultipartUpload;
import io.mopup.events.Container;
import io.mopup.events.Dialect;
import io.mopup.events.PolicyDecision;
import io.mopup.events.Requester;
import io.mopup.events.SessionMode;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Whoever completes an upload is told what became of it, whatever is changed while the store assembles. */
class CompleterTest {
    private final Fixture upload = Fixture.inProgress(S3, 1);

    @Test
    void shouldAnswerTheCompleterWhenTheContainerIsDeletedMeanwhile() {
        upload.receive(Samples.complete(S3, "c", Samples.firstOf(1)));
        container(false, Samples.T0);

        upload.receive(Samples.assembled(S3, "c"), Samples.complete(S3, "d", Samples.firstOf(1)));

        assertThat(upload.result("c").getHttpStatus()).isEqualTo(200);
        assertThat(upload.result("d").getErrorCode()).isEqualTo("NoSuchBucket");
    }

    @Test
    void shouldAnswerTheCompleterAgainWhenACrashTookTheAnswerAndTheContainerIsDeleted() {
        upload.receive(Samples.complete(S3, "c", Samples.firstOf(1)), Samples.assembled(S3, "c"));
        upload.view.commands.current.clear();
        upload.outputs.clear();
        container(false, Samples.T0);

        upload.receive(Samples.complete(S3, "c", Samples.firstOf(1)));

        assertThat(upload.result("c").getHttpStatus()).isEqualTo(200);
    }

    @Test
    void shouldAnswerTheCompleterWhenRequestersHaveToPayFromThenOn() {
        final CompleteMultipartUpload complete = Samples.complete(S3, "c", Samples.firstOf(1));
        complete.setRequester(stranger());
        upload.receive(complete);
        container(true, null);

        upload.receive(Samples.assembled(S3, "c"));

        assertThat(upload.result("c").getHttpStatus()).isEqualTo(200);
    }

    @Test
    void shouldChargeTheCompleterWhoAgreedToPay() {
        container(true, null);
        final CompleteMultipartUpload complete = Samples.complete(S3, "c", Samples.firstOf(1));
        complete.setRequester(stranger());
        complete.setRequestPayer("requester");

        upload.receive(complete, Samples.assembled(S3, "c"));

        assertThat(upload.result("c").getRequestCharged()).isTrue();
    }

    @Test
    void shouldNotChargeTheOwnerWhoCompletes() {
        container(true, null);
        final CompleteMultipartUpload complete = Samples.complete(S3, "c", Samples.firstOf(1));
        complete.setRequester(new Requester(Samples.OWNER, null, PolicyDecision.NONE, SessionMode.NONE));
        complete.setRequestPayer("requester");

        upload.receive(complete, Samples.assembled(S3, "c"));

        assertThat(upload.result("c").getRequestCharged()).isFalse();
    }

    private void container(final boolean requesterPays, final Instant deletedAt) {
        upload.view.containers.put(
                "s3/photos",
                Container.newBuilder()
                        .setDialect(Dialect.S3)
                        .setContainer("photos")
                        .setAccount(Samples.OWNER)
                        .setRequesterPays(requesterPays)
                        .setDeletedAt(deletedAt)
                        .setUpdatedAt(Samples.T0)
                        .build());
    }

    private static Requester stranger() {
        return new Requester(
                "999988887777", "arn:aws:iam::999988887777:user/eve", PolicyDecision.ALLOW, SessionMode.NONE);
    }
}
