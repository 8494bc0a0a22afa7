/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import java.util.function.LongSupplier;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The timers of one task, worked off in the order of their times from a cursor on. See DESIGN.md of this module for
 * why there is a cursor, two budgets and a clamp.
 *
 * <p>Not safe for use by many threads; a task has one.
 */
final class TimerQueue {
    /** What to do when a timer fires. */
    interface Firing {
        /**
         * Called once for a timer that is out of the queue already.
         *
         * @param armedFor the time that was asked for, epoch milliseconds
         * @param now epoch milliseconds, never going back
         * @return how many records that led to
         */
        int fire(String uploadId, long armedFor, long now);
    }

    private final KeyValueStore<String, String> store;
    private final TimerSettings settings;
    private final LongSupplier nanoTime;
    private long cursor;
    private long firedAt;
    private long storedCursor;
    private long storedAtNanos;
    private long lag;

    /**
     * Takes up where the task was left.
     *
     * @param nanoTime measures the budget of time
     */
    TimerQueue(final KeyValueStore<String, String> store, final TimerSettings settings, final LongSupplier nanoTime) {
        this.store = store;
        this.settings = settings;
        this.nanoTime = nanoTime;
        final String stored = store.get(StoreKeys.TIMER_CURSOR);
        this.cursor = stored == null ? 0 : Long.parseLong(stored);
        this.storedCursor = cursor;
        this.storedAtNanos = nanoTime.getAsLong();
    }

    /** The time to decide in: the wall clock, but never before a decision that a timer has led to. */
    long now(final long wallClock) {
        return Math.max(wallClock, Math.max(cursor, firedAt));
    }

    /** How long the oldest due timer has been waiting after the last {@link #drain}, in milliseconds. */
    long lag() {
        return lag;
    }

    /** Adds a timer. Nothing that lies before the cursor is ever looked at, so such a time counts as the cursor's. */
    void put(final String uploadId, final long armedFor) {
        final long at = Math.max(armedFor, cursor);
        store.put(StoreKeys.timer(at, uploadId), at == armedFor ? "" : Long.toString(armedFor));
    }

    /** Whether a timer stands where {@link #put} would put it now. */
    boolean has(final String uploadId, final long armedFor) {
        return store.get(StoreKeys.timer(Math.max(armedFor, cursor), uploadId)) != null;
    }

    /** Fires what is due, until one of the two budgets is used up. */
    void drain(final long wallClock, final Firing firing) {
        // Ahead of the last time even if the clock stands still, so that an upload that is armed for "now" again and
        // again is armed for a new time each time.
        final long now = Math.max(wallClock, Math.max(cursor, firedAt) + 1);
        firedAt = now;
        final long startedAt = nanoTime.getAsLong();
        int records = 0;
        lag = 0;
        try (KeyValueIterator<String, String> due =
                store.range(StoreKeys.timersFrom(cursor), StoreKeys.timersUpTo(now))) {
            while (due.hasNext()) {
                if (records >= settings.records()
                        || nanoTime.getAsLong() - startedAt >= settings.time().toNanos()) {
                    lag = now - StoreKeys.timerAt(due.peekNextKey());
                    break;
                }
                records += fire(due.next(), now, firing);
            }
        }
        storeCursor();
    }

    private int fire(final KeyValue<String, String> timer, final long now, final Firing firing) {
        cursor = StoreKeys.timerAt(timer.key);
        // First out, then fired: the upload may be armed for this very time again.
        store.delete(timer.key);
        final long armedFor = timer.value.isEmpty() ? cursor : Long.parseLong(timer.value);
        return Math.max(1, firing.fire(StoreKeys.timerUpload(timer.key), armedFor, now));
    }

    private void storeCursor() {
        final long nanos = nanoTime.getAsLong();
        if (cursor > storedCursor
                && nanos - storedAtNanos >= settings.cursorInterval().toNanos()) {
            store.put(StoreKeys.TIMER_CURSOR, Long.toString(cursor));
            storedCursor = cursor;
            storedAtNanos = nanos;
        }
    }
}
