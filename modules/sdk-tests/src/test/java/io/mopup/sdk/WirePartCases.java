/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mopup.events.Dialect;
import io.mopup.events.LifecycleRule;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;

/** General purpose buckets: parts, rules of the lifecycle, other names of a bucket. */
final class WirePartCases {
    private static final String ABORT_DATE = "x-amz-abort-date";
    private static final String RULE_ID = "x-amz-abort-rule-id";

    private WirePartCases() {}

    static List<WireCase> cases() {
        return List.of(
                new WireCase(22, "GP", "aborted, then a part is uploaded", "404 NoSuchUpload; nothing is stored", t -> {
                    final WireUpload upload = t.upload();
                    upload.abort().isEmpty(204);
                    t.send(upload.request("PUT").query("partNumber", "1").body(new byte[10]))
                            .refuses(404, "NoSuchUpload", "UploadId", upload.id());
                    upload.isGone();
                }),
                new WireCase(24, "GP", "part 1 uploaded twice, then aborted", "the newer one alone is kept; 204", t -> {
                    final WireUpload upload = t.upload();
                    upload.part(1, 10);
                    upload.part(1, 11);
                    assertThat(upload.listParts().texts("Size")).containsExactly("11");
                    await().atMost(60, SECONDS).untilAsserted(() -> assertThat(StoreFiles.of(upload.bucket()))
                            .hasSize(1));
                    upload.abort().isEmpty(204);
                    upload.isGone();
                }),
                new WireCase(
                        25, "GP", "aborted; parts and uploads listed", "204; 404 NoSuchUpload; not in the list", t -> {
                            final WireUpload upload = t.upload();
                            upload.abort().isEmpty(204);
                            t.send(upload.request("GET")).refuses(404, "NoSuchUpload", "UploadId", upload.id());
                            assertThat(t.send(WireRequest.s3("GET", "/" + upload.bucket())
                                                    .query("uploads", null))
                                            .isDocument("ListMultipartUploadsResult")
                                            .texts("UploadId"))
                                    .isEmpty();
                        }),
                new WireCase(
                        40,
                        "GP",
                        "part 0, -1, 10001, abc; part 10000",
                        "400 InvalidArgument that names partNumber each; 200",
                        t -> {
                            final WireUpload upload = t.upload();
                            for (final String number : List.of("0", "-1", "10001", "abc")) {
                                t.send(upload.request("PUT")
                                                .query("partNumber", number)
                                                .body(new byte[10]))
                                        .refuses(
                                                400,
                                                "InvalidArgument",
                                                "ArgumentName",
                                                "partNumber",
                                                "ArgumentValue",
                                                number);
                            }
                            upload.part(10_000, 10);
                            assertThat(upload.listParts().texts("PartNumber")).containsExactly("10000");
                        }),
                new WireCase(41, "GP", "a part with the MD5 of other bytes", "400 BadDigest; nothing is stored", t -> {
                    final WireUpload upload = t.upload();
                    t.send(upload.request("PUT")
                                    .query("partNumber", "1")
                                    .header("Content-MD5", Base64.getEncoder().encodeToString(new byte[16]))
                                    .body(new byte[10]))
                            .refuses(400, "BadDigest");
                    assertThat(upload.listParts().texts("Part")).isEmpty();
                    assertThat(StoreFiles.of(upload.bucket())).isEmpty();
                }),
                new WireCase(
                        49,
                        "GP",
                        "aborted with an alias as bucket; at the host of an access point",
                        "204 each; aborted is the upload to the bucket itself",
                        WirePartCases::otherNames),
                new WireCase(
                        50,
                        "GP",
                        "a rule for logs/ with one day; created below logs/",
                        "date and rule in the answers to creation and list",
                        WirePartCases::announced),
                new WireCase(51, "GP", "the same rule; created elsewhere; the rule is disabled", "neither", t -> {
                    final WireUpload elsewhere = t.upload("mopupdev", withRule(t, true), "other/x");
                    t.send(elsewhere.request("GET")).is(200).lacks(ABORT_DATE).lacks(RULE_ID);
                    final WireUpload disabled = t.upload("mopupdev", withRule(t, false), "logs/x");
                    t.send(disabled.request("GET")).is(200).lacks(ABORT_DATE).lacks(RULE_ID);
                }),
                new WireCase(
                        53,
                        "GP",
                        "the bucket is deleted while an upload is open; aborted",
                        "204, no part is left; 404 NoSuchBucket",
                        t -> {
                            final WireUpload upload = t.upload();
                            upload.part(1, 10);
                            t.send(WireRequest.s3("DELETE", "/" + upload.bucket()))
                                    .isEmpty(204);
                            WireTrial.awaitNoFiles(upload.bucket());
                            upload.abort().refuses(404, "NoSuchBucket", "BucketName", upload.bucket());
                        }));
    }

    private static void otherNames(final WireTrial t) throws IOException, InterruptedException {
        final String point = Buckets.next("point");
        final String alias = point + "-abcdefghijklmnop-s3alias";
        final String arn = "arn:aws:s3:us-east-1:" + WireTrial.OWNER + ":accesspoint/" + point;
        final String bucket = t.registered(Dialect.S3, container -> container.setAliases(List.of(alias, arn)));
        final WireUpload first = t.upload("mopupdev", bucket, "k");
        final WireUpload second = t.upload("mopupdev", bucket, "k");
        t.send(WireRequest.s3("DELETE", "/" + alias + "/k").query("uploadId", first.id()))
                .isEmpty(204);
        first.listParts().refuses(404, "NoSuchUpload", "UploadId", first.id());
        second.isOpen();
        t.send(WireRequest.s3("DELETE", "/k")
                        .query("uploadId", second.id())
                        .host(point + "-" + WireTrial.OWNER + ".localhost"))
                .isEmpty(204);
        second.isGone();
    }

    private static void announced(final WireTrial t) throws IOException, InterruptedException {
        final String bucket = withRule(t, true);
        final WireAnswer created =
                t.send(WireRequest.s3("POST", "/" + bucket + "/logs/x").query("uploads", null));
        final WireAnswer listed =
                t.send(WireRequest.s3("GET", "/" + bucket + "/logs/x").query("uploadId", created.text("UploadId")));
        final String initiated = WireRequest.s3("GET", "/" + bucket)
                .query("uploads", null)
                .send()
                .text("Initiated");
        final Instant date = Instant.parse(initiated).plus(Duration.ofDays(1));
        // The first midnight at or after it.
        final Instant midnight =
                date.minusMillis(1).truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));
        final String expected = DateTimeFormatter.RFC_1123_DATE_TIME.format(midnight.atZone(ZoneOffset.UTC));
        for (final WireAnswer answer : List.of(created, listed)) {
            assertThat(padded(answer.is(200).header(ABORT_DATE))).isEqualTo(padded(expected));
            answer.has(RULE_ID, "logs");
        }
    }

    /** RFC 1123 as Java writes it has days of one digit, HTTP has two. */
    private static String padded(final String date) {
        return date.replaceFirst(", (\\d) ", ", 0$1 ");
    }

    private static String withRule(final WireTrial t, final boolean enabled) throws IOException, InterruptedException {
        final LifecycleRule rule = new LifecycleRule("logs", enabled, "logs/", 1);
        return t.registered(Dialect.S3, bucket -> bucket.setLifecycleRules(List.of(rule)));
    }
}
