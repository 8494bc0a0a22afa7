/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.conformance;

import static io.mopup.events.Dialect.S3;
import static io.mopup.events.UploadStatus.ABORTED;
import static io.mopup.events.UploadStatus.IN_PROGRESS;
import static io.mopup.processor.conformance.Names.OWNER;
import static io.mopup.processor.conformance.Names.PARTNER;
import static io.mopup.processor.conformance.Names.STRANGER;
import static io.mopup.processor.conformance.Names.by;
import static io.mopup.processor.conformance.Names.caller;
import static io.mopup.processor.conformance.Names.root;
import static io.mopup.processor.conformance.Names.user;

import io.mopup.events.PolicyDecision;
import java.util.List;

/** General purpose buckets: who may abort. The initiator is a user of an account that does not own the bucket. */
final class PermissionCases {
    private PermissionCases() {}

    static List<Case> cases() {
        return List.of(
                Case.of(17, "GP")
                        .when("aborted by the initiator, no policy says anything")
                        .then("204")
                        .check(t -> {
                            final Upload upload = t.upload(S3, 1);
                            upload.abort(by(caller(PARTNER, user(PARTNER, "uploader"), PolicyDecision.NONE)))
                                    .answers(204);
                            upload.is(ABORTED).deletes("1/1");
                        }),
                Case.of(18, "GP")
                        .when("aborted by the owner of the bucket; by the root of the initiator's account")
                        .then("204; 204")
                        .check(t -> {
                            t.container(S3);
                            final Upload first = t.upload(S3, 1);
                            first.abort(by(caller(OWNER, root(OWNER), PolicyDecision.NONE)))
                                    .answers(204);
                            first.is(ABORTED).deletes("1/1");
                            final Upload second = t.upload(S3, 1);
                            second.abort(by(caller(PARTNER, root(PARTNER), PolicyDecision.NONE)))
                                    .answers(204);
                            second.is(ABORTED).deletes("1/1");
                        }),
                Case.of(19, "GP")
                        .when("aborted by a third principal whom nothing allows to; the same for an unknown upload")
                        .then("403 AccessDenied; IN_PROGRESS; the very same answer")
                        .inferred("that the permission comes first, so that nobody learns what exists")
                        .check(PermissionCases::thirdPrincipals),
                Case.of(20, "GP")
                        .when("aborted by the initiator whom a policy denies it")
                        .then("403")
                        .check(t -> {
                            final Upload upload = t.upload(S3, 1);
                            upload.abort(by(caller(PARTNER, user(PARTNER, "uploader"), PolicyDecision.DENY)))
                                    .refuses(403, "AccessDenied");
                            upload.is(IN_PROGRESS).deletesNothing();
                        }));
    }

    private static void thirdPrincipals(final Trial t) {
        t.container(S3);
        final Upload upload = t.upload(S3, 1);
        final var third = by(caller(STRANGER, user(STRANGER, "eve"), PolicyDecision.NONE));
        final Reply known = upload.abort(third).refuses(403, "AccessDenied");
        upload.abort(by(caller(PARTNER, user(PARTNER, "colleague"), PolicyDecision.NONE)))
                .refuses(403, "AccessDenied");
        upload.is(IN_PROGRESS).deletesNothing();

        final Upload unknown = t.unknown(S3);
        final Reply other = unknown.abort(third);
        t.passGrace();
        other.refuses(403, "AccessDenied").looksLike(known);
        unknown.isNotShown();
        upload.named(name -> name.setKey("2026/dog.jpg")).abort(third).looksLike(known);
    }
}
