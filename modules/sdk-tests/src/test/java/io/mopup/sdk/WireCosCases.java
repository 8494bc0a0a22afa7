/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import java.io.IOException;
import java.util.List;

/** IBM Cloud Object Storage. */
final class WireCosCases {
    private static final String CHARGED = "x-amz-request-charged";

    private WireCosCases() {}

    static List<WireCase> cases() {
        return List.of(
                new WireCase(
                        74, "COS", "aborted with a bearer token", "204 with X-Clv-Request-Id; no part is left", t -> {
                            final WireUpload upload = upload(t);
                            upload.part(1, 10);
                            t.send(upload.request("DELETE").bearer("another-token"))
                                    .refusesAsCos(400, "InvalidToken", upload.path());
                            upload.isOpen();
                            final WireAnswer aborted =
                                    t.send(upload.request("DELETE").bearer("a-token-of-the-tests"));
                            aborted.isEmpty(204).has("X-Clv-Request-Id", aborted.header("x-amz-request-id"));
                            upload.listParts()
                                    .refusesAsCos(404, "NoSuchUpload", upload.path(), "UploadId", upload.id());
                            WireTrial.awaitNoFiles(upload.bucket());
                        }),
                new WireCase(75, "COS", "aborted, expecting another owner, with the payer header", "204", t -> {
                    final WireUpload upload = upload(t);
                    t.send(upload.request("DELETE")
                                    .header("x-amz-expected-bucket-owner", WireTrial.STRANGER)
                                    .header("x-amz-request-payer", "requester"))
                            .isEmpty(204)
                            .lacks(CHARGED);
                }),
                new WireCase(76, "COS", "aborted with a date that does not match", "204; ABORTED", t -> {
                    final WireUpload upload = upload(t);
                    upload.abort("x-amz-if-match-initiated-time", "Mon, 06 May 2024 07:08:09 GMT")
                            .isEmpty(204);
                    upload.listParts().is(404);
                }),
                new WireCase(77, "COS", "aborted with a made-up id", "404 NoSuchUpload with httpStatusCode", t -> {
                    final WireUpload upload = upload(t).named("fakeid");
                    upload.abort().refusesAsCos(404, "NoSuchUpload", upload.path(), "UploadId", "fakeid");
                }),
                new WireCase(
                        78, "COS", "aborted by somebody without the action", "403 AccessDenied; IN_PROGRESS", t -> {
                            final WireUpload upload = upload(t);
                            upload.by("cosguest").abort().refusesAsCos(403, "AccessDenied", upload.path());
                            upload.isOpen();
                        }),
                new WireCase(79, "COS", "aborted twice", "204; 204", t -> {
                    final WireUpload upload = upload(t);
                    upload.abort().isEmpty(204);
                    upload.abort().isEmpty(204);
                }),
                new WireCase(80, "COS", "completed with an empty body", "400 MissingRequestBodyError", t -> {
                    final WireUpload upload = upload(t);
                    t.send(upload.request("POST")).refusesAsCos(400, "MissingRequestBodyError", upload.path());
                    upload.isOpen();
                }));
    }

    private static WireUpload upload(final WireTrial t) throws IOException, InterruptedException {
        return t.upload("cosdev", t.cosBucket(), "cat.jpg");
    }
}
