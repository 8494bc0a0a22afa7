/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import static io.mopup.core.Samples.S3;
import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.contract.ReasonCode;
import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.AssemblyFailed;
import io.mopup.events.CommandResult;
import io.mopup.events.CompletedPart;
import io.mopup.events.Dialect;
import io.mopup.events.MultipartUploadAssembled;
import io.mopup.events.PartUploaded;
import io.mopup.events.PolicyDecision;
import io.mopup.events.Requester;
import io.mopup.events.UploadIdentity;
import io.mopup.events.UploadStatus;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3RulesTest {
    private static final String STRANGER = "999988887777";

    private final Fixture upload = Fixture.inProgress(S3, 1, 2);
    private final Fixture requesterPays = new Fixture();

    @Test
    @Tag("conformance-11")
    void shouldAbortWhenTheExpectedOwnerIsTheOwner() {
        abort(upload, abort -> abort.setExpectedBucketOwner(Samples.OWNER));

        assertThat(upload.result("a").getHttpStatus()).isEqualTo(204);
        assertThat(Fixture.ids(upload.outputs)).hasSize(2);
    }

    @Test
    @Tag("conformance-12")
    void shouldDenyWhenTheExpectedOwnerIsAnother() {
        abort(upload, abort -> abort.setExpectedBucketOwner(STRANGER));

        assertRefused(upload, 403, "AccessDenied");
    }

    @ParameterizedTest
    @ValueSource(strings = {"invalid", "", "11112222333", "1111-2222-3333", "11112222333x"})
    @Tag("conformance-12")
    void shouldRefuseWhenTheExpectedOwnerIsNoAccount(final String owner) {
        abort(upload, abort -> abort.setExpectedBucketOwner(owner));

        assertRefused(upload, 400, "InvalidBucketOwnerAWSAccountID");
        assertThat(upload.result("a").getMessage()).contains("[" + owner + "]");
    }

    @Test
    @Tag("conformance-13")
    void shouldNotImplementTheConditionOfDirectoryBuckets() {
        abort(upload, abort -> abort.setIfMatchInitiatedTime("Sun, 01 Nov 2026 12:00:00 GMT"));

        assertRefused(upload, 501, "NotImplemented");
        assertThat(upload.result("a").getFields()).isEqualTo(Map.of("Header", "x-amz-if-match-initiated-time"));
    }

    @Test
    @Tag("conformance-14")
    void shouldDenyWhenTheRequesterPaysAndDoesNotSaySo() {
        requesterPays();

        abort(requesterPays, abort -> abort.setRequester(permitted(STRANGER)));

        assertRefused(requesterPays, 403, "AccessDenied");
    }

    @Test
    @Tag("conformance-15")
    void shouldChargeWhenTheRequesterPaysAndSaysSo() {
        requesterPays();

        abort(requesterPays, abort -> {
            abort.setRequester(permitted(STRANGER));
            abort.setRequestPayer("requester");
        });

        assertThat(requesterPays.result("a"))
                .returns(204, CommandResult::getHttpStatus)
                .returns(true, CommandResult::getRequestCharged);
    }

    @Test
    @Tag("conformance-16")
    void shouldChargeNobodyWhenTheOwnerAbortsOrTheBucketPays() {
        requesterPays();
        abort(requesterPays, abort -> abort.getRequester().setAccount(Samples.OWNER));
        abort(upload, abort -> {
            abort.setRequester(permitted(STRANGER));
            abort.setRequestPayer("requester");
        });

        assertThat(List.of(requesterPays.result("a"), upload.result("a"))).allSatisfy(result -> assertThat(result)
                .returns(204, CommandResult::getHttpStatus)
                .returns(false, CommandResult::getRequestCharged));
    }

    @Test
    void shouldRefuseWhenThePayerIsNotTheRequester() {
        abort(upload, abort -> abort.setRequestPayer("somebody"));

        assertRefused(upload, 400, "InvalidArgument");
        assertThat(upload.result("a").getFields())
                .isEqualTo(Map.of("ArgumentName", "x-amz-request-payer", "ArgumentValue", "somebody"));
    }

    @Test
    void shouldNotJudgeByTheFactsOfAnotherBucket() {
        requesterPays();
        final AbortMultipartUpload abort =
                Samples.abort(new UploadIdentity(Dialect.S3, null, "films", "2026/cat.jpg", "u1"), "a");
        abort.setRequester(permitted(STRANGER));
        abort.setExpectedBucketOwner(STRANGER);

        requesterPays.receive(abort);

        assertRefused(requesterPays, 404, "NoSuchUpload");
    }

    @Test
    @Tag("conformance-21")
    void shouldKnowNoUploadWhenTheIdIsEmpty() {
        final AbortMultipartUpload abort =
                Samples.abort(new UploadIdentity(Dialect.S3, Samples.OWNER, "photos", "2026/cat.jpg", ""), "a");

        assertThat(RecordRules.check(abort)).contains(ReasonCode.UPLOAD_ID_EMPTY);
        assertThat(rejected(abort, "a", ReasonCode.UPLOAD_ID_EMPTY))
                .returns(404, CommandResult::getHttpStatus)
                .returns("NoSuchUpload", CommandResult::getErrorCode);
    }

    @Test
    @Tag("conformance-21")
    void shouldKnowNoRequestWhenTheKeyIsMissing() {
        final AbortMultipartUpload abort =
                Samples.abort(new UploadIdentity(Dialect.S3, Samples.OWNER, "photos", null, "u1"), "a");

        assertThat(RecordRules.check(abort)).contains(ReasonCode.IDENTITY_INCOMPLETE);
        assertThat(rejected(abort, "a", ReasonCode.IDENTITY_INCOMPLETE))
                .returns(400, CommandResult::getHttpStatus)
                .returns("InvalidRequest", CommandResult::getErrorCode);
    }

    @Test
    @Tag("conformance-35")
    void shouldTellTheEmptyBodyFromTheEmptyList() {
        upload.receive(Samples.complete(S3, "no body", null), Samples.complete(S3, "no part", List.of()));

        assertThat(upload.result("no body")).returns(400, CommandResult::getHttpStatus);
        assertThat(upload.result("no body").getErrorCode()).isEqualTo("InvalidRequest");
        assertThat(upload.result("no part")).returns(400, CommandResult::getHttpStatus);
        assertThat(upload.result("no part").getErrorCode()).isEqualTo("MalformedXML");
        assertThat(upload.state.status()).isEqualTo(UploadStatus.IN_PROGRESS);
    }

    @Test
    @Tag("conformance-36")
    void shouldRefuseTheListAndStayInProgressWhenItIsNotAscending() {
        upload.receive(Samples.complete(S3, "down", Samples.firstOf(2, 1)));
        upload.receive(Samples.complete(S3, "twice", Samples.firstOf(1, 1)));
        upload.receive(Samples.abort(S3, "a"));

        assertThat(List.of(upload.result("down"), upload.result("twice"))).allSatisfy(result -> assertThat(result)
                .returns(400, CommandResult::getHttpStatus)
                .returns("InvalidPartOrder", CommandResult::getErrorCode)
                .returns(Map.of("UploadId", "u1"), CommandResult::getFields));
        assertThat(upload.result("a").getHttpStatus()).isEqualTo(204);
        assertThat(Fixture.ids(upload.outputs)).containsExactly("u1/1/1", "u1/2/1");
    }

    @Test
    @Tag("conformance-37")
    void shouldNameThePartWhenItWasNotUploadedOrDiffers() {
        upload.receive(Samples.complete(S3, "missing", Samples.firstOf(1, 9)));
        upload.receive(Samples.complete(S3, "wrong", List.of(new CompletedPart(1, "\"other\"", null))));

        assertThat(upload.result("missing"))
                .returns(400, CommandResult::getHttpStatus)
                .returns("InvalidPart", CommandResult::getErrorCode);
        assertThat(upload.result("missing").getFields()).containsEntry("PartNumber", "9");
        assertThat(upload.result("wrong").getFields())
                .containsEntry("PartNumber", "1")
                .containsEntry("ETag", "\"other\"");
        assertThat(upload.state.status()).isEqualTo(UploadStatus.IN_PROGRESS);
    }

    @Test
    @Tag("conformance-38")
    void shouldAnswerWhatTheStoreSaysWhenAPartIsTooSmall() {
        final AssemblyFailed tooSmall = Samples.assemblyFailed(S3, "c");
        tooSmall.setErrorCode("EntityTooSmall");
        tooSmall.setHttpStatus(400);

        upload.receive(Samples.complete(S3, "c", Samples.firstOf(1, 2)), tooSmall);
        upload.receive(Samples.complete(S3, "single", Samples.firstOf(1)), Samples.assembled(S3, "single"));

        assertThat(upload.result("c"))
                .returns(400, CommandResult::getHttpStatus)
                .returns("EntityTooSmall", CommandResult::getErrorCode)
                .returns(UploadStatus.IN_PROGRESS, CommandResult::getStatus);
        assertThat(upload.result("single").getHttpStatus()).isEqualTo(200);
    }

    @Test
    @Tag("conformance-39")
    void shouldAllowGapsWhenPartsAreNumbered() {
        final Fixture gaps = Fixture.inProgress(S3, 2, 4, 6);

        gaps.receive(Samples.complete(S3, "c", Samples.firstOf(2, 4, 6)), Samples.assembled(S3, "c"));

        assertThat(gaps.result("c").getHttpStatus()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 10_001})
    @Tag("conformance-40")
    void shouldRefuseThePartWhenItsNumberIsOutOfRange(final int number) {
        final PartUploaded part = Samples.part(S3, 1, 1);
        part.setPartNumber(number);

        assertThat(RecordRules.check(part)).contains(ReasonCode.PART_NUMBER_OUT_OF_RANGE);
        final FoldInput input = new FoldInput(part, "p", 0, 0, null);
        assertThat(upload.fold().rejected(input, ReasonCode.PART_NUMBER_OUT_OF_RANGE))
                .hasValueSatisfying(result -> assertThat(result)
                        .returns(400, CommandResult::getHttpStatus)
                        .returns("InvalidArgument", CommandResult::getErrorCode));
    }

    @Test
    @Tag("conformance-40")
    void shouldTakeThePartWhenItsNumberIsTheHighest() {
        final PartUploaded part = Samples.part(S3, 10_000, 1);

        assertThat(RecordRules.check(part)).isEmpty();
        upload.receive(part, "p");

        assertThat(upload.result("p").getHttpStatus()).isEqualTo(200);
    }

    @Test
    void shouldNeverPassAFailureOffAsASuccessWhenTheStoreGivesAStrangeStatus() {
        final AssemblyFailed failed = Samples.assemblyFailed(S3, "c");
        failed.setHttpStatus(200);

        upload.receive(Samples.complete(S3, "c", Samples.firstOf(1)), failed);

        assertThat(upload.result("c").getHttpStatus()).isEqualTo(400);
    }

    @Test
    void shouldNameTheVersionInTheHeaderThatTheApiHasForIt() {
        final MultipartUploadAssembled assembled = Samples.assembled(S3, "c");
        assembled.setVersionId("v1");

        upload.receive(Samples.complete(S3, "c", Samples.firstOf(1)), assembled);

        assertThat(upload.result("c").getFields())
                .containsEntry("x-amz-version-id", "v1")
                .containsKey("ETag");
    }

    @Test
    void shouldSayOnCosWhatTheFailureIsAboutWhenTheStoreFails() {
        final UploadIdentity cos =
                UploadIdentity.newBuilder(S3).setDialect(Dialect.COS).build();
        final Fixture onCos = Fixture.inProgress(cos, 1);

        onCos.receive(Samples.complete(cos, "c", Samples.firstOf(1)), Samples.assemblyFailed(cos, "c"));

        assertThat(onCos.result("c").getFields())
                .containsEntry("httpStatusCode", "500")
                .containsEntry("Resource", "/" + cos.getContainer() + "/" + cos.getKey());
    }

    private static Requester permitted(final String account) {
        return Requester.newBuilder()
                .setAccount(account)
                .setPolicy(PolicyDecision.ALLOW)
                .build();
    }

    private void requesterPays() {
        final var created = Samples.created(S3);
        created.setRequesterPays(true);
        requesterPays.receive(created, Samples.part(S3, 1, 1));
    }

    private CommandResult rejected(final AbortMultipartUpload abort, final String commandId, final ReasonCode reason) {
        return upload.fold()
                .rejected(new FoldInput(abort, commandId, 0, 0, null), reason)
                .orElseThrow();
    }

    private static void abort(final Fixture on, final Consumer<AbortMultipartUpload> with) {
        final AbortMultipartUpload abort = Samples.abort(S3, "a");
        with.accept(abort);
        on.receive(abort);
    }

    private static void assertRefused(final Fixture on, final int status, final String code) {
        assertThat(on.result("a"))
                .returns(status, CommandResult::getHttpStatus)
                .returns(code, CommandResult::getErrorCode)
                .returns(false, CommandResult::getRequestCharged);
        assertThat(on.state.status()).isEqualTo(UploadStatus.IN_PROGRESS);
        assertThat(Fixture.ids(on.outputs)).isEmpty();
    }
}
