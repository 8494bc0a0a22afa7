/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import static io.mopup.core.Samples.S3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.mopup.events.CommandResult;
import io.mopup.events.Dialect;
import io.mopup.events.LifecycleType;
import io.mopup.events.UploadIdentity;
import io.mopup.events.UploadStatus;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class WaitingTest {
    @Test
    void shouldDecideInTheOrderOfArrivalWhenTheUploadBecomesKnown() {
        final Fixture upload = new Fixture();
        upload.receive(Samples.part(S3, 1, 1), Samples.complete(S3, "c", Samples.firstOf(1)), Samples.abort(S3, "a"));

        upload.receive(Samples.created(S3));
        assertThat(upload.state.status()).isEqualTo(UploadStatus.COMPLETING);
        upload.receive(Samples.assembled(S3, "c"));

        assertThat(upload.all(CommandResult.class))
                .extracting(CommandResult::getCommandId, CommandResult::getHttpStatus)
                .containsExactly(tuple("c", 200), tuple("a", 404));
    }

    @Test
    void shouldLetTheSecondCompleteHaveItsTurnWhenTheFirstOneFails() {
        final Fixture upload = Fixture.inProgress(S3, 1, 2);
        upload.receive(
                Samples.complete(S3, "c", Samples.firstOf(1)),
                Samples.complete(S3, "d", Samples.firstOf(1, 2)),
                Samples.abort(S3, "a"));

        upload.receive(Samples.assemblyFailed(S3, "c"));

        assertThat(upload.result("c").getHttpStatus()).isEqualTo(500);
        assertThat(upload.lifecycle(LifecycleType.COMPLETING).getCommandId()).isEqualTo("d");
        assertThat(upload.isAnswered("a"))
                .as("the log has the second Complete first")
                .isFalse();
        upload.receive(Samples.assembled(S3, "d"));
        assertThat(upload.result("d").getHttpStatus()).isEqualTo(200);
        assertThat(upload.result("a").getHttpStatus()).isEqualTo(404);
    }

    @Test
    void shouldBeDecidedBeforeLaterCommandsWhenPartsWereHeldDuringTheAssembly() {
        final Fixture upload = Fixture.inProgress(S3, 1);
        upload.receive(Samples.complete(S3, "c", Samples.firstOf(1)), Samples.part(S3, 1, 2));
        upload.receive(Samples.complete(S3, "d", List.of(Samples.listed(1, 2))));

        upload.receive(Samples.assemblyFailed(S3, "c"));
        upload.receive(Samples.abort(S3, "a"));

        assertThat(upload.state.status()).isEqualTo(UploadStatus.COMPLETING);
        assertThat(upload.state.completion().commandId()).isEqualTo("d");
    }

    @Test
    void shouldAnswerNothingTwiceWhenAWaitingCommandComesAgain() {
        final Fixture upload = new Fixture();
        upload.receive(Samples.abort(S3, "a"));

        assertThat(upload.receive(Samples.abort(S3, "a"))).isEmpty();
        upload.receive(Samples.created(S3));

        assertThat(upload.all(CommandResult.class)).hasSize(1);
        assertThat(upload.state.waiting()).isZero();
    }

    @Test
    void shouldAnswerUploadEventsWhenTheyAskForIt() {
        final Fixture upload = new Fixture();
        upload.receive(Samples.part(S3, 1, 1), "p");
        assertThat(upload.isAnswered("p")).isFalse();

        upload.receive(Samples.created(S3), "n");

        assertThat(upload.result("n")).returns(200, CommandResult::getHttpStatus);
        assertThat(upload.result("p").getFields()).containsEntry("ETag", Samples.etag(1, 1));
        assertThat(upload.receive(Samples.part(S3, 1, 1), "p")).containsExactly(upload.result("p"));
    }

    @Test
    void shouldTellTheNextOneToComeBackWhenTooManyWait() {
        final Fixture upload = new Fixture();
        for (int i = 0; i < upload.settings.maxWaiting(); i++) {
            upload.receive(Samples.abort(S3, "a" + i));
        }

        upload.receive(Samples.abort(S3, "one more"));

        assertThat(upload.result("one more"))
                .returns(503, CommandResult::getHttpStatus)
                .returns("SlowDown", CommandResult::getErrorCode)
                .returns("WAITING_TOO_MANY", CommandResult::getRejection);
        upload.receive(Samples.created(S3));
        upload.receive(Samples.abort(S3, "one more"));
        assertThat(upload.all(CommandResult.class)
                        .get(upload.all(CommandResult.class).size() - 1))
                .as("it was not remembered, so it is decided now")
                .returns(204, CommandResult::getHttpStatus);
    }

    @Test
    void shouldNotMeanTheUploadWhenTheWaitingCommandNamedAnotherKey() {
        final UploadIdentity other = new UploadIdentity(Dialect.S3, Samples.OWNER, "photos", "2026/dog.jpg", "u1");
        final Fixture upload = new Fixture();
        upload.receive(Samples.abort(other, "a"));

        final List<SpecificRecord> out = upload.receive(Samples.created(S3));

        assertThat(upload.result("a").getErrorCode()).isEqualTo("NoSuchUpload");
        assertThat(upload.state.status()).isEqualTo(UploadStatus.IN_PROGRESS);
        assertThat(Fixture.ids(out)).isEmpty();
    }
}
