/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.conformance;

import static io.mopup.events.Dialect.S3;
import static io.mopup.events.UploadStatus.ABORTED;
import static io.mopup.events.UploadStatus.COMPLETED;
import static io.mopup.events.UploadStatus.COMPLETING;
import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.events.LifecycleType;
import java.util.List;

/** General purpose buckets: Complete and Abort of one upload. */
final class RaceCases {
    private static final String NO_SUCH_UPLOAD = "NoSuchUpload";

    private RaceCases() {}

    static List<Case> cases() {
        return List.of(
                Case.of(26, "GP")
                        .given("ABORTED")
                        .when("completed")
                        .then("404 NoSuchUpload; deletes nothing")
                        .check(t -> {
                            final Upload upload = t.upload(S3, 1);
                            upload.abort().answers(204);
                            upload.deletes("1/1");
                            upload.complete(1).refuses(404, NO_SUCH_UPLOAD, "UploadId", upload.id());
                            upload.is(ABORTED).deletesNothing();
                        }),
                Case.of(27, "GP")
                        .given("parts 1, 2 and 3")
                        .when("completed with 1 and 3 and aborted, the Complete is first in the log")
                        .then("Complete 200; Abort 404; the object is there; deletes part 2 only")
                        .check(t -> {
                            final Upload upload = t.upload(S3, 1, 2, 3);
                            final Reply complete = upload.complete(1, 3);
                            final Reply abort = upload.abort();
                            upload.assembled(complete);
                            complete.answers(200, "ETag", Events.OBJECT_ETAG, "Location", Events.LOCATION);
                            abort.refuses(404, NO_SUCH_UPLOAD, "UploadId", upload.id());
                            upload.is(COMPLETED).deletes("2/1");
                        }),
                Case.of(28, "GP")
                        .given("parts 1 and 2")
                        .when("completed and aborted, the Abort is first in the log")
                        .then("Abort 204; Complete 404; no object; deletes both")
                        .check(t -> {
                            final Upload upload = t.upload(S3, 1, 2);
                            final Reply abort = upload.abort();
                            final Reply complete = upload.complete(1, 2);
                            abort.answers(204);
                            complete.refuses(404, NO_SUCH_UPLOAD, "UploadId", upload.id());
                            upload.is(ABORTED).deletes("1/1", "2/1");
                            assertThat(upload.count(LifecycleType.COMPLETING))
                                    .as("assemblies")
                                    .isZero();
                        }),
                Case.of(29, "GP")
                        .given("the object is being assembled")
                        .when("aborted, then the assembly succeeds")
                        .then("Abort 404; deletes nothing")
                        .inferred("that the abort waits")
                        .check(t -> {
                            final Upload upload = t.upload(S3, 1, 2);
                            final Reply complete = upload.complete(1, 2);
                            final Reply abort = upload.is(COMPLETING).abort().waits();
                            upload.deletesNothing();
                            upload.assembled(complete);
                            abort.refuses(404, NO_SUCH_UPLOAD, "UploadId", upload.id());
                            upload.is(COMPLETED).deletesNothing();
                        }),
                Case.of(30, "GP")
                        .given("the object is being assembled")
                        .when("aborted, then the assembly fails")
                        .then("Complete 500; Abort 204; deletes both parts")
                        .inferred("that the abort waits")
                        .check(t -> {
                            final Upload upload = t.upload(S3, 1, 2);
                            final Reply complete = upload.complete(1, 2);
                            final Reply abort = upload.is(COMPLETING).abort().waits();
                            upload.deletesNothing();
                            upload.assemblyFailed(complete, 500, "InternalError");
                            complete.refuses(500, "InternalError");
                            abort.answers(204);
                            upload.is(ABORTED).deletes("1/1", "2/1");
                        }));
    }
}
