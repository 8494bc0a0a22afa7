/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.conformance;

import static io.mopup.events.Dialect.S3;
import static io.mopup.events.UploadStatus.ABORTED;
import static io.mopup.events.UploadStatus.COMPLETED;
import static io.mopup.events.UploadStatus.IN_PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.events.CompletedPart;
import io.mopup.events.LifecycleType;
import java.util.List;

/** General purpose buckets: what a Complete is answered, and what it leaves behind. */
final class CompleteCases {
    private static final String[] OBJECT = {"ETag", Events.OBJECT_ETAG, "Location", Events.LOCATION};

    private CompleteCases() {}

    static List<Case> cases() {
        return List.of(
                Case.of(31, "GP")
                        .given("COMPLETED within R")
                        .when("completed again with the same list")
                        .then("200 both times with the same ETag; one object")
                        .check(t -> {
                            final Upload upload = t.upload(S3, 1, 2);
                            final Reply first = upload.completes(1, 2).answers(200, OBJECT);
                            upload.complete(1, 2).answers(200, OBJECT).looksLike(first);
                            assertThat(upload.count(LifecycleType.COMPLETING))
                                    .as("assemblies")
                                    .isEqualTo(1);
                            upload.is(COMPLETED).deletesNothing();
                        }),
                Case.of(32, "GP")
                        .given("COMPLETED within R")
                        .when("completed again with the same list and If-None-Match: *")
                        .then("200, not 412")
                        .check(t -> {
                            final Upload upload = t.upload(S3, 1, 2);
                            final Reply first = upload.completes(1, 2).answers(200, OBJECT);
                            upload.complete(complete -> {
                                        complete.setParts(Events.listed(1, 2));
                                        complete.setIfNoneMatch("*");
                                    })
                                    .answers(200, OBJECT)
                                    .looksLike(first);
                        }),
                Case.of(33, "GP")
                        .given("COMPLETED within R")
                        .when("completed again with another list")
                        .then("404 NoSuchUpload")
                        .inferred("all of it")
                        .check(t -> {
                            final Upload upload = t.upload(S3, 1, 2);
                            upload.completes(1, 2).answers(200, OBJECT);
                            upload.complete(1).refuses(404, "NoSuchUpload", "UploadId", upload.id());
                            upload.is(COMPLETED).deletesNothing();
                        }),
                Case.of(34, "GP")
                        .given("parts 1, 2 and 3")
                        .when("completed with 1 and 3")
                        .then("200; deletes part 2")
                        .check(t -> {
                            final Upload upload = t.upload(S3, 1, 2, 3);
                            upload.completes(1, 3).answers(200, OBJECT);
                            upload.is(COMPLETED).deletes("2/1");
                        }),
                Case.of(35, "GP")
                        .when("completed with an empty body; with an empty list")
                        .then("400 InvalidRequest; 400 MalformedXML; IN_PROGRESS")
                        .check(t -> {
                            final Upload upload = t.upload(S3, 1);
                            upload.complete(complete -> complete.setParts(null)).refuses(400, "InvalidRequest");
                            upload.is(IN_PROGRESS);
                            upload.complete(complete -> complete.setParts(List.of()))
                                    .refuses(400, "MalformedXML");
                            upload.is(IN_PROGRESS).deletesNothing();
                        }),
                Case.of(36, "GP")
                        .given("parts 1 and 2")
                        .when("completed with 2 and 1, then aborted")
                        .then("400 InvalidPartOrder; IN_PROGRESS; the abort 204, deletes both")
                        .check(t -> {
                            final Upload upload = t.upload(S3, 1, 2);
                            upload.complete(2, 1).refuses(400, "InvalidPartOrder", "UploadId", upload.id());
                            upload.is(IN_PROGRESS).deletesNothing();
                            upload.abort().answers(204);
                            upload.is(ABORTED).deletes("1/1", "2/1");
                        }),
                Case.of(37, "GP")
                        .given("part 1")
                        .when("completed with 1 and 9; with 1 and a wrong ETag")
                        .then("400 InvalidPart that names the part; IN_PROGRESS")
                        .check(CompleteCases::wrongParts),
                Case.of(38, "GP")
                        .given("a part 1 of 4 bytes")
                        .when("completed with 1 and 2; with that part alone")
                        .then("400 EntityTooSmall with MinSizeAllowed 5242880 and PartNumber 1, IN_PROGRESS; 200")
                        .check(CompleteCases::smallParts),
                Case.of(39, "GP")
                        .given("parts 2, 4 and 6 of legal sizes, no composite checksum")
                        .when("completed")
                        .then("200")
                        .check(t -> {
                            final Upload upload = t.upload(S3, 2, 4, 6);
                            upload.completes(2, 4, 6).answers(200, OBJECT);
                            upload.is(COMPLETED).deletesNothing();
                        }),
                Case.of(42, "GP")
                        .given("the object exists")
                        .when("completed with If-None-Match: *, then aborted")
                        .then("412 PreconditionFailed with Condition If-None-Match; IN_PROGRESS; the abort 204")
                        .rest("that the object exists, which the store finds")
                        .check(t -> {
                            final Upload upload = t.upload(S3, 1);
                            final Reply complete = upload.complete(command -> {
                                command.setParts(Events.listed(1));
                                command.setIfNoneMatch("*");
                            });
                            final String[] condition = {"Condition", "If-None-Match"};
                            upload.assemblyFailed(complete, 412, "PreconditionFailed", condition);
                            complete.refuses(412, "PreconditionFailed", condition);
                            upload.is(IN_PROGRESS).deletesNothing();
                            upload.abort().answers(204);
                            upload.is(ABORTED).deletes("1/1");
                        }));
    }

    private static void wrongParts(final Trial t) {
        final Upload upload = t.upload(S3, 1);
        upload.complete(1, 9)
                .refuses(400, "InvalidPart", "UploadId", upload.id(), "PartNumber", "9", "ETag", Events.etag(9, 1));
        upload.is(IN_PROGRESS);
        upload.complete(complete -> complete.setParts(List.of(new CompletedPart(1, "other", null))))
                .refuses(400, "InvalidPart", "UploadId", upload.id(), "PartNumber", "1", "ETag", "other");
        upload.is(IN_PROGRESS).deletesNothing();
    }

    private static void smallParts(final Trial t) {
        final Upload upload = t.upload(S3, 2);
        upload.part(1, 1, part -> part.setSize(4)).answers(200, "ETag", Events.etag(1, 1));
        upload.complete(1, 2)
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
                        Events.etag(1, 1));
        upload.is(IN_PROGRESS).deletesNothing();

        final Upload single = t.upload(S3);
        single.part(1, 1, part -> part.setSize(4));
        single.completes(1).answers(200, OBJECT);
        single.is(COMPLETED).deletesNothing();
    }
}
