/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * One round of the suite.
 *
 * @param number 0 is a round without a fault, which the others are compared with
 * @param seed decides everything that is left to chance in it
 */
record Round(int number, FaultKind kind, long seed) {

    /** That without a fault, then as many as wanted with faults; each kind comes again only when all others came. */
    static List<Round> plan(final long seed, final int count, final Set<FaultKind> kinds) {
        final Random random = new Random(seed);
        final List<Round> rounds = new ArrayList<>();
        rounds.add(new Round(0, FaultKind.NONE, random.nextLong()));
        final List<FaultKind> next = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            if (next.isEmpty()) {
                next.addAll(kinds);
                Collections.shuffle(next, random);
            }
            rounds.add(new Round(number, next.remove(0), random.nextLong()));
        }
        return rounds;
    }

    /** What the ids of its uploads begin with. */
    String name() {
        return "r%02d".formatted(number);
    }

    @Override
    public String toString() {
        return "round " + number + ", " + kind;
    }
}
