/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * One client that uploads parts from eight places at once and aborts from a ninth.
 *
 * @param accepted what it shows of a part that is stored
 * @param refused what it shows of a part that comes after the abort
 * @param aborted what it shows of an abort
 */
record ClientRace(String name, String user, String accepted, String refused, String aborted, Play play) {
    static final int UPLOADERS = 8;
    /** More than any of them gets done before the abort; so that a test ends even if there is none. */
    static final int MOST_PARTS = 200;

    /**
     * What the client showed.
     *
     * @param uploaders of each, its answers in their order, until the first that is no success
     * @param aborts of the abort, and of the one after everything
     */
    record Shown(List<List<String>> uploaders, List<String> aborts) {}

    /** Has the client do it, with parts of this many bytes. */
    interface Play {
        Shown play(WireUpload upload, int size) throws Exception;
    }

    /** Every answer is one of those that the reference has, and in their order. */
    void check(final Shown shown) {
        assertThat(shown.aborts()).containsExactly(aborted, aborted);
        assertThat(shown.uploaders()).hasSize(UPLOADERS).allSatisfy(answers -> {
            assertThat(answers.get(answers.size() - 1)).isEqualTo(refused);
            assertThat(answers.subList(0, answers.size() - 1)).isNotEmpty().containsOnly(accepted);
        });
    }

    /** Played by threads of this JVM, for a client that is asked from Java. */
    static Shown byThreads(final IntFunction<String> part, final Supplier<String> abort, final String accepted)
            throws Exception {
        final ExecutorService threads = Executors.newFixedThreadPool(UPLOADERS);
        try {
            final CountDownLatch uploading = new CountDownLatch(UPLOADERS);
            final List<Future<List<String>>> uploaders = IntStream.rangeClosed(1, UPLOADERS)
                    .mapToObj(first -> threads.submit(() -> {
                        final List<String> answers = new ArrayList<>();
                        do {
                            answers.add(part.apply(first + answers.size() * UPLOADERS));
                            uploading.countDown();
                        } while (answers.get(answers.size() - 1).equals(accepted) && answers.size() < MOST_PARTS);
                        return answers;
                    }))
                    .toList();
            assertThat(uploading.await(2, MINUTES)).isTrue();
            final String first = abort.get();
            final List<List<String>> answers = new ArrayList<>();
            for (final Future<List<String>> uploader : uploaders) {
                answers.add(uploader.get(2, MINUTES));
            }
            return new Shown(answers, List.of(first, abort.get()));
        } finally {
            threads.shutdownNow();
        }
    }

    /** Played by a script, which prints what it was shown. */
    static Shown byScript(final WireUpload upload, final int size, final String... program) throws Exception {
        final List<String> command = new ArrayList<>(List.of(program));
        command.addAll(
                List.of(RealStack.get().s3Url(), upload.bucket(), upload.key(), upload.id(), Integer.toString(size)));
        command.addAll(List.of(Integer.toString(UPLOADERS), Integer.toString(MOST_PARTS)));
        final JsonNode printed = ExternalClient.answers(command.toArray(String[]::new));
        final List<List<String>> uploaders = new ArrayList<>();
        printed.path("uploaders").forEach(answers -> uploaders.add(texts(answers)));
        return new Shown(uploaders, texts(printed.path("aborts")));
    }

    private static List<String> texts(final JsonNode array) {
        final List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
