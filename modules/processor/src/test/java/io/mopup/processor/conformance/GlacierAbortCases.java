/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.conformance;

import static io.mopup.events.Dialect.GLACIER;
import static io.mopup.events.UploadStatus.ABORTED;
import static io.mopup.events.UploadStatus.COMPLETED;
import static io.mopup.events.UploadStatus.IN_PROGRESS;

import io.mopup.processor.PolicyConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Glacier: what comes of an abort. */
final class GlacierAbortCases {
    private static final String NOT_FOUND = "ResourceNotFoundException";
    private static final String[] CLIENT = {"type", "Client"};
    private static final Duration INACTIVITY = Duration.ofHours(24);

    private GlacierAbortCases() {}

    static List<Case> cases() {
        return List.of(
                Case.of(83, "GL")
                        .given("ranges 0-1048575 and 1048576-1048580")
                        .when("aborted with account '-'")
                        .then("204 with x-amzn-RequestId; deletes both ranges")
                        .rest("which account '-' is, and the header")
                        .check(t -> {
                            final Upload upload = t.upload(GLACIER, 1);
                            upload.part(2, 1, part -> part.setSize(5))
                                    .answers(204, "x-amz-sha256-tree-hash", Events.treeHash(2));
                            upload.abort().answers(204);
                            upload.is(ABORTED).deletes("1/1", "2/1");
                        }),
                Case.of(84, "GL")
                        .given("ABORTED, once with everything deleted and once with nothing reported")
                        .when("aborted again within R; after R")
                        .then("204, deletes nothing; 404 ResourceNotFoundException with type Client")
                        .inferred("the code")
                        .check(GlacierAbortCases::window),
                Case.of(85, "GL")
                        .given("COMPLETED")
                        .when("aborted")
                        .then("404 ResourceNotFoundException; the archive stays; deletes nothing")
                        .inferred("the code")
                        .check(t -> {
                            final Upload upload = t.upload(GLACIER, 1, 2);
                            upload.assembled(upload.complete(Archives.of(1, 2)));
                            upload.is(COMPLETED).abort().refuses(404, NOT_FOUND, CLIENT);
                            upload.is(COMPLETED).deletesNothing();
                        }),
                Case.of(86, "GL")
                        .when("aborted with an unknown id; in another vault of the account")
                        .then("404 ResourceNotFoundException each; the real upload is unchanged")
                        .check(t -> {
                            final Reply unknown = t.unknown(GLACIER).abort();
                            t.passGrace();
                            unknown.refuses(404, NOT_FOUND, CLIENT);
                            final Upload upload = t.upload(GLACIER, 1);
                            upload.named(name -> name.setContainer("cellar"))
                                    .abort()
                                    .refuses(404, NOT_FOUND, CLIENT);
                            upload.is(IN_PROGRESS).deletesNothing();
                        }),
                Case.of(95, "GL")
                        .when("completed and aborted at the same time")
                        .then("the first in the log wins; the other one gets 404")
                        .check(GlacierAbortCases::race),
                Case.of(97, "GL")
                        .given("expiry is enabled")
                        .when("nothing happens for 24 h, then aborted")
                        .then("expired; deletes the parts; the abort 404")
                        .inferred("that a part counts as activity")
                        .with(PolicyConfig.GLACIER_INACTIVITY_CONFIG, INACTIVITY.toMillis())
                        .check(GlacierAbortCases::expiry));
    }

    private static void window(final Trial t) {
        final Upload clean = t.upload(GLACIER, 1);
        clean.abort().answers(204);
        clean.deletes("1/1");
        t.reclaim(clean);
        clean.abort().answers(204);
        clean.is(ABORTED).deletesNothing();
        t.reclaim(clean);
        final Instant aborted = t.now();
        final Upload silent = t.upload(GLACIER, 1);
        silent.abort().answers(204);
        silent.deletes("1/1");
        t.passUntil(aborted.plus(Trial.R).minus(Trial.A_SECOND));
        silent.abort().answers(204);
        silent.is(ABORTED).deletesNothing();

        t.passUntil(aborted.plus(Trial.R).plus(Trial.A_SECOND));
        silent.abort().refuses(404, NOT_FOUND, CLIENT);
        silent.deletesNothing();
        final Reply reply = clean.abort();
        t.passGrace();
        reply.refuses(404, NOT_FOUND, CLIENT);
        clean.isNotShown().deletesNothing();
    }

    private static void race(final Trial t) {
        final Upload completed = t.upload(GLACIER, 1);
        final Reply complete = completed.complete(Archives.of(1));
        final Reply loser = completed.abort().waits();
        completed.assembled(complete);
        complete.answers(201, "x-amz-archive-id", Events.ARCHIVE_ID);
        loser.refuses(404, NOT_FOUND, CLIENT);
        completed.is(COMPLETED).deletesNothing();

        final Upload aborted = t.upload(GLACIER, 1);
        aborted.abort().answers(204);
        aborted.complete(Archives.of(1)).refuses(404, NOT_FOUND, CLIENT);
        aborted.is(ABORTED).deletes("1/1");
    }

    private static void expiry(final Trial t) {
        final Instant start = t.now();
        final Upload idle = t.upload(GLACIER, 1);
        final Upload used = t.upload(GLACIER, 1);
        t.passUntil(start.plus(INACTIVITY).minus(Trial.A_SECOND));
        idle.is(IN_PROGRESS).deletesNothing();
        used.stored(2);
        t.passUntil(start.plus(INACTIVITY).plus(Duration.ofMinutes(2)));
        idle.is(ABORTED).deletes("1/1");
        idle.abort().refuses(404, NOT_FOUND, CLIENT);
        used.is(IN_PROGRESS).deletesNothing();
        t.pass(INACTIVITY);
        used.is(ABORTED).deletes("1/1", "2/1");
    }
}
