/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.conformance;

import static io.mopup.events.Dialect.GLACIER;
import static io.mopup.events.UploadStatus.ABORTED;
import static io.mopup.events.UploadStatus.COMPLETED;
import static io.mopup.events.UploadStatus.IN_PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.events.LifecycleType;
import java.util.List;

/** Glacier: ranges and archives. */
final class GlacierPartCases {
    private static final String INVALID = "InvalidParameterValueException";
    private static final String TREE_HASH = "x-amz-sha256-tree-hash";
    private static final String[] CLIENT = {"type", "Client"};
    private static final String[] ARCHIVE = {"x-amz-archive-id", Events.ARCHIVE_ID};

    private GlacierPartCases() {}

    static List<Case> cases() {
        return List.of(
                Case.of(91, "GL")
                        .given("part size 1 MiB")
                        .when("range 524288-1572863 is uploaded, or a wrong tree hash; then the range as it should be")
                        .then("400 InvalidParameterValueException, nothing of it stays; 204 with the hash")
                        .rest("the hash of the bytes")
                        .check(t -> {
                            final Upload upload = t.upload(GLACIER);
                            upload.part(1, 1, part -> part.setFirstByte(524_288L))
                                    .refuses(400, INVALID, CLIENT);
                            upload.is(IN_PROGRESS).deletes("1/1");
                            upload.part(1, 2, part -> {}).answers(204, TREE_HASH, Events.treeHash(1));
                            upload.abort().answers(204);
                            upload.is(ABORTED).deletes("1/2");
                        }),
                Case.of(92, "GL")
                        .when("a range is uploaded twice; aborted; another range is uploaded")
                        .then("deletes the old generation; the newer one only; 404, deletes what was stored")
                        .check(t -> {
                            final Upload upload = t.upload(GLACIER, 1);
                            upload.part(1, 2, part -> {}).answers(204, TREE_HASH, Events.treeHash(1));
                            upload.is(IN_PROGRESS).deletes("1/1");
                            upload.abort().answers(204);
                            upload.is(ABORTED).deletes("1/2");
                            upload.part(2).refuses(404, "ResourceNotFoundException", CLIENT);
                            upload.is(ABORTED).deletes("2/1");
                        }),
                Case.of(93, "GL")
                        .when("completed with a wrong tree hash; a wrong size; a missing range; then aborted")
                        .then("400 each, IN_PROGRESS; 204, deletes everything")
                        .inferred("the answers to size and range")
                        .check(GlacierPartCases::wrongArchives),
                Case.of(94, "GL")
                        .when("completed twice within R, parts are listed in between")
                        .then("201 twice with the same archive id; 404")
                        .rest("the list")
                        .check(t -> {
                            final Upload upload = t.upload(GLACIER, 1, 2);
                            final Reply first = upload.complete(Archives.of(1, 2));
                            upload.assembled(first);
                            first.answers(201, ARCHIVE);
                            upload.complete(Archives.of(1, 2))
                                    .answers(201, ARCHIVE)
                                    .looksLike(first);
                            assertThat(upload.count(LifecycleType.COMPLETING))
                                    .as("assemblies")
                                    .isEqualTo(1);
                            upload.is(COMPLETED).deletesNothing();
                        }),
                Case.of(96, "GL")
                        .when("parts are listed with limit 51; with 0; with 1 where there are two")
                        .then("400 InvalidParameterValueException; the same; a marker, null on the second page")
                        .gateway());
    }

    private static void wrongArchives(final Trial t) {
        final Upload upload = t.upload(GLACIER, 1, 2);
        final long size = 2 * Events.ONE_MIB;
        upload.complete(Archives.named(size, Archives.treeHash(2, 1))).refuses(400, INVALID, CLIENT);
        upload.is(IN_PROGRESS);
        upload.complete(Archives.named(size - 1, Archives.treeHash(1, 2))).refuses(400, INVALID, CLIENT);
        upload.is(IN_PROGRESS).deletesNothing();
        upload.abort().answers(204);
        upload.is(ABORTED).deletes("1/1", "2/1");

        final Upload gap = t.upload(GLACIER, 1, 3);
        gap.complete(Archives.of(1, 3)).refuses(400, INVALID, CLIENT);
        gap.is(IN_PROGRESS).deletesNothing();
        gap.abort().answers(204);
        gap.is(ABORTED).deletes("1/1", "3/1");
    }
}
