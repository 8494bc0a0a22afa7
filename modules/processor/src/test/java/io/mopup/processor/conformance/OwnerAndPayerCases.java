/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.conformance;

import static io.mopup.events.Dialect.S3;
import static io.mopup.events.UploadStatus.ABORTED;
import static io.mopup.events.UploadStatus.IN_PROGRESS;

import io.mopup.events.PolicyDecision;
import io.mopup.events.Requester;
import java.util.List;

/** General purpose buckets: headers that an abort is judged by before its upload. */
final class OwnerAndPayerCases {
    private static final String INITIATED_TIME = "x-amz-if-match-initiated-time";
    private static final String PAYER = "requester";

    private OwnerAndPayerCases() {}

    static List<Case> cases() {
        return List.of(
                Case.of(11, "GP")
                        .when("aborted, expecting the owner of the bucket")
                        .then("204; ABORTED; deletes the parts")
                        .check(t -> {
                            final Upload upload = t.upload(S3, 1, 2);
                            upload.abort(abort -> abort.setExpectedBucketOwner(Names.OWNER))
                                    .answers(204);
                            upload.is(ABORTED).deletes("1/1", "2/1");
                        }),
                Case.of(12, "GP")
                        .when("aborted, expecting another account; expecting 'invalid'")
                        .then("403 AccessDenied; 400 InvalidBucketOwnerAWSAccountID; IN_PROGRESS, deletes nothing")
                        .inferred("the 400, on this operation")
                        .check(t -> {
                            final Upload upload = t.upload(S3, 1);
                            upload.abort(abort -> abort.setExpectedBucketOwner(Names.STRANGER))
                                    .refuses(403, "AccessDenied");
                            upload.is(IN_PROGRESS).deletesNothing();
                            upload.abort(abort -> abort.setExpectedBucketOwner("invalid"))
                                    .refuses(400, "InvalidBucketOwnerAWSAccountID");
                            upload.is(IN_PROGRESS).deletesNothing();
                        }),
                Case.of(13, "GP")
                        .when("aborted with the conditional header of directory buckets, naming T0")
                        .then("501 NotImplemented with Header; IN_PROGRESS; deletes nothing")
                        .inferred("all of it")
                        .check(t -> {
                            final Upload upload = t.upload(S3, 1);
                            upload.abort(abort -> abort.setIfMatchInitiatedTime(Names.httpDate(t.now())))
                                    .refuses(501, "NotImplemented", "Header", INITIATED_TIME);
                            upload.is(IN_PROGRESS).deletesNothing();
                        }),
                Case.of(14, "GP")
                        .given("requester pays")
                        .when("aborted by somebody else than the owner, without the payer header")
                        .then("403 AccessDenied; IN_PROGRESS")
                        .check(t -> {
                            final Upload upload = requesterPays(t);
                            upload.abort(Names.by(stranger())).refuses(403, "AccessDenied");
                            upload.is(IN_PROGRESS).deletesNothing();
                        }),
                Case.of(15, "GP")
                        .given("requester pays")
                        .when("aborted by somebody else than the owner, with the payer header")
                        .then("204, charged")
                        .check(t -> {
                            final Upload upload = requesterPays(t);
                            upload.abort(abort -> {
                                        abort.setRequester(stranger());
                                        abort.setRequestPayer(PAYER);
                                    })
                                    .answersAtTheRequestersCost(204);
                            upload.is(ABORTED).deletes("1/1");
                        }),
                Case.of(16, "GP")
                        .when("aborted by the owner where the requester pays, without and with the payer header; by"
                                + " somebody else with it where not")
                        .then("204, not charged, each time")
                        .check(t -> {
                            requesterPays(t).abort().answers(204);
                            t.upload(S3, 1)
                                    .abort(abort -> abort.setRequestPayer(PAYER))
                                    .answers(204);
                            t.container(S3, other -> other.setContainer("films"));
                            final Upload normal = t.unknown(S3).named(name -> name.setContainer("films"));
                            normal.created(1)
                                    .abort(abort -> {
                                        abort.setRequester(stranger());
                                        abort.setRequestPayer(PAYER);
                                    })
                                    .answers(204);
                            normal.is(ABORTED).deletes("1/1");
                        }));
    }

    private static Upload requesterPays(final Trial t) {
        t.container(S3, bucket -> bucket.setRequesterPays(true));
        return t.upload(S3, 1);
    }

    /** Somebody whom the policy of the bucket lets in. */
    private static Requester stranger() {
        return Names.caller(Names.STRANGER, Names.user(Names.STRANGER, "guest"), PolicyDecision.ALLOW);
    }
}
