/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.conformance;

import static io.mopup.events.Dialect.COS;
import static io.mopup.events.UploadStatus.ABORTED;
import static io.mopup.events.UploadStatus.IN_PROGRESS;
import static io.mopup.processor.conformance.Names.STRANGER;
import static io.mopup.processor.conformance.Names.by;
import static io.mopup.processor.conformance.Names.caller;

import io.mopup.events.PolicyDecision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** IBM Cloud Object Storage. */
final class CosCases {
    private static final String RESOURCE = "/cos-photos/2026/cat.jpg";

    private CosCases() {}

    static List<Case> cases() {
        return List.of(
                Case.of(74, "COS")
                        .when("aborted with a bearer token")
                        .then("204 with X-Clv-Request-Id; ABORTED; deletes the parts")
                        .rest("the token and the header")
                        .check(t -> {
                            final Upload upload = t.upload(COS, 1, 2);
                            upload.abort().answers(204);
                            upload.is(ABORTED).deletes("1/1", "2/1");
                        }),
                Case.of(75, "COS")
                        .when("aborted, expecting another owner, and with the payer header")
                        .then("204, not charged")
                        .check(t -> {
                            t.container(COS, bucket -> bucket.setRequesterPays(true));
                            final Upload upload = t.upload(COS, 1);
                            upload.abort(abort -> {
                                        abort.setRequester(
                                                caller(STRANGER, Names.user(STRANGER, "guest"), PolicyDecision.ALLOW));
                                        abort.setExpectedBucketOwner(STRANGER);
                                        abort.setRequestPayer("requester");
                                    })
                                    .answers(204);
                            upload.is(ABORTED).deletes("1/1");
                        }),
                Case.of(76, "COS")
                        .when("aborted with the conditional header of directory buckets and a wrong date")
                        .then("204; ABORTED")
                        .inferred("that the header is ignored")
                        .check(t -> {
                            final Upload upload = t.upload(COS, 1);
                            final String wrong = Names.httpDate(t.now().plus(Duration.ofDays(1)));
                            upload.abort(abort -> abort.setIfMatchInitiatedTime(wrong))
                                    .answers(204);
                            upload.is(ABORTED).deletes("1/1");
                        }),
                Case.of(77, "COS")
                        .given("no such upload")
                        .when("aborted")
                        .then("404 NoSuchUpload with Resource, RequestId and httpStatusCode")
                        .rest("RequestId, which every response has")
                        .check(t -> {
                            final Upload upload = t.unknown(COS);
                            final Reply reply = upload.abort();
                            t.passGrace();
                            reply.refusesWith(404, "NoSuchUpload", "Resource", RESOURCE, "httpStatusCode", "404");
                        }),
                Case.of(78, "COS")
                        .when("aborted by somebody without the action object.delete_upload")
                        .then("403 AccessDenied")
                        .check(t -> {
                            final Upload upload = t.upload(COS, 1);
                            upload.abort(by(caller(STRANGER, Names.user(STRANGER, "guest"), PolicyDecision.NONE)))
                                    .refusesWith(403, "AccessDenied", "httpStatusCode", "403");
                            upload.is(IN_PROGRESS).deletesNothing();
                        }),
                Case.of(79, "COS")
                        .given("ABORTED, once with everything deleted and once with nothing reported")
                        .when("aborted again within R; after R")
                        .then("204; 404")
                        .inferred("the second answer")
                        .check(CosCases::window),
                Case.of(80, "COS")
                        .when("completed with an empty body")
                        .then("400 MissingRequestBodyError; IN_PROGRESS")
                        .inferred("the code")
                        .check(t -> {
                            final Upload upload = t.upload(COS, 1);
                            upload.complete(complete -> complete.setParts(null))
                                    .refusesWith(400, "MissingRequestBodyError", "httpStatusCode", "400");
                            upload.is(IN_PROGRESS).deletesNothing();
                        }));
    }

    private static void window(final Trial t) {
        final Upload clean = t.upload(COS, 1);
        clean.abort().answers(204);
        clean.deletes("1/1");
        t.reclaim(clean);
        final Instant aborted = t.now();
        final Upload silent = t.upload(COS, 1);
        silent.abort().answers(204);
        silent.deletes("1/1");
        t.passUntil(aborted.plus(Trial.R).minus(Trial.A_SECOND));
        silent.abort().answers(204);
        silent.is(ABORTED).deletesNothing();

        t.passUntil(aborted.plus(Trial.R).plus(Trial.A_SECOND));
        silent.abort().refusesWith(404, "NoSuchUpload", "Resource", RESOURCE, "httpStatusCode", "404");
        silent.deletesNothing();
        final Reply reply = clean.abort();
        t.passGrace();
        reply.refusesWith(404, "NoSuchUpload", "Resource", RESOURCE, "httpStatusCode", "404");
        clean.isNotShown().deletesNothing();
    }
}
