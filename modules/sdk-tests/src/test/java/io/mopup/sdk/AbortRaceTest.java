/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Aborts that meet uploads under way, and completions. */
@Tag("long")
class AbortRaceTest {
    private static final int ROUNDS = 20;
    private static final int UPLOADERS = 8;
    /** More than any thread gets done before the abort; so that a test ends even if there is none. */
    private static final int MOST_PARTS = 200;

    private static final int COMPLETIONS = 100;

    private final ExecutorService threads = Executors.newFixedThreadPool(UPLOADERS + 1);
    private final WireTrial trial = new WireTrial();

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @Test
    void shouldLeaveNothingWhenPartsAreUploadedDuringTheAbort() throws Exception {
        final String bucket = trial.bucket();
        final String vault = trial.vault();
        final List<Raced> aborted = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            final Raced upload = round % 2 == 0
                    ? Raced.of(trial.upload("mopupdev", bucket, "k" + round))
                    : Raced.of(WireArchive.create(trial, vault));
            race(upload);
            aborted.add(upload);
        }

        WireTrial.awaitNoFiles(vault);
        Receipts.awaitEmpty(bucket, "mopupdev", aborted.stream().map(Raced::id).toList());
        assertThat(StoreFiles.of(vault)).isEmpty();
        assertThat(WireRequest.glacier("GET", "/-/vaults/" + vault + "/multipart-uploads")
                        .send()
                        .json()
                        .path("UploadsList"))
                .isEmpty();
    }

    private void race(final Raced upload) throws Exception {
        final CountDownLatch uploading = new CountDownLatch(UPLOADERS);
        final List<Future<List<WireAnswer>>> uploaders = new ArrayList<>();
        for (int thread = 0; thread < UPLOADERS; thread++) {
            final int first = thread;
            uploaders.add(threads.submit(() -> uploadUntilRefused(upload, first, uploading)));
        }
        // Every thread has one part, so that its next one is under way.
        assertThat(uploading.await(2, MINUTES)).isTrue();
        upload.abort().send().isEmpty(204);
        for (final Future<List<WireAnswer>> uploader : uploaders) {
            final List<WireAnswer> answers = uploader.get(2, MINUTES);
            final WireAnswer last = answers.remove(answers.size() - 1);
            assertThat(answers).isNotEmpty().allSatisfy(upload::accepted);
            upload.refused(last);
        }
        upload.abort().send().isEmpty(204);
    }

    private static List<WireAnswer> uploadUntilRefused(
            final Raced upload, final int first, final CountDownLatch uploading) throws Exception {
        final List<WireAnswer> answers = new ArrayList<>();
        for (int i = 0; i < MOST_PARTS; i++) {
            final WireAnswer answer = upload.part(first + 1 + i * UPLOADERS).send();
            answers.add(answer);
            uploading.countDown();
            if (answer.status() >= 400) {
                break;
            }
        }
        return answers;
    }

    @Test
    void shouldLetExactlyOneSucceedWhenCompleteAndAbortRace() throws Exception {
        final String bucket = trial.bucket();
        for (int round = 0; round < COMPLETIONS; round++) {
            final WireUpload upload = trial.upload("mopupdev", bucket, "k" + round);
            final byte[] bytes = WireUpload.bytes(1, 10 + round);
            final String etag = upload.part(1, bytes.length);
            final CyclicBarrier start = new CyclicBarrier(2);
            final int looks = round % 4;
            final Future<WireAnswer> complete =
                    threads.submit(at(start, () -> upload.completion(1, etag).send()));
            final Future<WireAnswer> abort = threads.submit(at(start, () -> {
                // So that it is now early, now late.
                for (int i = 0; i < looks; i++) {
                    upload.listParts();
                }
                return upload.request("DELETE").send();
            }));

            if (complete.get(2, MINUTES).status() == 200) {
                abort.get(2, MINUTES).refuses(404, "NoSuchUpload", "UploadId", upload.id());
                assertThat(upload.object().is(200).body()).isEqualTo(bytes);
            } else {
                complete.get(2, MINUTES).refuses(404, "NoSuchUpload", "UploadId", upload.id());
                abort.get(2, MINUTES).isEmpty(204);
                upload.object().refuses(404, "NoSuchKey", "Key", upload.key());
            }
        }
        WireTrial.awaitNoFiles(bucket);
    }

    private static Callable<WireAnswer> at(final CyclicBarrier start, final Callable<WireAnswer> request) {
        return () -> {
            start.await(2, MINUTES);
            return request.call();
        };
    }
}
