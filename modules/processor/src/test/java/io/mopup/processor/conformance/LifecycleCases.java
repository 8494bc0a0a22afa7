/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.conformance;

import static io.mopup.events.Dialect.S3;
import static io.mopup.events.UploadStatus.ABORTED;
import static io.mopup.events.UploadStatus.COMPLETED;
import static io.mopup.events.UploadStatus.IN_PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.core.dialect.Answer;
import io.mopup.core.dialect.Dialects;
import io.mopup.events.AbortReason;
import io.mopup.events.LifecycleRule;
import io.mopup.events.UploadSnapshot;
import io.mopup.processor.internal.TestRecords;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** General purpose buckets: other names of a bucket, lifecycle rules, and the end of a bucket. */
final class LifecycleCases {
    private static final String ALIAS = "photos-ap-abcdefgh12345-s3alias";
    private static final String ARN = "arn:aws:s3:eu-west-1:111122223333:accesspoint/photos-ap";
    private static final LifecycleRule LOGS = new LifecycleRule("old-logs", true, "logs/", 1);

    /** Uploads that are due at the same time are spread over at most this. */
    private static final Duration SPREAD = Duration.ofMinutes(2);

    private LifecycleCases() {}

    static List<Case> cases() {
        return List.of(
                Case.of(49, "GP")
                        .given("an access point")
                        .when("aborted by its alias; by its ARN")
                        .then("204, in the name of the bucket; the upload of the bucket is ABORTED")
                        .rest("the host name of the access point")
                        .check(t -> {
                            t.container(S3, bucket -> bucket.setAliases(List.of(ALIAS, ARN)));
                            for (final String name : List.of(ALIAS, ARN)) {
                                final Upload upload = t.upload(S3, 1);
                                final Reply reply = upload.named(id -> id.setContainer(name))
                                        .abort()
                                        .answers(204);
                                t.got("of " + reply.result().getIdentity().getContainer());
                                assertThat(reply.result().getIdentity()).isEqualTo(upload.identity());
                                upload.is(ABORTED).deletes("1/1");
                            }
                        }),
                Case.of(50, "GP")
                        .given("a rule for logs/ with one day")
                        .when("an upload of logs/x is created at T0, and its date comes")
                        .then("abort date = first midnight UTC at or after T0 + 1 d, and rule id; then ABORTED by the"
                                + " system, deletes the parts; a later abort 204")
                        .inferred("that the date of an upload is rounded up to midnight")
                        .check(LifecycleCases::due),
                Case.of(51, "GP")
                        .given("the same rule")
                        .when("the upload is of other/x; the rule is disabled; the upload is completed before")
                        .then("no abort date (first two); not aborted by the system; deletes nothing")
                        .check(LifecycleCases::notDue),
                Case.of(53, "GP")
                        .given("an upload in progress, no objects")
                        .when("the bucket is deleted, then aborted")
                        .then(
                                "204 for the bucket; ABORTED by the system, deletes the parts; the abort 404 NoSuchBucket")
                        .rest("the request that deletes the bucket; its answer was asked of the dialect")
                        .check(LifecycleCases::bucketDeleted));
    }

    private static void due(final Trial t) {
        t.container(S3, bucket -> bucket.setLifecycleRules(List.of(LOGS)));
        final Instant midnight = TestRecords.TIME;
        t.passUntil(midnight.plus(Duration.ofMinutes(630)));
        final Upload upload = t.unknown(S3).named(name -> name.setKey("logs/x"));
        upload.create()
                .answers(
                        200,
                        "UploadId",
                        upload.id(),
                        "x-amz-abort-date",
                        "Sat, 03 Jan 2026 00:00:00 GMT",
                        "x-amz-abort-rule-id",
                        "old-logs");
        upload.stored(1);
        final Upload exact = t.unknown(S3).named(name -> name.setKey("logs/y"));
        exact.create(created -> created.setInitiatedAt(midnight))
                .answers(
                        200,
                        "UploadId",
                        exact.id(),
                        "x-amz-abort-date",
                        "Fri, 02 Jan 2026 00:00:00 GMT",
                        "x-amz-abort-rule-id",
                        "old-logs");

        t.passUntil(midnight.plus(Duration.ofDays(1)).minus(Trial.A_SECOND));
        exact.is(IN_PROGRESS);
        t.pass(SPREAD);
        exact.is(ABORTED);
        upload.is(IN_PROGRESS);
        t.passUntil(midnight.plus(Duration.ofDays(2)).minus(Trial.A_SECOND));
        upload.is(IN_PROGRESS).deletesNothing();
        t.pass(SPREAD);
        upload.is(ABORTED).deletes("1/1");
        assertThat(upload.snapshot())
                .returns(AbortReason.LIFECYCLE, UploadSnapshot::getReason)
                .returns("old-logs", UploadSnapshot::getRuleId);
        upload.abort().answers(204);
        upload.is(ABORTED).deletesNothing();
    }

    private static void notDue(final Trial t) {
        t.container(S3, bucket -> bucket.setLifecycleRules(List.of(LOGS)));
        final LifecycleRule disabled = new LifecycleRule("off", false, "logs/", 1);
        t.container(S3, bucket -> {
            bucket.setContainer("films");
            bucket.setLifecycleRules(List.of(disabled));
        });
        final Upload other = t.unknown(S3).named(name -> name.setKey("other/x"));
        final Upload off = t.unknown(S3).named(name -> {
            name.setContainer("films");
            name.setKey("logs/x");
        });
        for (final Upload upload : List.of(other, off)) {
            upload.create().answers(200, "UploadId", upload.id());
            upload.stored(1);
        }
        final Upload completed =
                t.unknown(S3).named(name -> name.setKey("logs/x")).created(1);
        final Instant date = TestRecords.TIME.plus(Duration.ofDays(2));
        t.passUntil(date.minus(Trial.A_SECOND));
        completed.completes(1).answers(200, "ETag", Events.OBJECT_ETAG, "Location", Events.LOCATION);

        t.passUntil(date.plus(SPREAD));
        other.is(IN_PROGRESS).deletesNothing();
        off.is(IN_PROGRESS).deletesNothing();
        completed.is(COMPLETED).deletesNothing();
    }

    private static void bucketDeleted(final Trial t) {
        t.container(S3);
        final Upload upload = t.upload(S3, 1, 2);
        final boolean open = t.hasOpenUploads(upload.identity());
        assertThat(open).isTrue();
        final Answer deleted = Dialects.of(S3).containerDeleted(upload.identity(), open);
        t.got(Integer.toString(deleted.httpStatus()));
        assertThat(deleted).isEqualTo(Answer.done(204));

        t.container(S3, bucket -> bucket.setDeletedAt(t.now()));
        t.pass(SPREAD);
        upload.is(ABORTED).deletes("1/1", "2/1");
        assertThat(upload.snapshot().getReason()).isEqualTo(AbortReason.CONTAINER_DELETED);
        upload.abort().refuses(404, "NoSuchBucket", "BucketName", "photos");
        upload.is(ABORTED).deletesNothing();
    }
}
