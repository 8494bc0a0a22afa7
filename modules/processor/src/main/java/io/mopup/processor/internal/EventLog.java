/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.mopup.contract.query.LifecycleEvent;
import io.mopup.contract.query.UploadHistory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The last events of all uploads, in the order in which they were read. Safe for use by many threads. */
final class EventLog {
    private final int capacity;
    private final Deque<Numbered> events = new ArrayDeque<>();
    private long last;
    private Long since;

    /** An event and how many were read before it. */
    record Numbered(long number, LifecycleEvent event) {}

    EventLog(final int capacity) {
        this.capacity = capacity;
    }

    /** Adds one; the oldest one goes when there are too many. */
    synchronized Numbered add(final LifecycleEvent event) {
        final Numbered added = new Numbered(++last, event);
        events.addLast(added);
        if (events.size() > capacity) {
            // Of the same millisecond there may be more that are still here; those that are gone decide.
            knownSince(events.removeFirst().event().occurredAt() + 1);
        }
        return added;
    }

    /**
     * Events of before may be missing.
     *
     * @param time epoch milliseconds
     */
    synchronized void knownSince(final long time) {
        since = since == null ? time : Math.max(since, time);
    }

    /** From which time on all events are here, in epoch milliseconds; null if from the beginning of the topic. */
    synchronized Long since() {
        return since;
    }

    /** The number of the last event. */
    synchronized long last() {
        return last;
    }

    /** What came behind a number; null if not all of it is here any more. */
    synchronized List<Numbered> behind(final long number) {
        final long first = events.isEmpty() ? last + 1 : events.peekFirst().number();
        return number < first - 1 || number > last
                ? null
                : events.stream().filter(event -> event.number() > number).toList();
    }

    /** The last events of one upload. */
    synchronized UploadHistory history(final String uploadId, final int limit) {
        final List<LifecycleEvent> of = new ArrayList<>();
        for (final Numbered event : events) {
            if (event.event().upload().uploadId().equals(uploadId)) {
                of.add(event.event());
            }
        }
        final int from = Math.max(0, of.size() - limit);
        return new UploadHistory(uploadId, of.subList(from, of.size()), since, from > 0);
    }
}
