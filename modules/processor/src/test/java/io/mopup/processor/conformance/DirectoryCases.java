/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.conformance;

import static io.mopup.events.Dialect.COS;
import static io.mopup.events.Dialect.S3_DIRECTORY;
import static io.mopup.events.UploadStatus.ABORTED;
import static io.mopup.events.UploadStatus.IN_PROGRESS;
import static io.mopup.processor.conformance.Names.OWNER;
import static io.mopup.processor.conformance.Names.by;
import static io.mopup.processor.conformance.Names.caller;
import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.core.dialect.Answer;
import io.mopup.core.dialect.Dialects;
import io.mopup.events.LifecycleRule;
import io.mopup.events.PolicyDecision;
import io.mopup.events.Requester;
import io.mopup.events.SessionMode;
import io.mopup.processor.internal.TestRecords;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Directory buckets: sessions, owners, names, and what else differs from general purpose buckets. */
final class DirectoryCases {
    private DirectoryCases() {}

    static List<Case> cases() {
        return List.of(
                Case.of(64, "DIR")
                        .when("aborted with a session that may only read; its parts are listed with it")
                        .then("403 AccessDenied; 200")
                        .rest("the list")
                        .check(t -> refusesSession(t, SessionMode.READ_ONLY)),
                Case.of(65, "DIR")
                        .when("aborted with an expired session; without one")
                        .then("403; 403; IN_PROGRESS")
                        .inferred("the status")
                        .check(t -> {
                            refusesSession(t, SessionMode.EXPIRED);
                            refusesSession(t, SessionMode.NONE);
                        }),
                Case.of(66, "DIR")
                        .when("aborted, expecting another owner, with a header that alone would lead to 204")
                        .then("403 AccessDenied")
                        .inferred("the order of the two")
                        .check(DirectoryCases::wrongOwner),
                Case.of(67, "DIR")
                        .when("aborted with the payer header")
                        .then("204, not charged")
                        .inferred("that the header is ignored")
                        .check(t -> {
                            t.container(S3_DIRECTORY, bucket -> bucket.setRequesterPays(true));
                            final Upload upload = t.upload(S3_DIRECTORY, 1);
                            upload.abort(abort -> {
                                        abort.setRequester(session(Names.STRANGER, SessionMode.READ_WRITE));
                                        abort.setRequestPayer("requester");
                                    })
                                    .answers(204);
                            upload.is(ABORTED).deletes("1/1");
                        }),
                Case.of(68, "DIR")
                        .given("one upload in progress")
                        .when("the bucket is deleted; aborted, and deleted again")
                        .then("409 BucketNotEmpty; 204")
                        .inferred("the code")
                        .rest("the request; its answer was asked of the dialect with what 'uploads' shows")
                        .check(t -> {
                            final Upload upload = t.upload(S3_DIRECTORY, 1);
                            final Answer open = deleteBucket(t, upload);
                            assertThat(open)
                                    .returns(409, Answer::httpStatus)
                                    .returns("BucketNotEmpty", Answer::errorCode);
                            upload.abort().answers(204);
                            assertThat(deleteBucket(t, upload)).isEqualTo(Answer.done(204));
                        }),
                Case.of(69, "DIR")
                        .given("parts 1 and 3")
                        .when("completed with both")
                        .then("400 InvalidPartOrder; IN_PROGRESS")
                        .inferred("the code")
                        .check(t -> {
                            final Upload upload = t.upload(S3_DIRECTORY, 1, 3);
                            upload.complete(1, 3).refuses(400, "InvalidPartOrder", "UploadId", upload.id());
                            upload.is(IN_PROGRESS).deletesNothing();
                        }),
                Case.of(70, "DIR")
                        .when("uploads are listed with delimiter '-'; with a prefix that does not end with '/'")
                        .then("400 InvalidArgument; 400 InvalidArgument; never NextUploadIdMarker")
                        .gateway(),
                Case.of(71, "DIR")
                        .given("a rule with one day")
                        .when("an upload is created and listed, and its date comes")
                        .then("no abort date; ABORTED by the system; deletes the parts")
                        .rest("ListParts without the date")
                        .check(DirectoryCases::ruleWithoutHeaders),
                Case.of(72, "DIR")
                        .when("aborted with a path-style request to an IP address")
                        .then("handled as that of a directory bucket: 204")
                        .gateway(),
                Case.of(73, "DIR, COS")
                        .when("the bucket of DIR is called abc--x-s3; has a dot; that of COS is DIR-shaped")
                        .then("400 InvalidBucketName each")
                        .inferred("that of COS")
                        .check(t -> {
                            final Upload directory = t.upload(S3_DIRECTORY, 1);
                            for (final String illegal : List.of("abc--x-s3", "my.photos--use1-az4--x-s3")) {
                                directory
                                        .named(name -> name.setContainer(illegal))
                                        .abort()
                                        .refuses(400, "InvalidBucketName");
                            }
                            directory.is(IN_PROGRESS).deletesNothing();
                            t.unknown(COS)
                                    .named(name -> name.setContainer(Names.container(S3_DIRECTORY)))
                                    .abort()
                                    .refusesWith(400, "InvalidBucketName");
                        }));
    }

    private static void refusesSession(final Trial t, final SessionMode mode) {
        final Upload upload = t.upload(S3_DIRECTORY, 1);
        upload.abort(by(session(OWNER, mode))).refuses(403, "AccessDenied");
        upload.is(IN_PROGRESS).deletesNothing();
    }

    /** Somebody whom every policy allows it, so that only the session can refuse. */
    private static Requester session(final String account, final SessionMode mode) {
        return caller(account, Names.user(account, "admin"), PolicyDecision.ALLOW, mode);
    }

    private static void wrongOwner(final Trial t) {
        t.container(S3_DIRECTORY);
        final Upload upload = t.upload(S3_DIRECTORY, 1);
        final String matching = Names.httpDate(t.now());
        for (final Upload asked : List.of(upload, t.unknown(S3_DIRECTORY))) {
            asked.abort(abort -> {
                        abort.setExpectedBucketOwner(Names.STRANGER);
                        abort.setIfMatchInitiatedTime(matching);
                    })
                    .refuses(403, "AccessDenied");
        }
        upload.is(IN_PROGRESS).deletesNothing();
    }

    private static Answer deleteBucket(final Trial t, final Upload upload) {
        final boolean open = t.hasOpenUploads(upload.identity());
        final Answer answer = Dialects.of(S3_DIRECTORY).containerDeleted(upload.identity(), open);
        t.got(answer.httpStatus() + (answer.errorCode() == null ? "" : " " + answer.errorCode()));
        return answer;
    }

    private static void ruleWithoutHeaders(final Trial t) {
        final LifecycleRule rule = new LifecycleRule("all", true, "", 1);
        t.container(S3_DIRECTORY, bucket -> bucket.setLifecycleRules(List.of(rule)));
        final Upload upload = t.unknown(S3_DIRECTORY);
        upload.create().answers(200, "UploadId", upload.id());
        upload.stored(1);
        final Instant date = TestRecords.TIME.plus(Duration.ofDays(2));
        t.passUntil(date.minus(Trial.A_SECOND));
        upload.is(IN_PROGRESS).deletesNothing();
        t.pass(Duration.ofMinutes(2));
        upload.is(ABORTED).deletes("1/1");
    }
}
