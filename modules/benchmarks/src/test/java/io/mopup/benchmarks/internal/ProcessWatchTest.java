/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks.internal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** On a process that really holds more and more. */
class ProcessWatchTest {
    private static final int MIB = 1 << 20;

    @Test
    void shouldSeeHeapAndThreadsGrowWhenTheyDo() {
        final CountDownLatch end = new CountDownLatch(1);
        final List<byte[]> held = new ArrayList<>();
        try (ProcessWatch watch = ProcessWatch.start(10)) {
            await().atMost(60, SECONDS).until(() -> {
                held.add(new byte[MIB]);
                final Thread thread = new Thread(() -> awaitEnd(end), "held-" + held.size());
                thread.setDaemon(true);
                thread.start();
                return watch.looks() >= 8;
            });
            final Map<ProcessFigure, Trend> trends = watch.trends(0);

            assertThat(trends.get(ProcessFigure.HEAP).last())
                    .isGreaterThan(trends.get(ProcessFigure.HEAP).first() + 10);
            assertThat(trends.get(ProcessFigure.THREADS).last())
                    .isGreaterThan(trends.get(ProcessFigure.THREADS).first() + 10);
            assertThat(Leaks.of(trends, true).targets())
                    .filteredOn(target -> target.what().matches(".*(heap after|threads).*"))
                    .hasSize(2)
                    .noneMatch(target -> target.met());
            assertThat(watch.collectionSeconds()).isPositive();
        } finally {
            end.countDown();
        }
        assertThat(held).isNotEmpty();
    }

    /** Garbage is not growth: what nobody holds is gone before the heap is read. */
    @Test
    void shouldCollectByItselfWhenNothingElseDoes() {
        final WeakReference<Object> dropped = new WeakReference<>(new Object());
        try (ProcessWatch watch = ProcessWatch.start(10)) {
            await().atMost(60, SECONDS).until(() -> watch.looks() >= 2);

            assertThat(dropped.get()).isNull();
        }
    }

    private static void awaitEnd(final CountDownLatch end) {
        try {
            end.await();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
