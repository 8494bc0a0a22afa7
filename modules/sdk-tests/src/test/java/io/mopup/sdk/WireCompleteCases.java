/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;

/** General purpose buckets: what is completed, and what is not. */
final class WireCompleteCases {
    private static final String IF_NONE_MATCH = "If-None-Match";

    private WireCompleteCases() {}

    static List<WireCase> cases() {
        return List.of(
                new WireCase(10, "GP", "completed, then aborted", "200; 404 NoSuchUpload; the object stays", t -> {
                    final WireUpload upload = t.upload();
                    upload.complete(1, upload.part(1, 10)).isDocument("CompleteMultipartUploadResult");
                    upload.abort().refuses(404, "NoSuchUpload", "UploadId", upload.id());
                    assertThat(upload.object().is(200).body()).isEqualTo(WireUpload.bytes(1, 10));
                }),
                new WireCase(26, "GP", "aborted, then completed", "204; 404 NoSuchUpload; no object", t -> {
                    final WireUpload upload = t.upload();
                    final String etag = upload.part(1, 10);
                    upload.abort().isEmpty(204);
                    upload.complete(1, etag).refuses(404, "NoSuchUpload", "UploadId", upload.id());
                    upload.object().refuses(404, "NoSuchKey", "Key", upload.key());
                    upload.isGone();
                }),
                new WireCase(31, "GP", "completed twice", "200; 200 with the same ETag", t -> {
                    final WireUpload upload = t.upload();
                    final String etag = upload.part(1, 10);
                    final WireAnswer first = upload.complete(1, etag).isDocument("CompleteMultipartUploadResult");
                    assertThat(first.elements()).containsExactly("Location", "Bucket", "Key", "ETag");
                    assertThat(first.text("ETag")).matches("\"[0-9a-f]{32}-1\"");
                    assertThat(upload.complete(1, etag).is(200).text("ETag")).isEqualTo(first.text("ETag"));
                }),
                new WireCase(32, "GP", "completed, and again with If-None-Match", "200; 200", t -> {
                    final WireUpload upload = t.upload();
                    final String etag = upload.part(1, 10);
                    upload.complete(1, etag).is(200);
                    t.send(upload.completion(1, etag).header(IF_NONE_MATCH, "*"))
                            .is(200);
                }),
                new WireCase(33, "GP", "completed, and again with other parts", "200; 404 NoSuchUpload", t -> {
                    final WireUpload upload = t.upload();
                    final String etag = upload.part(1, 10);
                    final String other = upload.part(2, 10);
                    upload.complete(1, etag).is(200);
                    upload.complete(2, other).refuses(404, "NoSuchUpload", "UploadId", upload.id());
                }),
                new WireCase(34, "GP", "parts 1, 2, 3, completed with 1 and 3", "200; no part is left", t -> {
                    final WireUpload upload = t.upload();
                    final String first = upload.part(1, WireUpload.MINIMUM);
                    upload.part(2, 10);
                    upload.complete(1, first, 3, upload.part(3, 10)).is(200);
                    assertThat(upload.object().is(200).body()).hasSize(WireUpload.MINIMUM + 10);
                    WireTrial.awaitNoFiles(upload.bucket());
                }),
                new WireCase(
                        35,
                        "GP",
                        "completed with an empty body; with no Part",
                        "400 InvalidRequest; 400 MalformedXML; IN_PROGRESS",
                        t -> {
                            final WireUpload upload = t.upload();
                            t.send(upload.request("POST")).refuses(400, "InvalidRequest");
                            upload.complete().refuses(400, "MalformedXML");
                            upload.isOpen();
                        }),
                new WireCase(36, "GP", "completed with parts 2, 1; aborted", "400 InvalidPartOrder; 204", t -> {
                    final WireUpload upload = t.upload();
                    final String first = upload.part(1, 10);
                    upload.complete(2, upload.part(2, 10), 1, first)
                            .refuses(400, "InvalidPartOrder", "UploadId", upload.id());
                    upload.isOpen();
                    upload.abort().isEmpty(204);
                    upload.isGone();
                }),
                new WireCase(
                        37,
                        "GP",
                        "completed with part 9 that is not there; with a wrong ETag",
                        "400 InvalidPart with its number each; IN_PROGRESS",
                        WireCompleteCases::unknownParts),
                new WireCase(
                        38,
                        "GP",
                        "completed with part 1 of 4 bytes and another; with part 1 alone",
                        "400 EntityTooSmall; 200",
                        t -> {
                            final WireUpload upload = t.upload();
                            final String first = upload.part(1, 4);
                            upload.complete(1, first, 2, upload.part(2, 10))
                                    .refuses(
                                            400,
                                            "EntityTooSmall",
                                            "ProposedSize",
                                            "4",
                                            "MinSizeAllowed",
                                            "5242880",
                                            "PartNumber",
                                            "1",
                                            "ETag",
                                            first.replace("\"", ""));
                            upload.isOpen();
                            upload.complete(1, first).is(200);
                        }),
                new WireCase(39, "GP", "completed with parts 2, 4, 6", "200", t -> {
                    final WireUpload upload = t.upload();
                    final String second = upload.part(2, WireUpload.MINIMUM);
                    final String fourth = upload.part(4, WireUpload.MINIMUM);
                    upload.complete(2, second, 4, fourth, 6, upload.part(6, 1)).is(200);
                    assertThat(upload.object().header("ETag")).endsWith("-3\"");
                }),
                new WireCase(
                        42,
                        "GP",
                        "an object is there: completed with If-None-Match; aborted",
                        "412 PreconditionFailed; IN_PROGRESS; 204",
                        t -> {
                            final WireUpload upload = t.upload();
                            WireRequest.s3("PUT", upload.path())
                                    .body(new byte[3])
                                    .send()
                                    .is(200);
                            final String etag = upload.part(1, 10);
                            t.send(upload.completion(1, etag).header(IF_NONE_MATCH, "*"))
                                    .refuses(412, "PreconditionFailed", "Condition", IF_NONE_MATCH);
                            upload.isOpen();
                            assertThat(upload.object().body()).hasSize(3);
                            upload.abort().isEmpty(204);
                            upload.isGone();
                        }));
    }

    private static void unknownParts(final WireTrial t) throws IOException, InterruptedException {
        final WireUpload upload = t.upload();
        // Without its quotes, which are optional in the list, and echoed as it was sent.
        final String bare = upload.part(1, 10).replace("\"", "");
        upload.complete(9, bare).refuses(400, "InvalidPart", "UploadId", upload.id(), "PartNumber", "9", "ETag", bare);
        final String wrong = "0".repeat(32);
        upload.complete(1, wrong)
                .refuses(400, "InvalidPart", "UploadId", upload.id(), "PartNumber", "1", "ETag", wrong);
        upload.isOpen();
    }
}
