/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.conformance;

import static io.mopup.events.Dialect.S3;
import static io.mopup.events.UploadStatus.ABORTED;
import static io.mopup.events.UploadStatus.IN_PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.events.PartDeletion;
import java.util.List;

/** General purpose buckets: parts, before and after an abort. */
final class PartCases {
    private static final String NO_SUCH_UPLOAD = "NoSuchUpload";

    private PartCases() {}

    static List<Case> cases() {
        return List.of(
                Case.of(21, "GP")
                        .when("aborted with an empty upload id; without a key")
                        .then("404 NoSuchUpload, the object is not deleted; 400 InvalidRequest")
                        .inferred("the 404")
                        .rest("that neither is taken for DeleteObject or DeleteBucket")
                        .check(t -> {
                            final Upload upload = t.upload(S3, 1);
                            upload.named(name -> name.setUploadId(""))
                                    .abort()
                                    .refuses(404, NO_SUCH_UPLOAD, "UploadId", "");
                            upload.named(name -> name.setKey(null)).abort().refuses(400, "InvalidRequest");
                            upload.is(IN_PROGRESS);
                            assertThat(t.published().all(PartDeletion.class)).isEmpty();
                        }),
                Case.of(22, "GP")
                        .given("ABORTED")
                        .when("part 1 is uploaded")
                        .then("404 NoSuchUpload; deletes what was stored")
                        .check(t -> {
                            final Upload upload = t.upload(S3);
                            upload.abort().answers(204);
                            upload.part(1).refuses(404, NO_SUCH_UPLOAD, "UploadId", upload.id());
                            upload.is(ABORTED).deletes("1/1");
                        }),
                Case.of(23, "GP")
                        .given("part 2 is under way")
                        .when("aborted, and the part arrives after the abort; before it")
                        .then("204; the part 404 or 200; deletes every part once")
                        .check(PartCases::partUnderWay),
                Case.of(24, "GP")
                        .given("part 1")
                        .when("part 1 is uploaded again; completed with the first ETag; aborted")
                        .then("deletes the first generation; the second one is the part; deletes the second one only")
                        .check(t -> {
                            final Upload upload = t.upload(S3, 1);
                            upload.part(1, 2, part -> {}).answers(200, "ETag", Events.etag(1, 2));
                            upload.is(IN_PROGRESS).deletes("1/1");
                            // The list names the first one, which the object can no longer contain.
                            upload.complete(1).refusesWith(400, "InvalidPart", "PartNumber", "1");
                            upload.abort().answers(204);
                            upload.is(ABORTED).deletes("1/2");
                        }),
                Case.of(25, "GP")
                        .given("ABORTED")
                        .when("its parts are listed; the uploads of the bucket are listed")
                        .then("404 NoSuchUpload; it is not among those in progress")
                        .rest("both lists; here only what they are made from")
                        .check(t -> {
                            final Upload upload = t.upload(S3, 1);
                            upload.abort().answers(204);
                            upload.is(ABORTED);
                            final boolean open = t.hasOpenUploads(upload.identity());
                            t.got(open ? "still among those in progress" : "none in progress");
                            assertThat(open).isFalse();
                        }),
                Case.of(40, "GP")
                        .when("part 0, -1, 10001, abc is uploaded; part 10000")
                        .then("400 InvalidArgument with ArgumentName partNumber; 200")
                        .rest("abc, which is no number")
                        .check(PartCases::numbers),
                Case.of(41, "GP")
                        .given("part 1")
                        .when("part 2 is uploaded with a Content-MD5 of other bytes, then aborted")
                        .then("400 BadDigest; no part recorded; deletes part 1 only")
                        .rest("the digest; here only that what no event told of is not deleted")
                        .check(t -> {
                            final Upload upload = t.upload(S3, 1);
                            upload.abort().answers(204);
                            upload.is(ABORTED).deletes("1/1");
                        }));
    }

    private static void partUnderWay(final Trial t) {
        final Upload late = t.upload(S3, 1);
        late.abort().answers(204);
        late.deletes("1/1");
        late.part(2).refuses(404, NO_SUCH_UPLOAD, "UploadId", late.id());
        late.is(ABORTED).deletes("2/1");
        t.reclaim(late);
        late.deletesNothing();

        final Upload early = t.upload(S3, 1);
        early.part(2).answers(200, "ETag", Events.etag(2, 1));
        early.abort().answers(204);
        early.is(ABORTED).deletes("1/1", "2/1");
        t.reclaim(early);
        early.deletesNothing();
    }

    private static void numbers(final Trial t) {
        final Upload upload = t.upload(S3);
        for (final int number : List.of(0, -1, 10_001)) {
            upload.part(number).refuses(400, "InvalidArgument", "ArgumentName", "partNumber");
        }
        upload.part(10_000).answers(200, "ETag", Events.etag(10_000, 1));
        upload.is(IN_PROGRESS).deletesNothing();
        upload.abort().answers(204);
        upload.deletes("10000/1");
    }
}
