/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import static io.mopup.core.Samples.S3;
import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.AbortReason;
import io.mopup.events.AbortRound;
import io.mopup.events.CommandResult;
import io.mopup.events.DeletionCause;
import io.mopup.events.Dialect;
import io.mopup.events.LifecycleType;
import io.mopup.events.PartDeletion;
import io.mopup.events.ReclaimBy;
import io.mopup.events.ReclaimState;
import io.mopup.events.UploadIdentity;
import io.mopup.events.UploadStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class AbortTest {
    @Test
    @Tag("conformance-1")
    void shouldAnswerAndDeleteEveryPartWhenAborted() {
        final Fixture upload = Fixture.inProgress(S3, 1, 2);

        final List<SpecificRecord> out = upload.receive(Samples.abort(S3, "a"));

        assertThat(upload.result("a"))
                .returns(204, CommandResult::getHttpStatus)
                .returns(null, CommandResult::getErrorCode)
                .returns(UploadStatus.ABORTED, CommandResult::getStatus)
                .returns(ReclaimState.DELETING, CommandResult::getReclaim);
        assertThat(Fixture.ids(out)).containsExactly("u1/1/1", "u1/2/1");
        assertThat(Fixture.of(out, PartDeletion.class)).allSatisfy(deletion -> {
            assertThat(deletion.getCause()).isEqualTo(DeletionCause.ABORTED);
            assertThat(deletion.getAttempt()).isEqualTo(1);
            assertThat(deletion.getLocator()).isEqualTo(Samples.locator(deletion.getPartNumber(), 1));
        });
    }

    @Test
    @Tag("conformance-2")
    void shouldAnswerAndDeleteNothingWhenThereIsNoPart() {
        final Fixture upload = Fixture.inProgress(S3);

        final List<SpecificRecord> out = upload.receive(Samples.abort(S3, "a"));

        assertThat(upload.result("a").getHttpStatus()).isEqualTo(204);
        assertThat(Fixture.ids(out)).isEmpty();
        assertThat(Fixture.of(out, AbortRound.class)).hasSize(1);
    }

    @Test
    @Tag("conformance-3")
    void shouldAnswerAgainAndDeleteNothingWhenAbortedTwice() {
        final Fixture upload = Fixture.inProgress(S3, 1);
        upload.receive(Samples.abort(S3, "a"));
        upload.reclaim();

        final List<SpecificRecord> out = upload.receive(Samples.abort(S3, "b"));

        assertThat(upload.result("b").getHttpStatus()).isEqualTo(204);
        assertThat(Fixture.ids(out)).isEmpty();
        assertThat(Fixture.of(out, AbortRound.class)).as("it is looked again").hasSize(1);
    }

    @Test
    @Tag("conformance-7")
    void shouldLeaveTheUploadAloneWhenTheKeyIsAnother() {
        shouldNotMean(new UploadIdentity(Dialect.S3, Samples.OWNER, "photos", "2026/dog.jpg", "u1"));
    }

    @Test
    @Tag("conformance-8")
    void shouldLeaveTheUploadAloneWhenTheBucketIsAnother() {
        shouldNotMean(new UploadIdentity(Dialect.S3, Samples.OWNER, "films", "2026/cat.jpg", "u1"));
    }

    private static void shouldNotMean(final UploadIdentity other) {
        final Fixture upload = Fixture.inProgress(S3, 1);

        final List<SpecificRecord> out = upload.receive(Samples.abort(other, "a"));

        assertThat(upload.result("a"))
                .returns(404, CommandResult::getHttpStatus)
                .returns("NoSuchUpload", CommandResult::getErrorCode)
                .returns(other, CommandResult::getIdentity);
        assertThat(upload.state.status()).isEqualTo(UploadStatus.IN_PROGRESS);
        assertThat(Fixture.ids(out)).isEmpty();
    }

    @Test
    @Tag("conformance-52")
    void shouldGiveTheRecordedAnswerWhenTheSameCommandComesAgain() {
        final Fixture upload = Fixture.inProgress(S3, 1);
        upload.receive(Samples.abort(S3, "a"));
        final CommandResult first = upload.result("a");
        upload.pass(Duration.ofSeconds(5));
        final UploadState before = upload.state;

        final List<SpecificRecord> out = upload.receive(Samples.abort(S3, "a"));

        assertThat(out).containsExactly(first);
        assertThat(upload.state).isSameAs(before);
    }

    @Test
    @Tag("conformance-54")
    void shouldTouchOnlyTheNamedUploadWhenAKeyHasTwo() {
        final UploadIdentity second = new UploadIdentity(Dialect.S3, Samples.OWNER, "photos", "2026/cat.jpg", "u2");
        final Fixture first = Fixture.inProgress(S3, 1);
        final Fixture other = Fixture.inProgress(second, 1);

        final List<SpecificRecord> out = first.receive(Samples.abort(S3, "a"));
        other.receive(Samples.abort(S3, "b"));

        assertThat(Fixture.ids(out)).containsExactly("u1/1/1");
        assertThat(other.state.status()).isEqualTo(UploadStatus.IN_PROGRESS);
        assertThat(Fixture.ids(other.outputs)).isEmpty();
    }

    @Test
    @Tag("conformance-100")
    void shouldAnswerAtOnceAndDeleteTheRestInSlicesWhenThereAreTenThousandParts() {
        final Fixture upload =
                Fixture.inProgress(S3, IntStream.rangeClosed(1, 10_000).toArray());

        final List<SpecificRecord> out = upload.receive(Samples.abort(S3, "a"));

        assertThat(upload.result("a").getHttpStatus()).isEqualTo(204);
        assertThat(Fixture.ids(out)).hasSize(upload.settings.inlineSlice());
        upload.pass(Duration.ofSeconds(1));
        assertThat(Fixture.ids(upload.outputs)).hasSize(10_000).doesNotHaveDuplicates();
    }

    @Test
    @Tag("conformance-99")
    void shouldDeleteEveryPartOnceWhenTheFoldGoesOnFromWhatWasStored() {
        final Fixture upload =
                Fixture.inProgress(S3, IntStream.rangeClosed(1, 1_200).toArray());
        upload.receive(Samples.abort(S3, "a"));
        final Fixture restarted = new Fixture();
        restarted.view.parts.current.putAll(upload.view.parts.current);
        restarted.view.commands.current.putAll(upload.view.commands.current);
        restarted.state = upload.state;

        restarted.pass(Duration.ofSeconds(1));
        restarted.receive(Samples.abort(S3, "b"));

        final List<SpecificRecord> both = new ArrayList<>(upload.outputs);
        both.addAll(restarted.outputs);
        assertThat(Fixture.ids(both)).hasSize(1_200).doesNotHaveDuplicates();
        assertThat(restarted.result("b").getHttpStatus()).isEqualTo(204);
    }

    @Test
    void shouldLookAtOnceAndDeleteNoPartWhenTheStoreCanOnlyAbortWholeUploads() {
        final Fixture upload = new Fixture();
        upload.receive(Samples.created(S3, ReclaimBy.UPLOAD), Samples.part(S3, 1, 1));

        final List<SpecificRecord> out = upload.receive(Samples.abort(S3, "a"));

        assertThat(Fixture.ids(out)).isEmpty();
        assertThat(Fixture.of(out, AbortRound.class))
                .singleElement()
                .returns(1, AbortRound::getRound)
                .returns(Samples.T0, AbortRound::getInitiatedAt);
    }

    @Test
    void shouldSayWhyWhenASystemAborts() {
        final Fixture upload = Fixture.inProgress(S3);
        final AbortMultipartUpload abort = Samples.abort(S3, "a");
        abort.setReason(AbortReason.CONTAINER_DELETED);

        upload.receive(abort);

        assertThat(upload.lifecycle(LifecycleType.ABORTED).getReason()).isEqualTo(AbortReason.CONTAINER_DELETED);
        assertThat(upload.lifecycle(LifecycleType.ABORTED).getCommandId()).isEqualTo("a");
    }

    @Test
    void shouldWaitForTheUploadWhenTheAbortOvertakesItsCreation() {
        final Fixture upload = new Fixture();
        upload.receive(Samples.part(S3, 1, 1), Samples.abort(S3, "a"));
        assertThat(upload.isAnswered("a")).isFalse();

        final List<SpecificRecord> out = upload.receive(Samples.created(S3));

        assertThat(upload.result("a").getHttpStatus()).isEqualTo(204);
        assertThat(Fixture.ids(out)).containsExactly("u1/1/1");
        assertThat(upload.state.status()).isEqualTo(UploadStatus.ABORTED);
    }
}
