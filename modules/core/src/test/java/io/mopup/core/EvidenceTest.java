/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import static io.mopup.core.Samples.S3;
import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.events.LifecycleType;
import io.mopup.events.ParkReason;
import io.mopup.events.UploadStatus;
import java.time.Duration;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** The store reports an object that no accepted Complete asked for: what it is made of is not known. */
class EvidenceTest {
    private final Fixture upload = Fixture.inProgress(S3, 1, 2);

    @Test
    void shouldDeleteNothingAndSaySoWhenTheUploadWasInProgress() {
        upload.receive(Samples.assembled(S3, null), Samples.part(S3, 2, 5), Samples.part(S3, 3, 1));
        upload.receive(Samples.abort(S3, "a"));
        upload.pass(Duration.ofHours(1));

        assertThat(upload.state.status()).isEqualTo(UploadStatus.COMPLETED);
        assertThat(upload.lifecycle(LifecycleType.COMPLETED).getMessage()).contains("no part is deleted");
        assertThat(upload.result("a").getHttpStatus()).isEqualTo(404);
        assertThat(Fixture.ids(upload.outputs)).isEmpty();
    }

    @Test
    void shouldRepeatNoDeletionWhenOneWasOutstanding() {
        upload.receive(Samples.part(S3, 1, 2));
        assertThat(Fixture.ids(upload.outputs)).containsExactly("u1/1/1");

        upload.receive(Samples.assembled(S3, null));
        upload.pass(Duration.ofHours(1));

        assertThat(Fixture.ids(upload.outputs)).containsExactly("u1/1/1");
        assertThat(upload.state.reclaim().settled()).isTrue();
    }

    @Test
    void shouldDeleteNothingWhenTheOutcomeIsOfAnotherCommand() {
        upload.receive(Samples.complete(S3, "c", Samples.firstOf(1)));

        upload.receive(Samples.assembled(S3, "somebody else's"));

        assertThat(upload.state.status()).isEqualTo(UploadStatus.COMPLETED);
        assertThat(upload.result("c").getErrorCode()).isEqualTo("NoSuchUpload");
        assertThat(Fixture.ids(upload.outputs)).isEmpty();
    }

    @Test
    void shouldTakeTheObjectForWhatItIsWhenTheUploadBecomesKnownLater() {
        final Fixture late = new Fixture();
        late.receive(Samples.part(S3, 1, 1), Samples.assembled(S3, "c"), Samples.abort(S3, "a"));

        final List<SpecificRecord> out = late.receive(Samples.created(S3));

        assertThat(late.state.status()).isEqualTo(UploadStatus.COMPLETED);
        assertThat(late.result("a").getHttpStatus()).isEqualTo(404);
        assertThat(Fixture.ids(out)).isEmpty();
        assertThat(Fixture.lifecycle(out)).containsExactly(LifecycleType.CREATED, LifecycleType.COMPLETED);
    }

    @Test
    void shouldStopDeletingAndRaiseAnAlarmWhenTheUploadWasAborted() {
        upload.receive(Samples.abort(S3, "a"));

        upload.receive(Samples.assembled(S3, "c"), Samples.assembled(S3, "c"));
        upload.receive(Samples.part(S3, 3, 1));
        final int before = Fixture.ids(upload.outputs).size();
        upload.pass(Duration.ofHours(12));

        assertThat(upload.state.reclaim().parkReason()).isEqualTo(ParkReason.COMPLETION_EVIDENCE);
        assertThat(upload.lifecycle()).containsOnlyOnce(LifecycleType.PARKED);
        assertThat(Fixture.ids(upload.outputs)).hasSize(before).doesNotContain("u1/3/1");
    }
}
