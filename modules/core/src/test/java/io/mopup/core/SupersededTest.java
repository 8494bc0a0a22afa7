/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import static io.mopup.core.Samples.S3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mopup.contract.ReasonCode;
import io.mopup.contract.RejectedRecordException;
import io.mopup.events.DeletionCause;
import io.mopup.events.Dialect;
import io.mopup.events.PartDeletion;
import io.mopup.events.PartUploaded;
import io.mopup.events.ReclaimBy;
import io.mopup.events.ReclaimState;
import io.mopup.events.UploadIdentity;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SupersededTest {
    private final Fixture upload = Fixture.inProgress(S3, 1);

    @Test
    @Tag("conformance-24")
    void shouldDeleteTheOlderGenerationAtOnceAndTheNewerOnAbort() {
        final List<SpecificRecord> out = upload.receive(Samples.part(S3, 1, 2));

        assertThat(Fixture.of(out, PartDeletion.class))
                .singleElement()
                .returns("u1/1/1", PartDeletion::getDeletionId)
                .returns(DeletionCause.SUPERSEDED, PartDeletion::getCause);
        assertThat(Fixture.ids(upload.receive(Samples.abort(S3, "a")))).containsExactly("u1/1/2");
    }

    @Test
    void shouldKeepTheHigherGenerationWhenTheLowerOneArrivesLast() {
        upload.receive(Samples.part(S3, 1, 5));

        final List<SpecificRecord> out = upload.receive(Samples.part(S3, 1, 3));

        assertThat(Fixture.ids(out)).containsExactly("u1/1/3");
        assertThat(upload.view.part(LedgerKeys.live(1)))
                .hasValueSatisfying(part -> assertThat(part.generation()).isEqualTo(5));
    }

    @Test
    void shouldSettleWhenTheDeletionIsReported() {
        upload.receive(Samples.part(S3, 1, 2));
        assertThat(upload.state.reclaim().state()).isEqualTo(ReclaimState.DELETING);

        upload.deleteAll();

        assertThat(upload.state.reclaim().state()).isEqualTo(ReclaimState.NONE);
        assertThat(upload.view.ledger()).hasSize(1);
    }

    @Test
    void shouldIgnoreTheReportWhenItIsOfAGenerationThatIsNotThere() {
        final List<SpecificRecord> superseding = upload.receive(Samples.part(S3, 1, 2));
        final PartDeletion deletion =
                Fixture.of(superseding, PartDeletion.class).get(0);
        upload.delete(deletion);

        upload.delete(deletion);

        assertThat(upload.view.ledger())
                .singleElement()
                .returns(2L, StoredPart::generation)
                .returns(StoredPart.Mark.LIVE, StoredPart::mark);
    }

    @Test
    void shouldDeleteNothingWhenTheStoreOverwritesByItself() {
        final Fixture whole = new Fixture();
        whole.receive(Samples.created(S3, ReclaimBy.UPLOAD), Samples.part(S3, 1, 1));

        final List<SpecificRecord> out = whole.receive(Samples.part(S3, 1, 2));

        assertThat(out).isEmpty();
        assertThat(whole.view.ledger()).singleElement().returns(2L, StoredPart::generation);
    }

    @Test
    void shouldRejectThePartWhenItsGenerationLiesElsewhere() {
        final PartUploaded other = Samples.part(S3, 1, 1);
        other.setLocator("parts/elsewhere");

        assertRejected(other, ReasonCode.GENERATION_REUSED);
        upload.receive(Samples.part(S3, 1, 2));
        assertRejected(other, ReasonCode.GENERATION_REUSED);
    }

    @Test
    void shouldRejectEventsAndReportsWhenTheyAreAboutAnotherUploadOfThisId() {
        final UploadIdentity other = new UploadIdentity(Dialect.S3, Samples.OWNER, "photos", "2026/dog.jpg", "u1");
        final PartDeletion deletion = Fixture.of(upload.receive(Samples.part(S3, 1, 2)), PartDeletion.class)
                .get(0);
        deletion.setIdentity(other);

        assertRejected(Samples.part(other, 2, 1), ReasonCode.IDENTITY_MISMATCH);
        assertRejected(Samples.deleted(deletion), ReasonCode.IDENTITY_MISMATCH);
        assertThat(upload.view.ledger()).hasSize(2);
    }

    private void assertRejected(final SpecificRecord record, final ReasonCode reason) {
        assertThatThrownBy(() -> upload.receive(record))
                .isInstanceOfSatisfying(RejectedRecordException.class, rejected -> assertThat(rejected.reason())
                        .isEqualTo(reason));
    }
}
