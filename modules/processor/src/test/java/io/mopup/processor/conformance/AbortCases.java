/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.conformance;

import static io.mopup.events.Dialect.S3;
import static io.mopup.events.UploadStatus.ABORTED;
import static io.mopup.events.UploadStatus.COMPLETED;
import static io.mopup.events.UploadStatus.IN_PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.events.LifecycleType;
import io.mopup.processor.DialectConfig;
import java.time.Instant;
import java.util.List;

/** General purpose buckets: which upload an abort means, and what comes of it. */
final class AbortCases {
    private static final String NO_SUCH_UPLOAD = "NoSuchUpload";

    private AbortCases() {}

    static List<Case> cases() {
        return List.of(
                Case.of(1, "GP")
                        .given("parts 1 and 2")
                        .when("aborted")
                        .then("204 without fields; ABORTED; deletes both parts")
                        .check(t -> {
                            final Upload upload = t.upload(S3, 1, 2);
                            upload.abort().answers(204);
                            upload.is(ABORTED).deletes("1/1", "2/1");
                        }),
                Case.of(2, "GP")
                        .given("no parts")
                        .when("aborted")
                        .then("204; ABORTED; deletes nothing")
                        .check(t -> {
                            final Upload upload = t.upload(S3);
                            upload.abort().answers(204);
                            upload.is(ABORTED).deletesNothing();
                        }),
                Case.of(3, "GP")
                        .given("ABORTED within R, everything deleted")
                        .when("aborted again")
                        .then("204; ABORTED; deletes nothing")
                        .check(t -> {
                            final Upload upload = aborted(t);
                            t.reclaim(upload);
                            upload.abort().answers(204);
                            upload.is(ABORTED).deletesNothing();
                        }),
                Case.of(4, "GP")
                        .given("ABORTED within R")
                        .when("part 3 turns out to be stored, then aborted again")
                        .then("deletes part 3; the abort 204, deletes nothing")
                        .check(t -> {
                            final Upload upload = aborted(t);
                            upload.stored(3).deletes("3/1");
                            upload.abort().answers(204);
                            upload.is(ABORTED).deletesNothing();
                        }),
                Case.of(5, "GP")
                        .given("ABORTED at t, once with everything deleted and once with nothing reported")
                        .when("aborted at t + 1 s; at t + R - 1 s; at t + R + 1 s")
                        .then("204; 204; 404 NoSuchUpload with UploadId, deletes nothing")
                        .rest("x-id in the query changes nothing")
                        .check(AbortCases::window),
                Case.of(6, "GP")
                        .given("a bucket without the upload")
                        .when("aborted")
                        .then("404 NoSuchUpload with UploadId")
                        .with(DialectConfig.CONTAINERS_REQUIRED_CONFIG, true)
                        .check(t -> {
                            t.container(S3);
                            final Upload upload = t.unknown(S3);
                            final Reply reply = upload.abort().waits();
                            t.passGrace();
                            reply.refuses(404, NO_SUCH_UPLOAD, "UploadId", upload.id());
                            upload.isNotShown().deletesNothing();
                        }),
                Case.of(7, "GP")
                        .given("an upload of one key")
                        .when("aborted under another key")
                        .then("404 NoSuchUpload; IN_PROGRESS; deletes nothing")
                        .check(t -> {
                            final Upload upload = t.upload(S3, 1);
                            final Upload other = upload.named(name -> name.setKey("2026/dog.jpg"));
                            other.abort().refuses(404, NO_SUCH_UPLOAD, "UploadId", upload.id());
                            upload.is(IN_PROGRESS).deletesNothing();
                        }),
                Case.of(8, "GP")
                        .given("an upload in one of two buckets")
                        .when("aborted under the same key of the other")
                        .then("404 NoSuchUpload; IN_PROGRESS")
                        .with(DialectConfig.CONTAINERS_REQUIRED_CONFIG, true)
                        .check(t -> {
                            t.container(S3);
                            t.container(S3, other -> other.setContainer("films"));
                            final Upload upload = t.upload(S3, 1);
                            final Upload other = upload.named(name -> name.setContainer("films"));
                            other.abort().refuses(404, NO_SUCH_UPLOAD, "UploadId", upload.id());
                            upload.is(IN_PROGRESS).deletesNothing();
                        }),
                Case.of(9, "GP")
                        .given("an upload in the only bucket")
                        .when("aborted in a bucket that does not exist")
                        .then("404 NoSuchBucket with BucketName")
                        .with(DialectConfig.CONTAINERS_REQUIRED_CONFIG, true)
                        .check(t -> {
                            t.container(S3);
                            final Upload upload = t.upload(S3, 1);
                            final Upload other = upload.named(name -> name.setContainer("films"));
                            other.abort().refuses(404, "NoSuchBucket", "BucketName", "films");
                            upload.is(IN_PROGRESS).deletesNothing();
                        }),
                Case.of(10, "GP")
                        .given("COMPLETED within R")
                        .when("aborted")
                        .then("404 NoSuchUpload; the object stays; deletes nothing")
                        .check(t -> {
                            final Upload upload = t.upload(S3, 1, 2);
                            upload.completes(1, 2);
                            upload.is(COMPLETED).abort().refuses(404, NO_SUCH_UPLOAD, "UploadId", upload.id());
                            upload.is(COMPLETED).deletesNothing();
                        }),
                Case.of(52, "GP")
                        .when("one abort is delivered twice under one id")
                        .then("one decision; the same 204 twice; deletes once")
                        .check(AbortCases::deliveredTwice),
                Case.of(54, "GP")
                        .given("two uploads of one key")
                        .when("one is aborted")
                        .then("204; deletes its parts; the other one IN_PROGRESS")
                        .check(t -> {
                            final Upload upload = t.upload(S3, 1);
                            final Upload other = t.upload(S3, 1);
                            upload.abort().answers(204);
                            upload.is(ABORTED).deletes("1/1");
                            other.is(IN_PROGRESS).deletesNothing();
                        }));
    }

