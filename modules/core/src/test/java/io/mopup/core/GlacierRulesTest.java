/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import static io.mopup.core.Samples.GLACIER;
import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.contract.ReasonCode;
import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.CommandResult;
import io.mopup.events.CompleteMultipartUpload;
import io.mopup.events.Dialect;
import io.mopup.events.MultipartUploadAssembled;
import io.mopup.events.MultipartUploadCreated;
import io.mopup.events.PartUploaded;
import io.mopup.events.UploadIdentity;
import io.mopup.events.UploadStatus;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class GlacierRulesTest {
    private final Fixture upload = Fixture.inProgress(GLACIER, 1, 2);

    @Test
    @Tag("conformance-83")
    void shouldDeleteBothRangesWhenAborted() {
        final List<SpecificRecord> out = upload.receive(Samples.abort(GLACIER, "a"));

        assertThat(upload.result("a").getHttpStatus()).isEqualTo(204);
        assertThat(Fixture.ids(out)).containsExactly("g1/1/1", "g1/2/1");
    }

    @Test
    @Tag("conformance-84")
    void shouldSucceedAgainInsideTheWindowAndFailAfterIt() {
        upload.receive(Samples.abort(GLACIER, "a"));
        upload.reclaim();

        assertThat(Fixture.ids(upload.receive(Samples.abort(GLACIER, "again")))).isEmpty();
        upload.reclaim();
        upload.pass(upload.settings.retention());
        upload.receive(Samples.abort(GLACIER, "late"));
        upload.pass(upload.settings.grace());

        assertThat(upload.result("again").getHttpStatus()).isEqualTo(204);
        assertNotFound("late");
    }

    @Test
    @Tag("conformance-85")
    void shouldKeepTheArchiveWhenTheUploadWasCompleted() {
        complete("c");

        upload.receive(Samples.abort(GLACIER, "a"));

        assertNotFound("a");
        assertThat(Fixture.ids(upload.outputs)).isEmpty();
        assertThat(upload.state.status()).isEqualTo(UploadStatus.COMPLETED);
    }

    @Test
    @Tag("conformance-86")
    void shouldLeaveTheUploadAloneWhenTheVaultOrAccountIsAnother() {
        upload.receive(
                Samples.abort(new UploadIdentity(Dialect.GLACIER, Samples.OWNER, "cellar", null, "g1"), "vault"),
                Samples.abort(new UploadIdentity(Dialect.GLACIER, "999988887777", "attic", null, "g1"), "account"));

        assertNotFound("vault");
        assertNotFound("account");
        assertThat(upload.state.status()).isEqualTo(UploadStatus.IN_PROGRESS);
    }

    @Test
    @Tag("conformance-86")
    void shouldNotFindTheUploadWhenTheIdIsUnknown() {
        final Fixture unknown = new Fixture();
        unknown.receive(Samples.abort(GLACIER, "a"));

        unknown.pass(unknown.settings.grace());

        assertThat(unknown.result("a").getErrorCode()).isEqualTo("ResourceNotFoundException");
    }

    @Test
    @Tag("conformance-92")
    void shouldDeleteTheOlderRangeAtOnceAndALateOneAfterTheAbort() {
        assertThat(Fixture.ids(upload.receive(Samples.part(GLACIER, 1, 2)))).containsExactly("g1/1/1");
        assertThat(Fixture.ids(upload.receive(Samples.abort(GLACIER, "a")))).containsExactly("g1/1/2", "g1/2/1");

        final List<SpecificRecord> out = upload.receive(Samples.part(GLACIER, 1, 3), "p");

        assertThat(Fixture.ids(out)).containsExactly("g1/1/3");
        assertNotFound("p");
    }

    @Test
    @Tag("conformance-93")
    void shouldRefuseAndStayInProgressWhenTheSizeIsWrongOrARangeIsMissing() {
        final Fixture gap = Fixture.inProgress(GLACIER, 1, 3);
        gap.receive(complete("gap", 200L, "ab"));
        upload.receive(complete("size", 100L, "ab"), complete("no size", null, "ab"), complete("no hash", 200L, null));

        assertError(gap, "gap", "InvalidParameterValueException");
        assertError(upload, "size", "InvalidParameterValueException");
        assertError(upload, "no size", "MissingParameterValueException");
        assertError(upload, "no hash", "MissingParameterValueException");
        upload.receive(Samples.abort(GLACIER, "a"));
        assertThat(upload.result("a").getHttpStatus()).isEqualTo(204);
        assertThat(Fixture.ids(upload.outputs)).hasSize(2);
    }

    @Test
    @Tag("conformance-93")
    void shouldAnswerUnavailableWhenTheStoreCannotAssemble() {
        upload.receive(complete("c", 200L, "ab"), Samples.assemblyFailed(GLACIER, "c"));

        assertThat(upload.result("c"))
                .returns(500, CommandResult::getHttpStatus)
                .returns("ServiceUnavailableException", CommandResult::getErrorCode)
                .returns(Map.of("type", "Server"), CommandResult::getFields);
        assertThat(upload.state.status()).isEqualTo(UploadStatus.IN_PROGRESS);
    }

    @Test
    void shouldRefuseWhenAShortRangeIsNotTheLast() {
        final MultipartUploadCreated created = Samples.created(GLACIER);
        created.setPartSize(100L);
        final Fixture sized = new Fixture();
        sized.receive(
                created,
                Samples.part(GLACIER, 1, 1, 100, Samples.T0),
                Samples.part(GLACIER, 2, 1, 70, Samples.T0),
                Samples.part(GLACIER, 3, 1, 100, Samples.T0));

        sized.receive(complete("c", 270L, "ab"));

        assertError(sized, "c", "InvalidParameterValueException");
        sized.receive(Samples.part(GLACIER, 2, 2, 100, Samples.T0), Samples.part(GLACIER, 3, 2, 70, Samples.T0));
        sized.receive(complete("d", 270L, "ab"));
        assertThat(sized.state.status()).isEqualTo(UploadStatus.COMPLETING);
    }

    @Test
    void shouldRefuseWhenNoRangeWasUploaded() {
        final Fixture empty = Fixture.inProgress(GLACIER);

        empty.receive(complete("c", 0L, "ab"));

        assertError(empty, "c", "InvalidParameterValueException");
    }

    @Test
    @Tag("conformance-94")
    void shouldGiveTheSameArchiveWhenCompletedTwice() {
        complete("c");

        upload.receive(complete("d", 200L, "ab"));

        assertThat(List.of(upload.result("c"), upload.result("d"))).allSatisfy(result -> {
            assertThat(result.getHttpStatus()).isEqualTo(201);
            assertThat(result.getFields()).containsEntry("x-amz-archive-id", "archive-1");
        });
    }

    @Test
    @Tag("conformance-95")
    void shouldLetTheFirstOneWinWhenCompleteAndAbortRace() {
        upload.receive(complete("c", 200L, "ab"), Samples.abort(GLACIER, "a"), assembled("c"));
        final Fixture aborted = Fixture.inProgress(GLACIER, 1, 2);
        aborted.receive(Samples.abort(GLACIER, "a"), complete("c", 200L, "ab"));

        assertThat(upload.result("c").getHttpStatus()).isEqualTo(201);
        assertNotFound("a");
        assertThat(aborted.result("a").getHttpStatus()).isEqualTo(204);
        assertThat(aborted.result("c").getErrorCode()).isEqualTo("ResourceNotFoundException");
    }

    @Test
    @Tag("conformance-98")
    void shouldMissTheParameterWhenTheIdIsEmpty() {
        final AbortMultipartUpload abort =
                Samples.abort(new UploadIdentity(Dialect.GLACIER, Samples.OWNER, "attic", null, ""), "a");

        assertThat(RecordRules.check(abort)).contains(ReasonCode.UPLOAD_ID_EMPTY);
        assertThat(upload.fold().rejected(new FoldInput(abort, "a", 0, 0, null), ReasonCode.UPLOAD_ID_EMPTY))
                .hasValueSatisfying(result -> assertThat(result)
                        .returns(400, CommandResult::getHttpStatus)
                        .returns("MissingParameterValueException", CommandResult::getErrorCode));
    }

    @Test
    void shouldIgnoreTheConditionsOfS3WhenAborted() {
        final AbortMultipartUpload abort = Samples.abort(GLACIER, "a");
        abort.setExpectedBucketOwner("invalid");
        abort.setRequestPayer("requester");
        abort.setIfMatchInitiatedTime("yesterday");

        upload.receive(abort);

        assertThat(upload.result("a"))
                .returns(204, CommandResult::getHttpStatus)
                .returns(false, CommandResult::getRequestCharged);
    }

    @Test
    void shouldAnswerLikeTheApiWhenUploadEventsAskForIt() {
        final Fixture asked = new Fixture();
        final PartUploaded part = Samples.part(GLACIER, 1, 1);
        part.setTreeHash("cafe");

        asked.receive(Samples.created(GLACIER), "n");
        asked.receive(part, "p");

        assertThat(asked.result("n")).returns(201, CommandResult::getHttpStatus);
        assertThat(asked.result("n").getFields()).containsEntry("x-amz-multipart-upload-id", "g1");
        assertThat(asked.result("p")).returns(204, CommandResult::getHttpStatus);
        assertThat(asked.result("p").getFields()).containsEntry("x-amz-sha256-tree-hash", "cafe");
    }

    private void complete(final String commandId) {
        upload.receive(complete(commandId, 200L, "ab"), assembled(commandId));
    }

    private static CompleteMultipartUpload complete(final String commandId, final Long size, final String treeHash) {
        final CompleteMultipartUpload complete = Samples.complete(GLACIER, commandId, null);
        complete.setArchiveSize(size);
        complete.setTreeHash(treeHash);
        return complete;
    }

    private static MultipartUploadAssembled assembled(final String commandId) {
        final MultipartUploadAssembled assembled = Samples.assembled(GLACIER, commandId);
        assembled.setArchiveId("archive-1");
        return assembled;
    }

    private void assertNotFound(final String commandId) {
        assertThat(upload.result(commandId))
                .returns(404, CommandResult::getHttpStatus)
                .returns("ResourceNotFoundException", CommandResult::getErrorCode)
                .returns(Map.of("type", "Client"), CommandResult::getFields);
    }

    private static void assertError(final Fixture on, final String commandId, final String code) {
        assertThat(on.result(commandId))
                .returns(400, CommandResult::getHttpStatus)
                .returns(code, CommandResult::getErrorCode)
                .returns(UploadStatus.IN_PROGRESS, CommandResult::getStatus);
    }
}
