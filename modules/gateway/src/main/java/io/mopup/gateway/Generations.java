/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway;

import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers for part generations: of one part number the newer upload has the higher one. Milliseconds since 1970, then 20
 * random bits, so that two gateways do not need to know of each other; within one gateway they always rise.
 */
public final class Generations {
    private static final int RANDOM_BITS = 20;

    private final Clock clock;
    private final AtomicLong last = new AtomicLong();

    public Generations(final Clock clock) {
        this.clock = clock;
    }

    /** The next number. */
    public long next() {
        final long candidate = clock.millis() << RANDOM_BITS | ThreadLocalRandom.current().nextInt(1 << RANDOM_BITS);
        return last.updateAndGet(before -> Math.max(before + 1, candidate));
    }
}
