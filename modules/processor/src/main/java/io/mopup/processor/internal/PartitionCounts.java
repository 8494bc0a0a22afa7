/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.mopup.contract.query.StateCounts;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** What the tasks of this instance counted last, for whoever asks the instance. Written by the tasks, read by all threads. */
final class PartitionCounts {
    private final ConcurrentMap<Integer, StateCounts> counts = new ConcurrentHashMap<>();

    /** Takes what the task of a partition counted. */
    void put(final int partition, final StateCounts of) {
        counts.put(partition, of);
    }

    /** Forgets a partition, if these were its last: the next task of it may have come already. */
    void remove(final int partition, final StateCounts last) {
        counts.remove(partition, last);
    }

    /** All of these partitions together, without those that are not counted to the end. */
    StateCounts of(final List<Integer> partitions) {
        return StateCounts.sum(
                partitions.stream().map(counts::get).filter(Objects::nonNull).toList());
    }
}
