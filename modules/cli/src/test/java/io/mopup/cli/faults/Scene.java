/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.faults;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * Where a fault strikes.
 *
 * @param topics what was published so far
 * @param random decides whatever a fault leaves open
 */
record Scene(Cluster cluster, StoreVolume volume, FrontEnd frontEnd, TopicLog topics, Random random) {

    /** Any of them. */
    <T> T one(final List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** Lets between {@code from} and {@code to} pass, and says how much that was. */
    Duration passTime(final Duration from, final Duration to) {
        final Duration time = between(from, to);
        final long begin = System.nanoTime();
        await().atMost(time.plusMinutes(1)).until(() -> System.nanoTime() - begin > time.toNanos());
        return time;
    }

    Duration between(final Duration from, final Duration to) {
        return from.plusMillis(random.nextInt((int) to.minus(from).toMillis()));
    }
}
