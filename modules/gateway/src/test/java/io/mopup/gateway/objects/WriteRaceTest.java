/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.objects;

import static io.mopup.gateway.objects.Stores.assembled;
import static io.mopup.gateway.objects.Stores.photo;
import static io.mopup.gateway.objects.Stores.plain;
import static io.mopup.gateway.objects.Stores.put;
import static io.mopup.gateway.objects.Stores.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.gateway.objects.Condition.IsAbsent;
import io.mopup.gateway.objects.WriteOutcome.Written;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/** Threads of different stores on one root collide. */
class WriteRaceTest {
    private static final int ROUNDS = 20;
    private static final int WRITERS = 4;

    @TempDir
    Path root;

    private final ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    private List<ObjectStore> stores;

    @BeforeEach
    void open() {
        stores = List.of(Stores.at(root), Stores.at(root));
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @RepeatedTest(ROUNDS)
    void shouldLetExactlyOneWriteWhenAllWantToBeTheFirst() throws Exception {
        final List<WriteOutcome> outcomes = race(writer -> writer % 2 == 0
                ? put(store(writer), "a", "put " + writer, new IsAbsent())
                : store(writer)
                        .adopt(
                                photo("a"),
                                "u" + writer,
                                plain(),
                                new IsAbsent(),
                                () -> assembled(root, "up " + writer)));
        assertThat(outcomes).filteredOn(Written.class::isInstance).hasSize(1);
        assertThat(Stores.bytes(root)).hasSize(1);
    }

    @RepeatedTest(ROUNDS)
    void shouldLeaveOneWholeObjectWhenAllOverwrite() throws Exception {
        final List<WriteOutcome> outcomes = race(writer -> put(store(writer), "a", ("" + writer).repeat(writer + 1)));
        assertThat(outcomes).allMatch(Written.class::isInstance);
        final ObjectEntry entry = store(0).get(photo("a")).orElseThrow();
        final int winner = (int) entry.size() - 1;
        assertThat(text(store(1), "a")).isEqualTo(("" + winner).repeat(winner + 1));
        assertThat(Stores.bytes(root)).hasSize(1);
    }

    @RepeatedTest(ROUNDS)
    void shouldAlwaysFindAnObjectWhenItIsOverwrittenMeanwhile() throws Exception {
        put(store(0), "a", "0");
        race(writer -> {
            for (int i = 0; i < ROUNDS; i++) {
                if (writer == 0) {
                    put(store(writer), "a", "0123456789".substring(0, i % 9 + 1));
                } else {
                    assertThat("0123456789")
                            .startsWith(text(store(writer), "a"))
                            .isNotEmpty();
                }
            }
            return null;
        });
    }

    private ObjectStore store(final int writer) {
        return stores.get(writer / 2 % stores.size());
    }

    private interface Writer {
        WriteOutcome write(int number);
    }

    private List<WriteOutcome> race(final Writer writer) throws Exception {
        final CyclicBarrier start = new CyclicBarrier(WRITERS);
        final List<Callable<WriteOutcome>> calls = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            final int number = i;
            calls.add(() -> {
                start.await();
                return writer.write(number);
            });
        }
        final List<WriteOutcome> outcomes = new ArrayList<>();
        for (final Future<WriteOutcome> outcome : threads.invokeAll(calls)) {
            outcomes.add(outcome.get());
        }
        return outcomes;
    }
}