    private static Upload aborted(final Trial t) {
        final Upload upload = t.upload(S3, 1, 2);
        upload.abort().answers(204);
        return upload.is(ABORTED).deletes("1/1", "2/1");
    }

    private static void window(final Trial t) {
        final Instant first = t.now();
        final Upload clean = aborted(t);
        t.reclaim(clean);
        final Instant second = t.now();
        final Upload silent = aborted(t);
        t.pass(Trial.A_SECOND);
        silent.abort().answers(204);

        t.passUntil(first.plus(Trial.R).plus(Trial.A_SECOND));
        final Reply late = clean.abort();
        t.passGrace();
        late.refuses(404, NO_SUCH_UPLOAD, "UploadId", clean.id());
        clean.isNotShown().deletesNothing();

        t.passUntil(second.plus(Trial.R).minus(Trial.A_SECOND));
        silent.abort().answers(204);
        t.passUntil(second.plus(Trial.R).plus(Trial.A_SECOND));
        silent.abort().refuses(404, NO_SUCH_UPLOAD, "UploadId", silent.id());
        silent.deletesNothing();
    }

    private static void deliveredTwice(final Trial t) {
        final Upload upload = t.upload(S3, 1);
        final Reply reply = upload.abort().answers(204);
        upload.deletes("1/1");
        t.pass(Trial.A_SECOND);
        upload.abort(again -> again.setCommandId(reply.commandId()));
        reply.answers(204);
        assertThat(reply.results()).hasSize(2);
        assertThat(reply.results().get(1)).isEqualTo(reply.results().get(0));
        assertThat(upload.count(LifecycleType.ABORTED)).as("decisions").isEqualTo(1);
        upload.is(ABORTED).deletesNothing();
    }
}
