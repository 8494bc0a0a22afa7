/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import static io.mopup.core.Samples.S3;
import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.events.AbortRound;
import io.mopup.events.CommandResult;
import io.mopup.events.DeletionCause;
import io.mopup.events.LifecycleType;
import io.mopup.events.ObservedPart;
import io.mopup.events.PartDeletion;
import io.mopup.events.ReclaimBy;
import io.mopup.events.ReclaimState;
import io.mopup.events.UploadStatus;
import java.time.Duration;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LatePartTest {
    private final Fixture upload = Fixture.inProgress(S3, 1, 2);

    @Test
    @Tag("conformance-4")
    void shouldDeleteItAndLookAgainWhenTheUploadWasReclaimed() {
        upload.receive(Samples.abort(S3, "a"));
        upload.reclaim();
        final int rounds = upload.round().getRound();

        final List<SpecificRecord> out = upload.receive(Samples.part(S3, 3, 1));

        assertThat(Fixture.of(out, PartDeletion.class))
                .singleElement()
                .returns("u1/3/1", PartDeletion::getDeletionId)
                .returns(DeletionCause.LATE, PartDeletion::getCause);
        assertThat(upload.lifecycle(LifecycleType.LATE_PART).getPartNumber()).isEqualTo(3);
        assertThat(Fixture.ids(upload.receive(Samples.abort(S3, "b")))).isEmpty();
        assertThat(upload.result("b").getHttpStatus()).isEqualTo(204);
        upload.deleteAll();
        assertThat(upload.round().getRound()).as("the abort is issued again").isGreaterThan(rounds);
        upload.reclaim();
        assertThat(upload.state.reclaim().state()).isEqualTo(ReclaimState.RECLAIMED);
        assertThat(upload.state.reclaim().receipt().getLateParts()).isEqualTo(1);
    }

    @Test
    @Tag("conformance-22")
    void shouldKnowNoUploadAndDeleteTheBytesWhenAPartAsksAfterTheAbort() {
        upload.receive(Samples.abort(S3, "a"));

        final List<SpecificRecord> out = upload.receive(Samples.part(S3, 1, 9), "p");

        assertThat(upload.result("p"))
                .returns(404, CommandResult::getHttpStatus)
                .returns("NoSuchUpload", CommandResult::getErrorCode);
        assertThat(Fixture.ids(out)).containsExactly("u1/1/9");
    }

    @Test
    @Tag("conformance-23")
    void shouldDeleteEachPartOnceWhenOneWasInFlightDuringTheAbort() {
        final Fixture raced = Fixture.inProgress(S3, 1);

        raced.receive(Samples.abort(S3, "a"), Samples.part(S3, 2, 1), Samples.part(S3, 2, 1));

        assertThat(raced.result("a").getHttpStatus()).isEqualTo(204);
        assertThat(Fixture.ids(raced.outputs)).containsExactlyInAnyOrder("u1/1/1", "u1/2/1");
    }

    @Test
    void shouldDeleteItWithoutARoundWhenTheObjectDoesNotContainIt() {
        upload.receive(Samples.complete(S3, "c", Samples.firstOf(1, 2)), Samples.assembled(S3, "c"));

        final List<SpecificRecord> out = upload.receive(Samples.part(S3, 1, 2), "p");

        assertThat(Fixture.ids(out)).containsExactly("u1/1/2");
        assertThat(upload.result("p").getHttpStatus()).isEqualTo(404);
        upload.deleteAll();
        upload.pass(Duration.ofHours(1));
        assertThat(upload.all(AbortRound.class)).isEmpty();
        assertThat(upload.state.reclaim().state()).isEqualTo(ReclaimState.NONE);
    }

    @Test
    void shouldHoldItUntilTheOutcomeWhenItArrivesDuringAssembly() {
        upload.receive(Samples.complete(S3, "c", Samples.firstOf(1, 2)));

        assertThat(Fixture.ids(upload.receive(Samples.part(S3, 1, 2), "p"))).isEmpty();
        assertThat(upload.isAnswered("p")).isFalse();
        final List<SpecificRecord> out = upload.receive(Samples.assembled(S3, "c"));

        assertThat(Fixture.ids(out)).containsExactly("u1/1/2");
        assertThat(upload.result("p").getHttpStatus()).isEqualTo(404);
    }

    @Test
    void shouldBecomeTheLiveOneWhenTheAssemblyFails() {
        upload.receive(Samples.complete(S3, "c", Samples.firstOf(1, 2)));
        upload.receive(Samples.part(S3, 1, 2), "p");

        final List<SpecificRecord> out = upload.receive(Samples.assemblyFailed(S3, "c"));

        assertThat(Fixture.of(out, PartDeletion.class))
                .singleElement()
                .returns("u1/1/1", PartDeletion::getDeletionId)
                .returns(DeletionCause.SUPERSEDED, PartDeletion::getCause);
        assertThat(upload.result("p").getHttpStatus()).isEqualTo(200);
        upload.receive(Samples.complete(S3, "d", List.of(Samples.listed(1, 2))));
        assertThat(upload.state.status()).isEqualTo(UploadStatus.COMPLETING);
    }

    @Test
    void shouldAbortAtTheStoreAgainWhenItCanOnlyAbortWholeUploads() {
        final Fixture whole = new Fixture();
        whole.receive(Samples.created(S3, ReclaimBy.UPLOAD), Samples.abort(S3, "a"));
        whole.reclaim();
        final int rounds = whole.round().getRound();

        final List<SpecificRecord> out = whole.receive(Samples.part(S3, 1, 1));

        assertThat(Fixture.ids(out)).isEmpty();
        assertThat(Fixture.of(out, AbortRound.class)).singleElement().returns(rounds + 1, AbortRound::getRound);
    }

    @Test
    void shouldLookAgainWhenAScannerSawWhatItCannotName() {
        upload.receive(Samples.abort(S3, "a"));
        upload.reclaim();
        final ObservedPart halfNamed = new ObservedPart(0, null, "parts/tmp", 5L, null, false);

        final List<SpecificRecord> out = upload.receive(Samples.observed(S3, halfNamed));

        assertThat(Fixture.of(out, AbortRound.class)).hasSize(1);
        assertThat(upload.state.reclaim().state()).isEqualTo(ReclaimState.VERIFYING);
    }

    @Test
    void shouldTakeNoPartForALiveOneWhenTheScannerDeletedIt() {
        final ObservedPart gone = Samples.seen(Samples.part(S3, 3, 1));
        gone.setDeleted(true);

        upload.receive(Samples.observed(S3, gone));

        assertThat(upload.view.ledger()).extracting(StoredPart::partNumber).containsExactly(1, 2);
    }

    @Test
    void shouldLoseNoneWhenAScannerSawTwoGenerationsOfOneNumber() {
        final List<SpecificRecord> out = upload.receive(
                Samples.observed(S3, Samples.seen(Samples.part(S3, 3, 2)), Samples.seen(Samples.part(S3, 3, 1))));

        assertThat(Fixture.ids(out)).containsExactly("u1/3/1");
        assertThat(upload.view.part(LedgerKeys.live(3)))
                .hasValueSatisfying(part -> assertThat(part.generation()).isEqualTo(2));
    }
}
