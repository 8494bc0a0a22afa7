/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimerQueueTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    private final List<String> fired = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private TestStores stores;
    private KeyValueStore<String, String> store;

    @BeforeEach
    void open() {
        stores = new TestStores(directory);
        store = stores.timers();
    }

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void shouldFireInOrderOfTimeWhenSeveralAreDue() {
        final TimerQueue timers = queue(100, Duration.ofHours(1));
        timers.put("b", 2_000);
        timers.put("a/1%", 10_000);
        timers.put("c", 900);
        timers.put("later", 10_001);

        timers.drain(10_000, firing(0));

        assertThat(fired).containsExactly("c@900", "b@2000", "a/1%@10000");
        assertThat(timers.lag()).isZero();
        assertThat(keys()).containsExactly(StoreKeys.timer(10_001, "later"));
    }

    @Test
    void shouldNotFireTwiceWhenDrainedAgain() {
        final TimerQueue timers = queue(100, Duration.ofHours(1));
        timers.put("a", 1_000);
        timers.drain(2_000, firing(0));
        timers.drain(3_000, firing(0));

        assertThat(fired).containsExactly("a@1000");
    }

    @Test
    void shouldStopWhenTheBudgetOfRecordsIsUsedUp() {
        final TimerQueue timers = queue(10, Duration.ofHours(1));
        for (int at = 1; at <= 4; at++) {
            timers.put("u" + at, at);
        }

        timers.drain(100, firing(5));

        assertThat(fired).containsExactly("u1@1", "u2@2");
        assertThat(timers.lag()).isEqualTo(97);
        timers.drain(100, firing(5));
        assertThat(fired).endsWith("u3@3", "u4@4");
        assertThat(timers.lag()).isZero();
    }

    @Test
    void shouldCountTimersWhenTheyLeadToNoRecords() {
        final TimerQueue timers = queue(3, Duration.ofHours(1));
        for (int at = 1; at <= 4; at++) {
            timers.put("u" + at, at);
        }

        timers.drain(100, firing(0));

        assertThat(fired).hasSize(3);
    }

    @Test
    void shouldStopWhenTheBudgetOfTimeIsUsedUp() {
        final TimerQueue timers = queue(100, Duration.ofMillis(50));
        for (int at = 1; at <= 4; at++) {
            timers.put("u" + at, at);
        }

        timers.drain(100, (uploadId, armedFor, now) -> {
            nanos.addAndGet(Duration.ofMillis(30).toNanos());
            fired.add(uploadId);
            return 1;
        });

        assertThat(fired).containsExactly("u1", "u2");
    }

    @Test
    void shouldFireATimerWhenItIsSetForATimeBeforeTheCursor() {
        final TimerQueue timers = queue(100, Duration.ofHours(1));
        timers.put("a", 5_000);
        timers.drain(6_000, firing(0));

        timers.put("late", 1_000);
        assertThat(timers.has("late", 1_000)).isTrue();
        timers.drain(6_001, firing(0));

        assertThat(fired).containsExactly("a@5000", "late@1000");
    }

    @Test
    void shouldLetOthersFirstWhenATimerIsSetForNowAgainAndAgain() {
        final TimerQueue timers = queue(100, Duration.ofHours(1));
        timers.put("huge", 1_000);
        final TimerQueue.Firing again = (uploadId, armedFor, now) -> {
            fired.add(uploadId + '@' + armedFor);
            timers.put(uploadId, now);
            return 1;
        };
        timers.drain(2_000, again);
        timers.put("small", 1_500);
        timers.drain(2_000, again);

        assertThat(fired).containsExactly("huge@1000", "small@1500", "huge@2000");
    }

    @Test
    void shouldNeverGoBackWhenTheClockDoes() {
        final TimerQueue timers = queue(100, Duration.ofHours(1));
        timers.put("a", 5_000);
        timers.drain(6_000, firing(0));

        assertThat(timers.now(1_000)).isEqualTo(6_000);
        final List<Long> times = new ArrayList<>();
        final TimerQueue.Firing again = (uploadId, armedFor, now) -> {
            times.add(now);
            timers.put(uploadId, now);
            return 1;
        };
        timers.put("b", 5_000);
        timers.drain(1_000, again);
        timers.drain(1_000, again);
        timers.drain(1_000, again);

        // A new time each time, or two firings could not be told apart.
        assertThat(times).containsExactly(6_001L, 6_002L, 6_003L);
    }

    @Test
    void shouldWriteTheCursorWhenAMinuteHasPassedAndNotSooner() {
        final TimerQueue timers = queue(100, Duration.ofHours(1));
        timers.put("a", 1_000);
        timers.drain(1_000, firing(0));
        assertThat(store.get(StoreKeys.TIMER_CURSOR)).isNull();

        nanos.addAndGet(MINUTE.toNanos());
        timers.drain(1_000, firing(0));
        assertThat(store.get(StoreKeys.TIMER_CURSOR)).isEqualTo("1000");

        timers.put("b", 2_000);
        timers.drain(2_000, firing(0));
        assertThat(store.get(StoreKeys.TIMER_CURSOR)).isEqualTo("1000");
    }

    @Test
    void shouldGoOnAtTheCursorWhenRestarted() {
        final TimerQueue before = queue(100, Duration.ofHours(1));
        before.put("a", 1_000);
        before.put("b", 9_000);
        nanos.addAndGet(MINUTE.toNanos());
        before.drain(1_000, firing(0));

        final TimerQueue after = queue(100, Duration.ofHours(1));
        assertThat(after.now(0)).isEqualTo(1_000);
        after.put("c", 5);
        after.drain(9_000, firing(0));

        assertThat(fired).containsExactly("a@1000", "c@5", "b@9000");
    }

    @Test
    void shouldLoseNothingWhenRestartedBeforeTheCursorWasWritten() {
        final TimerQueue before = queue(100, Duration.ofHours(1));
        before.put("a", 1_000);
        before.drain(1_000, firing(0));
        before.put("b", 500);

        queue(100, Duration.ofHours(1)).drain(2_000, firing(0));

        assertThat(fired).containsExactly("a@1000", "b@500");
    }

    @Test
    void shouldCloseItsIteratorWhenFiringFails() {
        final TimerQueue timers = queue(100, Duration.ofHours(1));
        timers.put("a", 1_000);

        assertThat(catchThrowable(() -> timers.drain(2_000, (id, armedFor, now) -> {
                    throw new IllegalStateException("fails");
                })))
                .hasMessage("fails");

        assertThat(stores.openIterators()).isZero();
    }

    private TimerQueue queue(final int records, final Duration time) {
        return new TimerQueue(store, new TimerSettings(Duration.ofMillis(50), records, time, MINUTE, 0), nanos::get);
    }

    private TimerQueue.Firing firing(final int records) {
        return (uploadId, armedFor, now) -> {
            fired.add(uploadId + '@' + armedFor);
            return records;
        };
    }

    private List<String> keys() {
        final List<String> keys = new ArrayList<>();
        try (var all = store.all()) {
            all.forEachRemaining(entry -> keys.add(entry.key));
        }
        return keys;
    }
}
