/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import static io.mopup.core.Samples.S3;
import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.events.CommandResult;
import io.mopup.events.DeletionCause;
import io.mopup.events.LifecycleType;
import io.mopup.events.PartDeletion;
import io.mopup.events.PartUploaded;
import io.mopup.events.ReclaimBy;
import io.mopup.events.UploadStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class GraceAndOrphansTest {
    private final Fixture upload = new Fixture();
    private final Fixture deleting = new Fixture(Samples.deletingOrphans());

    @Test
    @Tag("conformance-6")
    void shouldKnowNoUploadWhenTheGracePeriodEndsWithoutOne() {
        upload.receive(Samples.abort(S3, "a"));
        upload.pass(upload.settings.grace().minusMillis(1));
        assertThat(upload.isAnswered("a")).isFalse();

        upload.pass(Duration.ofMillis(1));

        assertThat(upload.result("a"))
                .returns(404, CommandResult::getHttpStatus)
                .returns("NoSuchUpload", CommandResult::getErrorCode)
                .returns(UploadStatus.UNKNOWN, CommandResult::getStatus);
        assertThat(upload.result("a").getFields()).containsEntry("UploadId", "u1");
    }

    @Test
    void shouldAnswerAtOnceWhenTheGracePeriodIsOver() {
        upload.receive(Samples.abort(S3, "a"));
        upload.pass(upload.settings.grace());

        upload.receive(Samples.complete(S3, "c", Samples.firstOf(1)));
        upload.receive(Samples.part(S3, 1, 1), "p");

        assertThat(upload.result("c").getErrorCode()).isEqualTo("NoSuchUpload");
        assertThat(upload.result("p").getErrorCode()).isEqualTo("NoSuchUpload");
    }

    @Test
    void shouldReportAndKeepThePartsWhenNobodyCreatedTheirUpload() {
        upload.receive(Samples.part(S3, 1, 1), Samples.part(S3, 1, 2), Samples.part(S3, 2, 1));

        final List<SpecificRecord> out = upload.pass(upload.settings.grace());

        assertThat(Fixture.lifecycle(out)).containsExactly(LifecycleType.ORPHANED);
        assertThat(upload.lifecycle(LifecycleType.ORPHANED).getPartsFound()).isEqualTo(3);
        assertThat(Fixture.ids(upload.outputs)).isEmpty();
    }

    @Test
    void shouldReportEachPartWhenItArrivesAfterTheGracePeriod() {
        upload.receive(Samples.abort(S3, "a"));
        upload.pass(upload.settings.grace());

        final List<SpecificRecord> out = upload.receive(Samples.part(S3, 1, 1));

        assertThat(Fixture.lifecycle(out)).containsExactly(LifecycleType.ORPHANED);
        assertThat(Fixture.ids(out)).isEmpty();
    }

    @Test
    void shouldNotTakeAPartForTheLiveOneWhenItsDeletionLeftBeforeItsStoreWasKnown() {
        deleting.receive(Samples.part(S3, 1, 1));
        deleting.pass(deleting.settings.grace());
        assertThat(Fixture.ids(deleting.outputs)).containsExactly("u1/1/1");
        deleting.receive(Samples.created(S3, ReclaimBy.UPLOAD));
        deleting.pass(Duration.ofHours(1));

        deleting.receive(Samples.part(S3, 1, 1), Samples.complete(S3, "c", Samples.firstOf(1)));

        assertThat(deleting.result("c").getErrorCode()).isEqualTo("InvalidPart");
        assertThat(deleting.state.status()).isEqualTo(UploadStatus.IN_PROGRESS);
    }

    @Test
    void shouldDeleteOrphansWhenThatIsWanted() {
        deleting.receive(Samples.part(S3, 1, 1), Samples.part(S3, 1, 2), Samples.part(S3, 2, 1));

        deleting.pass(deleting.settings.grace());
        deleting.receive(Samples.part(S3, 2, 2));

        assertThat(Fixture.ids(deleting.outputs)).containsExactlyInAnyOrder("u1/1/1", "u1/1/2", "u1/2/1", "u1/2/2");
        assertThat(deleting.all(PartDeletion.class))
                .allMatch(deletion -> deletion.getCause() == DeletionCause.ORPHANED);
        deleting.deleteAll();
        assertThat(deleting.view.ledger()).isEmpty();
    }

    @Test
    void shouldKeepAnOrphanWhenItMayBeOfACompletedUploadThatWasForgotten() {
        final PartUploaded replayed = Samples.part(S3, 1, 1);
        replayed.setUploadedAt(Samples.T0.minus(deleting.settings.retention().dividedBy(2)));
        deleting.receive(replayed);

        deleting.pass(deleting.settings.grace());

        assertThat(Fixture.ids(deleting.outputs)).isEmpty();
        assertThat(deleting.lifecycle()).containsExactly(LifecycleType.ORPHANED);
    }

    @Test
    void shouldKeepAnOrphanWhenAScannerSawItAndItsAgeIsNotKnown() {
        deleting.receive(Samples.observed(S3, Samples.seen(Samples.part(S3, 1, 1))));
        deleting.pass(deleting.settings.grace());
        assertThat(Fixture.ids(deleting.outputs)).isEmpty();

        final List<SpecificRecord> out = deleting.receive(Samples.part(S3, 1, 1));

        assertThat(Fixture.ids(out)).as("now its age is known").containsExactly("u1/1/1");
    }

    @Test
    void shouldKeepOrphansWhenTheStoreReportedAnObject() {
        deleting.receive(Samples.part(S3, 1, 1), Samples.assembled(S3, null));

        deleting.pass(deleting.settings.grace());
        deleting.receive(Samples.part(S3, 2, 1));

        assertThat(Fixture.ids(deleting.outputs)).isEmpty();
    }

    @Test
    void shouldNotListAnOrphanAsALivePartWhenItsDeletionHasLeft() {
        deleting.receive(Samples.part(S3, 1, 1));
        deleting.pass(deleting.settings.grace());

        deleting.receive(Samples.created(S3), Samples.complete(S3, "c", Samples.firstOf(1)));

        assertThat(deleting.result("c").getErrorCode()).isEqualTo("InvalidPart");
    }

    @Test
    void shouldLetSupersededGenerationsGoWhenTheUploadBecomesKnown() {
        upload.receive(Samples.part(S3, 1, 2), Samples.part(S3, 1, 1));
        assertThat(Fixture.ids(upload.outputs)).isEmpty();

        final List<SpecificRecord> out = upload.receive(Samples.created(S3));

        assertThat(Fixture.ids(out)).containsExactly("u1/1/1");
        assertThat(upload.view.part(LedgerKeys.live(1)))
                .hasValueSatisfying(part -> assertThat(part.generation()).isEqualTo(2));
    }

    @Test
    void shouldTakeTheUploadUpWhenItsCreationComesAfterTheGracePeriod() {
        upload.receive(Samples.part(S3, 1, 1), Samples.abort(S3, "a"));
        upload.pass(upload.settings.grace());
        upload.receive(Samples.created(S3));

        upload.receive(Samples.abort(S3, "b"));

        assertThat(upload.result("a").getHttpStatus()).isEqualTo(404);
        assertThat(upload.result("b").getHttpStatus()).isEqualTo(204);
        assertThat(Fixture.ids(upload.outputs)).containsExactly("u1/1/1");
    }

    @Test
    void shouldMeasureTheAgeWhenTheClockOfTheStoreIsAhead() {
        final PartUploaded part = Samples.part(S3, 1, 1);
        part.setUploadedAt(Instant.ofEpochMilli(deleting.now).plusSeconds(300));
        deleting.receive(part);

        deleting.pass(deleting.settings.grace());

        assertThat(Fixture.ids(deleting.outputs)).containsExactly("u1/1/1");
    }
}
