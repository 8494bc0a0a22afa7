/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.events.Dialect;
import io.mopup.events.LifecycleRule;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Directory buckets. The endpoint is an address, so that every request is path-style. */
final class WireDirectoryCases {
    private static final String DATE = "x-amz-if-match-initiated-time";
    private static final String LONG_AGO = "Mon, 06 May 2024 07:08:09 GMT";
    private static final DateTimeFormatter HTTP_DATES = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private WireDirectoryCases() {}

    static List<WireCase> cases() {
        return List.of(
                new WireCase(55, "DIR", "aborted in a session", "204; no part is left", t -> {
                    final WireUpload upload = upload(t);
                    upload.part(1, 10);
                    upload.abort().isEmpty(204);
                    upload.isGone();
                }),
                new WireCase(56, "DIR", "aborted with its date to the second", "204; ABORTED", t -> {
                    final WireUpload upload = upload(t);
                    upload.abort(DATE, HTTP_DATES.format(initiated(upload))).isEmpty(204);
                    upload.isGone();
                }),
                new WireCase(57, "DIR", "aborted with a date one second later", "412 PreconditionFailed", t -> {
                    final WireUpload upload = upload(t);
                    upload.abort(DATE, HTTP_DATES.format(initiated(upload).plusSeconds(1)))
                            .refuses(412, "PreconditionFailed", "Condition", DATE);
                    upload.isOpen();
                }),
                new WireCase(58, "DIR", "aborted with a date, no such upload", "204", t -> upload(t)
                        .named("fakeid")
                        .abort(DATE, LONG_AGO)
                        .isEmpty(204)),
                new WireCase(59, "DIR", "aborted with a date and another key", "204; IN_PROGRESS", t -> {
                    final WireUpload upload = upload(t);
                    upload.ofKey("dog.jpg").abort(DATE, LONG_AGO).isEmpty(204);
                    upload.isOpen();
                }),
                new WireCase(60, "DIR", "aborted without a date, no such upload", "404 NoSuchUpload", t -> upload(t)
                        .named("fakeid")
                        .abort()
                        .refuses(404, "NoSuchUpload", "UploadId", "fakeid")),
                new WireCase(61, "DIR", "aborted, and again with a wrong date", "204; 204", t -> {
                    final WireUpload upload = upload(t);
                    upload.abort().isEmpty(204);
                    upload.abort(DATE, LONG_AGO).isEmpty(204);
                }),
                new WireCase(62, "DIR", "completed; aborted with a date; without", "200; 204; 404 NoSuchUpload", t -> {
                    final WireUpload upload = upload(t);
                    final String date = HTTP_DATES.format(initiated(upload));
                    upload.complete(1, upload.part(1, 10)).is(200);
                    upload.abort(DATE, date).isEmpty(204);
                    upload.abort().refuses(404, "NoSuchUpload", "UploadId", upload.id());
                    assertThat(upload.object().is(200).body()).isEqualTo(WireUpload.bytes(1, 10));
                }),
                new WireCase(63, "DIR", "aborted with a date that is none", "400 InvalidArgument", t -> {
                    final WireUpload upload = upload(t);
                    upload.abort(DATE, "yesterday")
                            .refuses(400, "InvalidArgument", "ArgumentName", DATE, "ArgumentValue", "yesterday");
                    upload.isOpen();
                }),
                new WireCase(
                        64,
                        "DIR",
                        "aborted in a session that may only read; its parts listed in it",
                        "403 AccessDenied; 200",
                        t -> {
                            final WireUpload upload = upload(t);
                            final WireUpload read = upload.in(DirectorySession.open(upload.bucket(), "ReadOnly"));
                            read.abort().refuses(403, "AccessDenied");
                            t.send(read.request("GET")).isDocument("ListPartsResult");
                            upload.isOpen();
                        }),
                new WireCase(65, "DIR", "aborted without a session; with a made-up token", "403; 403", t -> {
                    final WireUpload upload = upload(t);
                    upload.in(null).abort().refuses(403, "AccessDenied");
                    final DirectorySession session = upload.session();
                    upload.in(new DirectorySession(
                                    session.accessKeyId(), session.secretAccessKey(), "bm9uc2Vuc2U", "made up"))
                            .abort()
                            .refuses(403, "AccessDenied");
                    upload.isOpen();
                }),
                new WireCase(66, "DIR", "aborted with a date, expecting another owner", "403 AccessDenied", t -> {
                    final WireUpload upload = upload(t);
                    t.send(upload.named("fakeid")
                                    .request("DELETE")
                                    .header(DATE, LONG_AGO)
                                    .header("x-amz-expected-bucket-owner", WireTrial.STRANGER))
                            .refuses(403, "AccessDenied");
                }),
                new WireCase(67, "DIR", "aborted with the payer header", "204, not charged", t -> upload(t)
                        .abort("x-amz-request-payer", "requester")
                        .isEmpty(204)
                        .lacks("x-amz-request-charged")),
                new WireCase(
                        68,
                        "DIR",
                        "the bucket of an open upload is deleted; aborted, and deleted again",
                        "409 BucketNotEmpty; 204; 204",
                        t -> {
                            final WireUpload upload = upload(t);
                            t.send(WireRequest.s3("DELETE", "/" + upload.bucket()))
                                    .refuses(409, "BucketNotEmpty", "BucketName", upload.bucket());
                            upload.abort().isEmpty(204);
                            t.send(WireRequest.s3("DELETE", "/" + upload.bucket()))
                                    .isEmpty(204);
                        }),
                new WireCase(69, "DIR", "completed with parts 1 and 3", "400 InvalidPartOrder; IN_PROGRESS", t -> {
                    final WireUpload upload = upload(t);
                    final String first = upload.part(1, WireUpload.MINIMUM);
                    upload.complete(1, first, 3, upload.part(3, 10))
                            .refuses(400, "InvalidPartOrder", "UploadId", upload.id());
                    upload.isOpen();
                }),
                new WireCase(
                        70,
                        "DIR",
                        "uploads are listed with delimiter '-'; with a prefix that does not end with '/'",
                        "400 InvalidArgument; 400 InvalidArgument; never NextUploadIdMarker",
                        WireDirectoryCases::lists),
                new WireCase(71, "DIR", "a rule with one day; created, and parts listed", "200, no abort date", t -> {
                    final LifecycleRule rule = new LifecycleRule("all", true, "", 1);
                    final String bucket =
                            t.registered(Dialect.S3_DIRECTORY, container -> container.setLifecycleRules(List.of(rule)));
                    final DirectorySession session = DirectorySession.open(bucket, "ReadWrite");
                    final WireAnswer created = t.send(WireRequest.s3("POST", "/" + bucket + "/k")
                            .query("uploads", null)
                            .in(session));
                    final WireAnswer listed = t.send(WireRequest.s3("GET", "/" + bucket + "/k")
                            .query("uploadId", created.text("UploadId"))
                            .in(session));
                    for (final WireAnswer answer : List.of(created, listed)) {
                        answer.is(200).lacks("x-amz-abort-date").lacks("x-amz-abort-rule-id");
                    }
                }),
                new WireCase(
                        72,
                        "DIR",
                        "aborted path-style at an address, a conditional one first",
                        "412 as only directory buckets have it; 204",
                        t -> {
                            final WireUpload upload = upload(t);
                            assertThat(RealStack.get().s3Url()).startsWith("http://127.0.0.1:");
                            upload.abort(DATE, LONG_AGO).refuses(412, "PreconditionFailed", "Condition", DATE);
                            upload.abort().isEmpty(204);
                            upload.isGone();
                        }),
                new WireCase(
                        73,
                        "DIR, COS",
                        "aborted in abc--x-s3; in a name with a dot; in COS with a name of DIR",
                        "400 InvalidBucketName each",
                        t -> {
                            for (final String name : List.of("abc--x-s3", "my.photos--use1-az4--x-s3")) {
                                t.send(WireRequest.s3("DELETE", "/" + name + "/k")
                                                .query("uploadId", "u"))
                                        .refuses(400, "InvalidBucketName");
                            }
                            final String name = WireTrial.directoryName();
                            t.send(WireRequest.s3("DELETE", "/" + name + "/k")
                                            .query("uploadId", "u")
                                            .by("cosdev"))
                                    .refusesAsCos(400, "InvalidBucketName", "/" + name + "/k");
                        }));
    }

