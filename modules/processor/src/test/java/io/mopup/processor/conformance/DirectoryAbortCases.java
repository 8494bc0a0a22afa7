/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.conformance;

import static io.mopup.events.Dialect.S3_DIRECTORY;
import static io.mopup.events.UploadStatus.ABORTED;
import static io.mopup.events.UploadStatus.COMPLETED;
import static io.mopup.events.UploadStatus.IN_PROGRESS;

import io.mopup.events.AbortMultipartUpload;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Directory buckets: the conditional abort. */
final class DirectoryAbortCases {
    private static final String INITIATED_TIME = "x-amz-if-match-initiated-time";
    private static final String NO_SUCH_UPLOAD = "NoSuchUpload";
    private static final Instant ANY_DATE = Instant.parse("2024-05-06T07:08:09Z");

    private DirectoryAbortCases() {}

    static List<Case> cases() {
        return List.of(
                Case.of(55, "DIR")
                        .when("aborted with a session that may write")
                        .then("204; deletes the parts")
                        .check(t -> {
                            final Upload upload = t.upload(S3_DIRECTORY, 1, 2);
                            upload.abort().answers(204);
                            upload.is(ABORTED).deletes("1/1", "2/1");
                        }),
                Case.of(56, "DIR")
                        .given("initiated at T0 with 123 ms")
                        .when("aborted with the header naming the second of T0")
                        .then("204; ABORTED")
                        .inferred("the precision of seconds")
                        .check(t -> {
                            final Upload upload = t.unknown(S3_DIRECTORY);
                            final Instant initiated = t.now().plus(Duration.ofMillis(123));
                            upload.create(created -> created.setInitiatedAt(initiated));
                            upload.stored(1).abort(initiated(initiated)).answers(204);
                            upload.is(ABORTED).deletes("1/1");
                        }),
                Case.of(57, "DIR")
                        .when("aborted with the header naming T0 + 1 s")
                        .then("412 PreconditionFailed; IN_PROGRESS; deletes nothing")
                        .inferred("the field Condition")
                        .check(t -> {
                            final Upload upload = t.upload(S3_DIRECTORY, 1);
                            upload.abort(initiated(t.now().plus(Trial.A_SECOND)))
                                    .refuses(412, "PreconditionFailed", "Condition", INITIATED_TIME);
                            upload.is(IN_PROGRESS).deletesNothing();
                        }),
                Case.of(58, "DIR")
                        .given("no such upload")
                        .when("aborted with the header naming any date")
                        .then("204; deletes nothing; no state, so that an upload of this id can still be created")
                        .check(t -> {
                            final Upload upload = t.unknown(S3_DIRECTORY);
                            final Reply reply = upload.abort(initiated(ANY_DATE));
                            t.passGrace();
                            reply.answers(204);
                            upload.isNotShown().deletesNothing();
                            upload.create().answers(200, "UploadId", upload.id());
                            upload.stored(1).is(IN_PROGRESS).deletesNothing();
                        }),
                Case.of(59, "DIR")
                        .given("the upload is of another key")
                        .when("aborted with the header naming any date")
                        .then("204; the real one IN_PROGRESS; deletes nothing")
                        .check(t -> {
                            final Upload upload = t.upload(S3_DIRECTORY, 1);
                            final Upload other = upload.named(name -> name.setKey("2026/dog.jpg"));
                            other.abort(initiated(ANY_DATE)).answers(204);
                            other.abort(initiated(t.now())).answers(204);
                            upload.is(IN_PROGRESS).deletesNothing();
                        }),
                Case.of(60, "DIR")
                        .given("no such upload")
                        .when("aborted without the header")
                        .then("404 NoSuchUpload")
                        .check(t -> {
                            final Upload upload = t.unknown(S3_DIRECTORY);
                            final Reply reply = upload.abort();
                            t.passGrace();
                            reply.refuses(404, NO_SUCH_UPLOAD, "UploadId", upload.id());
                        }),
                Case.of(61, "DIR")
                        .given("ABORTED")
                        .when("aborted again with the header naming a wrong date")
                        .then("204")
                        .inferred("all of it")
                        .check(t -> {
                            final Upload upload = t.upload(S3_DIRECTORY, 1);
                            upload.abort().answers(204);
                            upload.deletes("1/1");
                            upload.abort(initiated(ANY_DATE)).answers(204);
                            upload.is(ABORTED).deletesNothing();
                        }),
                Case.of(62, "DIR")
                        .given("COMPLETED")
                        .when("aborted with the matching date; without the header")
                        .then("204, the object stays, deletes nothing; 404")
                        .check(t -> {
                            final Upload upload = t.upload(S3_DIRECTORY, 1, 2);
                            final Instant initiated = t.now();
                            upload.completes(1, 2)
                                    .answers(200, "ETag", Events.OBJECT_ETAG, "Location", Events.LOCATION);
                            upload.abort(initiated(initiated)).answers(204);
                            upload.is(COMPLETED).deletesNothing();
                            upload.abort().refuses(404, NO_SUCH_UPLOAD, "UploadId", upload.id());
                            upload.is(COMPLETED).deletesNothing();
                        }),
                Case.of(63, "DIR")
                        .when("aborted with the header saying 'yesterday'")
                        .then("400 InvalidArgument; IN_PROGRESS")
                        .inferred("all of it")
                        .check(t -> {
                            final Upload upload = t.upload(S3_DIRECTORY, 1);
                            upload.abort(abort -> abort.setIfMatchInitiatedTime("yesterday"))
                                    .refuses(
                                            400,
                                            "InvalidArgument",
                                            "ArgumentName",
                                            INITIATED_TIME,
                                            "ArgumentValue",
                                            "yesterday");
                            upload.is(IN_PROGRESS).deletesNothing();
                        }));
    }

    private static Consumer<AbortMultipartUpload> initiated(final Instant time) {
        return abort -> abort.setIfMatchInitiatedTime(Names.httpDate(time));
    }
}
