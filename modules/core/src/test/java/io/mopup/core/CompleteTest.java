/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import static io.mopup.core.Samples.S3;
import static io.mopup.core.Samples.listed;
import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.events.AssemblyFailed;
import io.mopup.events.CommandResult;
import io.mopup.events.CompleteMultipartUpload;
import io.mopup.events.CompletedPart;
import io.mopup.events.DeletionCause;
import io.mopup.events.LifecycleType;
import io.mopup.events.ListedPart;
import io.mopup.events.PartDeletion;
import io.mopup.events.ReclaimState;
import io.mopup.events.UploadStatus;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CompleteTest {
    private final Fixture upload = Fixture.inProgress(S3, 1, 2, 3);

    @Test
    @Tag("conformance-34")
    void shouldDeleteWhatTheListLeavesOutWhenTheObjectIsThere() {
        upload.receive(complete("c", 1, 3));
        assertThat(upload.isAnswered("c")).as("the store has not assembled yet").isFalse();
        assertThat(Fixture.ids(upload.outputs)).isEmpty();

        final List<SpecificRecord> out = upload.receive(Samples.assembled(S3, "c"));

        assertThat(upload.result("c"))
                .returns(200, CommandResult::getHttpStatus)
                .returns(UploadStatus.COMPLETED, CommandResult::getStatus);
        assertThat(upload.result("c").getFields()).containsEntry("ETag", "object-etag");
        assertThat(Fixture.of(out, PartDeletion.class))
                .singleElement()
                .returns("u1/2/1", PartDeletion::getDeletionId)
                .returns(DeletionCause.UNLISTED, PartDeletion::getCause);
        upload.deleteAll();
        assertThat(upload.state.reclaim().state()).isEqualTo(ReclaimState.NONE);
    }

    @Test
    void shouldNameTheGenerationsToAssembleWhenAccepted() {
        upload.receive(Samples.part(S3, 3, 7), complete("c", 1), Samples.assemblyFailed(S3, "c"));

        upload.receive(Samples.complete(S3, "d", List.of(listed(1, 1), listed(3, 7))));

        assertThat(upload.lifecycle(LifecycleType.COMPLETING).getCommandId()).isEqualTo("d");
        assertThat(upload.lifecycle(LifecycleType.COMPLETING).getParts())
                .containsExactly(new ListedPart(1, 1L, 100L), new ListedPart(3, 7L, 100L));
    }

    @Test
    @Tag("conformance-31")
    void shouldAnswerTheSameWhenTheSameListIsSentAgain() {
        upload.receive(complete("c", 1, 2, 3), Samples.assembled(S3, "c"));

        upload.receive(complete("d", 1, 2, 3));

        assertThat(upload.result("d").getHttpStatus()).isEqualTo(200);
        assertThat(upload.result("d").getFields()).isEqualTo(upload.result("c").getFields());
        assertThat(upload.lifecycle()).containsOnlyOnce(LifecycleType.COMPLETING);
    }

    @Test
    void shouldRecogniseTheListWhenItsEtagsAreQuoted() {
        upload.receive(complete("c", 1), Samples.assembled(S3, "c"));

        upload.receive(Samples.complete(S3, "d", List.of(new CompletedPart(1, '"' + Samples.etag(1, 1) + '"', null))));

        assertThat(upload.result("d").getHttpStatus()).isEqualTo(200);
    }

    @Test
    @Tag("conformance-32")
    void shouldAnswerTheSameWhenTheRepetitionCarriesACondition() {
        upload.receive(complete("c", 1), Samples.assembled(S3, "c"));
        final CompleteMultipartUpload again = complete("d", 1);
        again.setIfNoneMatch("*");

        upload.receive(again);

        assertThat(upload.result("d").getHttpStatus()).isEqualTo(200);
    }

    @Test
    @Tag("conformance-33")
    void shouldKnowNoUploadWhenAnotherListIsSentAfterwards() {
        upload.receive(complete("c", 1), Samples.assembled(S3, "c"));

        upload.receive(complete("d", 1, 2));

        assertThat(upload.result("d").getErrorCode()).isEqualTo("NoSuchUpload");
    }

    @Test
    @Tag("conformance-26")
    @Tag("conformance-28")
    void shouldKnowNoUploadWhenTheAbortCameFirst() {
        upload.receive(Samples.abort(S3, "a"));

        final List<SpecificRecord> out = upload.receive(complete("c", 1));

        assertThat(upload.result("a").getHttpStatus()).isEqualTo(204);
        assertThat(upload.result("c"))
                .returns(404, CommandResult::getHttpStatus)
                .returns("NoSuchUpload", CommandResult::getErrorCode);
        assertThat(Fixture.ids(out)).isEmpty();
        assertThat(Fixture.ids(upload.outputs)).hasSize(3);
        assertThat(upload.lifecycle()).doesNotContain(LifecycleType.COMPLETING);
    }

    @Test
    @Tag("conformance-10")
    @Tag("conformance-27")
    void shouldKeepTheObjectWhenTheAbortComesAfterwards() {
        upload.receive(complete("c", 1, 2, 3), Samples.assembled(S3, "c"));

        upload.receive(Samples.abort(S3, "a"));

        assertThat(upload.result("a"))
                .returns(404, CommandResult::getHttpStatus)
                .returns("NoSuchUpload", CommandResult::getErrorCode);
        assertThat(upload.state.status()).isEqualTo(UploadStatus.COMPLETED);
        assertThat(Fixture.ids(upload.outputs)).isEmpty();
    }

    @Test
    @Tag("conformance-29")
    void shouldLetTheAbortWaitAndFailWhenTheAssemblySucceeds() {
        upload.receive(complete("c", 1, 2, 3), Samples.abort(S3, "a"));
        assertThat(upload.isAnswered("a")).isFalse();

        upload.receive(Samples.assembled(S3, "c"));

        assertThat(upload.result("c").getHttpStatus()).isEqualTo(200);
        assertThat(upload.result("a").getHttpStatus()).isEqualTo(404);
        assertThat(Fixture.ids(upload.outputs)).isEmpty();
        assertThat(upload.state.waiting()).isZero();
    }

    @Test
    @Tag("conformance-30")
    void shouldLetTheAbortWaitAndWinWhenTheAssemblyFails() {
        upload.receive(complete("c", 1, 2, 3), Samples.abort(S3, "a"));

        final List<SpecificRecord> out = upload.receive(Samples.assemblyFailed(S3, "c"));

        assertThat(upload.result("c"))
                .returns(500, CommandResult::getHttpStatus)
                .returns("InternalError", CommandResult::getErrorCode);
        assertThat(upload.result("a").getHttpStatus()).isEqualTo(204);
        assertThat(Fixture.ids(out)).containsExactly("u1/1/1", "u1/2/1", "u1/3/1");
    }

    @Test
    @Tag("conformance-42")
    void shouldStayInProgressWhenTheStoreFindsAConditionUnmet() {
        final AssemblyFailed failed = Samples.assemblyFailed(S3, "c");
        failed.setHttpStatus(412);
        failed.setErrorCode("PreconditionFailed");

        upload.receive(complete("c", 1), failed, Samples.abort(S3, "a"));

        assertThat(upload.result("c"))
                .returns(412, CommandResult::getHttpStatus)
                .returns("PreconditionFailed", CommandResult::getErrorCode)
                .returns(UploadStatus.IN_PROGRESS, CommandResult::getStatus);
        assertThat(upload.result("a").getHttpStatus()).isEqualTo(204);
    }

    @Test
    void shouldIgnoreTheFailureWhenItIsOfAnotherCommand() {
        upload.receive(complete("c", 1), Samples.assemblyFailed(S3, "c"), complete("d", 1));

        upload.receive(Samples.assemblyFailed(S3, "c"));

        assertThat(upload.state.status()).isEqualTo(UploadStatus.COMPLETING);
        assertThat(upload.isAnswered("d")).isFalse();
    }

    @Test
    void shouldRaiseAnAlarmAgainAndAgainWhenTheStoreIsSilent() {
        upload.receive(complete("c", 1));

        upload.pass(upload.settings.assemblyAlarm().multipliedBy(2));

        assertThat(upload.lifecycle().stream().filter(LifecycleType.ASSEMBLY_OVERDUE::equals))
                .hasSize(2);
        assertThat(upload.lifecycle(LifecycleType.ASSEMBLY_OVERDUE).getCommandId())
                .isEqualTo("c");
        assertThat(upload.state.status()).isEqualTo(UploadStatus.COMPLETING);
    }

    private static CompleteMultipartUpload complete(final String commandId, final int... numbers) {
        return Samples.complete(S3, commandId, Samples.firstOf(numbers));
    }
}
