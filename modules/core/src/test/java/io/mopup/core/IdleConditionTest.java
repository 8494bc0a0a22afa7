/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import static io.mopup.core.Samples.S3;
import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.events.AbortConditions;
import io.mopup.events.AbortMultipartUpload;
import org.junit.jupiter.api.Test;

/** The condition idleSince says the same whether or not agents have reported yet. */
class IdleConditionTest {
    private final Fixture upload = Fixture.inProgress(S3, 1);

    @Test
    void shouldAnswerTheSameBeforeAndAfterTheDeletionsWhenTheUploadIsAborted() {
        upload.receive(Samples.abort(S3, "a"), idle("before"));
        upload.deleteAll();
        upload.receive(idle("after"));

        assertThat(upload.result("before").getHttpStatus()).isEqualTo(204);
        assertThat(upload.result("after").getHttpStatus()).isEqualTo(204);
    }

    @Test
    void shouldNotTakeARefusedPartForActivity() {
        final Fixture idle = Fixture.inProgress(S3);
        idle.receive(Samples.part(S3, 1, 1, (5L << 30) + 1, Samples.T0.plusSeconds(60)));
        final AbortMultipartUpload abort = Samples.abort(S3, "a");
        abort.setConditions(
                AbortConditions.newBuilder().setIdleSince(Samples.T0).build());

        idle.receive(abort);

        assertThat(idle.result("a").getHttpStatus()).isEqualTo(204);
    }

    /** The part was stored a millisecond after the time that the condition names. */
    private static AbortMultipartUpload idle(final String commandId) {
        final AbortMultipartUpload abort = Samples.abort(S3, commandId);
        abort.setConditions(AbortConditions.newBuilder()
                .setIdleSince(Samples.T0.minusMillis(1))
                .build());
        return abort;
    }
}