    private static WireUpload upload(final WireTrial t) throws IOException, InterruptedException {
        return t.upload("mopupdev", t.directoryBucket(), "cat.jpg");
    }

    private static WireRequest uploads(final WireUpload upload) {
        return WireRequest.s3("GET", "/" + upload.bucket())
                .query("uploads", null)
                .in(upload.session());
    }

    private static Instant initiated(final WireUpload upload) throws IOException, InterruptedException {
        return Instant.parse(uploads(upload).send().text("Initiated"));
    }

    private static void lists(final WireTrial t) throws IOException, InterruptedException {
        final WireUpload upload = upload(t);
        t.send(uploads(upload).query("delimiter", "-"))
                .refuses(400, "InvalidArgument", "ArgumentName", "delimiter", "ArgumentValue", "-");
        t.send(uploads(upload).query("prefix", "cat"))
                .refuses(400, "InvalidArgument", "ArgumentName", "prefix", "ArgumentValue", "cat");
        final WireAnswer list = t.send(uploads(upload).query("prefix", "a/").query("delimiter", "/"))
                .isDocument("ListMultipartUploadsResult");
        assertThat(list.elements()).doesNotContain("NextUploadIdMarker", "UploadIdMarker");
        final WireAnswer all = t.send(uploads(upload)).isDocument("ListMultipartUploadsResult");
        assertThat(all.texts("UploadId")).containsExactly(upload.id());
        assertThat(all.elements()).doesNotContain("NextUploadIdMarker", "UploadIdMarker");
    }
}
