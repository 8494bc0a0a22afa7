/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.events.Dialect;
import java.io.IOException;
import java.util.List;

/** General purpose buckets: aborts, and who may ask for them. */
final class WireAbortCases {
    private static final String OWNER_HEADER = "x-amz-expected-bucket-owner";
    private static final String PAYER = "x-amz-request-payer";
    private static final String CHARGED = "x-amz-request-charged";
    private static final String DATE = "x-amz-if-match-initiated-time";

    private WireAbortCases() {}

    static List<WireCase> cases() {
        return List.of(
                new WireCase(1, "GP", "parts 1 and 2, aborted", "204 without a body; no part is left", t -> {
                    final WireUpload upload = t.upload();
                    upload.part(1, 1000);
                    upload.part(2, 1000);
                    assertThat(StoreFiles.of(upload.bucket())).hasSize(2);
                    upload.abort().isEmpty(204).lacks(CHARGED);
                    upload.isGone();
                }),
                new WireCase(2, "GP", "no parts, aborted", "204", t -> {
                    final WireUpload upload = t.upload();
                    upload.abort().isEmpty(204);
                    upload.isGone();
                }),
                new WireCase(3, "GP", "aborted again", "204; 204", t -> {
                    final WireUpload upload = t.upload();
                    upload.part(1, 10);
                    upload.abort().isEmpty(204);
                    upload.isGone();
                    upload.abort().isEmpty(204);
                }),
                new WireCase(5, "GP", "aborted, and again with x-id in the query", "204; 204", t -> {
                    final WireUpload upload = t.upload();
                    upload.part(1, 10);
                    upload.abort().isEmpty(204);
                    t.send(upload.request("DELETE").query("x-id", "AbortMultipartUpload"))
                            .isEmpty(204);
                    upload.isGone();
                }),
                new WireCase(6, "GP", "aborted with a made-up id", "404 NoSuchUpload with UploadId", t -> t.upload()
                        .named("fakeid")
                        .abort()
                        .refuses(404, "NoSuchUpload", "UploadId", "fakeid")),
                new WireCase(7, "GP", "aborted with another key", "404 NoSuchUpload; IN_PROGRESS", t -> {
                    final WireUpload upload = t.upload();
                    upload.ofKey("dog.jpg").abort().refuses(404, "NoSuchUpload", "UploadId", upload.id());
                    upload.isOpen();
                }),
                new WireCase(8, "GP", "aborted in another bucket", "404 NoSuchUpload; IN_PROGRESS", t -> {
                    final WireUpload upload = t.upload();
                    new WireUpload(t, upload.user(), null, t.bucket(), upload.key(), upload.id())
                            .abort()
                            .refuses(404, "NoSuchUpload", "UploadId", upload.id());
                    upload.isOpen();
                }),
                new WireCase(9, "GP", "aborted in no bucket", "404 NoSuchBucket with BucketName", t -> {
                    final WireUpload upload = t.upload();
                    final String missing = Buckets.next("missing");
                    new WireUpload(t, upload.user(), null, missing, upload.key(), upload.id())
                            .abort()
                            .refuses(404, "NoSuchBucket", "BucketName", missing);
                    upload.isOpen();
                }),
                new WireCase(11, "GP", "aborted, expecting the owner", "204", t -> {
                    final WireUpload upload = t.upload();
                    upload.abort(OWNER_HEADER, WireTrial.OWNER).isEmpty(204);
                    upload.isGone();
                }),
                new WireCase(
                        12,
                        "GP",
                        "aborted, expecting another owner; something that is no account",
                        "403 AccessDenied; 400 InvalidBucketOwnerAWSAccountID; IN_PROGRESS",
                        t -> {
                            final WireUpload upload = t.upload();
                            upload.abort(OWNER_HEADER, WireTrial.STRANGER).refuses(403, "AccessDenied");
                            upload.abort(OWNER_HEADER, "invalid").refuses(400, "InvalidBucketOwnerAWSAccountID");
                            upload.isOpen();
                        }),
                new WireCase(13, "GP", "aborted with the conditional header", "501 NotImplemented; IN_PROGRESS", t -> {
                    final WireUpload upload = t.upload();
                    upload.abort(DATE, "Mon, 06 May 2024 07:08:09 GMT").refuses(501, "NotImplemented", "Header", DATE);
                    upload.isOpen();
                }),
                new WireCase(
                        14,
                        "GP",
                        "the requester pays: aborted by a stranger without the header",
                        "403 AccessDenied",
                        t -> {
                            final WireUpload upload = paidByRequester(t);
                            upload.by("stranger")
                                    .abort()
                                    .refuses(403, "AccessDenied")
                                    .lacks(CHARGED);
                            upload.isOpen();
                        }),
                new WireCase(15, "GP", "the same with the header", "204, charged", t -> {
                    final WireUpload upload = paidByRequester(t);
                    upload.by("stranger").abort(PAYER, "requester").isEmpty(204).has(CHARGED, "requester");
                    upload.isGone();
                }),
                new WireCase(
                        16,
                        "GP",
                        "the requester pays: aborted by the owner; an ordinary bucket: aborted with the header",
                        "204; 204, neither charged",
                        t -> {
                            paidByRequester(t).abort().isEmpty(204).lacks(CHARGED);
                            t.upload().abort(PAYER, "requester").isEmpty(204).lacks(CHARGED);
                        }),
                new WireCase(17, "GP", "aborted by the initiator, no policy says anything", "204", t -> {
                    final WireUpload upload = t.upload("uploader", t.bucket(), "mine");
                    upload.abort().isEmpty(204);
                    upload.by("mopupdev").isGone();
                }),
                new WireCase(
                        19,
                        "GP",
                        "aborted by a user whom nothing allows to; the same for an unknown upload",
                        "403 AccessDenied; the very same; IN_PROGRESS",
                        t -> {
                            final WireUpload upload = t.upload();
                            upload.by("bystander").abort().refuses(403, "AccessDenied");
                            upload.by("bystander").named("fakeid").abort().refuses(403, "AccessDenied");
                            upload.isOpen();
                        }),
                new WireCase(20, "GP", "aborted by the initiator whom a policy denies it", "403 AccessDenied", t -> {
                    final WireUpload upload = t.upload("forbidden", t.bucket(), "mine");
                    upload.abort().refuses(403, "AccessDenied");
                    upload.isOpen();
                }),
                new WireCase(
                        21,
                        "GP",
                        "an object is there: aborted with an empty id; without a key",
                        "404 NoSuchUpload, the object stays; 400 InvalidRequest, the bucket stays",
                        WireAbortCases::nothingElseIsDeleted),
                new WireCase(54, "GP", "two uploads of one key, one aborted", "204; the other IN_PROGRESS", t -> {
                    final WireUpload aborted = t.upload();
                    final WireUpload kept = t.upload(aborted.user(), aborted.bucket(), aborted.key());
                    kept.part(1, 10);
                    aborted.abort().isEmpty(204);
                    aborted.listParts().refuses(404, "NoSuchUpload", "UploadId", aborted.id());
                    assertThat(kept.listParts().texts("PartNumber")).containsExactly("1");
                }));
    }

    private static WireUpload paidByRequester(final WireTrial t) throws IOException, InterruptedException {
        return t.upload("mopupdev", t.registered(Dialect.S3, bucket -> bucket.setRequesterPays(true)), "dear");
    }

    private static void nothingElseIsDeleted(final WireTrial t) throws IOException, InterruptedException {
        final WireUpload upload = t.upload();
        WireRequest.s3("PUT", upload.path())
                .body(WireUpload.bytes(1, 10))
                .send()
                .is(200);
        upload.named("").abort().refuses(404, "NoSuchUpload", "UploadId", "");
        assertThat(upload.object().is(200).body()).isEqualTo(WireUpload.bytes(1, 10));
        t.send(WireRequest.s3("DELETE", "/" + upload.bucket()).query("uploadId", upload.id()))
                .refuses(400, "InvalidRequest");
        WireRequest.s3("HEAD", "/" + upload.bucket()).send().is(200);
        upload.isOpen();
    }
}
