/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.events.Dialect;
import io.mopup.processor.FoldConfig;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** What holds whatever the dialect is: crashes, and uploads of the largest size. */
final class EveryDialectCases {
    private static final List<Dialect> DIALECTS =
            List.of(Dialect.S3, Dialect.S3_DIRECTORY, Dialect.COS, Dialect.GLACIER);
    private static final int PARTS_OF_A_CRASH = 300;
    private static final int MOST_PARTS = 10_000;
    private static final Duration LONG = Duration.ofHours(1);

    private EveryDialectCases() {}

    static List<Case> cases() {
        return List.of(
                Case.of(99, "ALL")
                        .given("one upload of each dialect, aborted")
                        .when("the processor is killed before all deletions left, and started again; aborted again")
                        .then("every deletion under one id; 204")
                        // Deletions stop at this until they are reported, so the kill comes before the others.
                        .with(FoldConfig.MAX_OUTSTANDING_CONFIG, 50)
                        .with(FoldConfig.SLICE_CONFIG, 20)
                        .with(FoldConfig.INLINE_SLICE_CONFIG, 20)
                        .with(FoldConfig.REPORT_TIMEOUT_CONFIG, LONG.toMillis())
                        .with(FoldConfig.REPORT_TIMEOUT_MAX_CONFIG, LONG.toMillis())
                        .alsoOn(Place.BROKER)
                        .check(EveryDialectCases::killed),
                Case.of(100, "ALL")
                        .given("one upload of each dialect with 10,000 parts")
                        .when("aborted")
                        .then("204 before the deletions are out; 10,000 deletions follow")
                        .with(FoldConfig.MAX_OUTSTANDING_CONFIG, 1_000)
                        .with(FoldConfig.REPORT_TIMEOUT_CONFIG, LONG.toMillis())
                        .with(FoldConfig.REPORT_TIMEOUT_MAX_CONFIG, LONG.toMillis())
                        .alsoOn(Place.BROKER)
                        .check(EveryDialectCases::large));
    }

    private static void killed(final Trial t) {
        final Set<Upload> uploads = abortOneOfEach(t, PARTS_OF_A_CRASH);
        uploads.forEach(upload -> assertThat(upload.deletions().parts()).isBetween(1, PARTS_OF_A_CRASH - 1));
        t.got("killed with deletions to come");

        t.restart();
        awaitDeletions(t, uploads, PARTS_OF_A_CRASH);
        uploads.forEach(upload -> {
            final Reply again = upload.abort();
            t.await("the answer to another abort", again::isAnswered);
            again.answers(204);
        });
    }

    private static void large(final Trial t) {
        final Set<Upload> uploads = abortOneOfEach(t, MOST_PARTS);
        uploads.forEach(upload -> assertThat(upload.deletions().parts()).isLessThan(MOST_PARTS));
        t.got("deletions still to come");
        awaitDeletions(t, uploads, MOST_PARTS);
    }

    private static Set<Upload> abortOneOfEach(final Trial t, final int parts) {
        final Map<Upload, Reply> lastParts = new LinkedHashMap<>();
        for (final Dialect dialect : DIALECTS) {
            final Upload upload = t.upload(dialect, IntStream.range(1, parts).toArray());
            lastParts.put(upload, upload.part(parts));
        }
        // Topics are not ordered among each other: an abort that overtook parts would make late ones of them.
        lastParts.values().forEach(reply -> t.await("the answer to the last part", reply::isAnswered));
        final List<Reply> aborts =
                lastParts.keySet().stream().map(Upload::abort).toList();
        aborts.forEach(reply -> {
            t.await("the answer to the abort", reply::isAnswered);
            reply.answers(204);
        });
        return lastParts.keySet();
    }

    /** Agents report what they are told to delete, so that more may leave. */
    private static void awaitDeletions(final Trial t, final Set<Upload> uploads, final int parts) {
        t.await("all deletions", () -> {
            t.agents().work();
            return uploads.stream().allMatch(upload -> upload.deletions().parts() >= parts);
        });
        uploads.forEach(upload -> {
            t.got(upload.deletions().parts() + " deletions");
            assertThat(upload.deletions().parts()).isEqualTo(parts);
        });
    }
}
