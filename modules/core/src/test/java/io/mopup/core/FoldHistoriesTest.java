/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Random histories of one upload. A failure prints the seed and the smallest number of steps that shows it. */
class FoldHistoriesTest {
    /** {@code -Djqwik.tries.default} does not reach explicit tries, so that no run can quietly do fewer. */
    @Property(tries = 100_000, edgeCases = EdgeCasesMode.NONE)
    void shouldKeepItsPromisesInAnyHistory(
            @ForAll final long seed, @ForAll @IntRange(min = 1, max = 60) final int steps) {
        final World world = new World(seed);
        run(world, steps);
        // What comes to rest is not over: late parts and further commands meet a receipt or an object.
        run(world, steps / 4);
        world.passRetention();
        world.invariants.afterRetention();
    }

    private static void run(final World world, final int steps) {
        for (int i = 0; i < steps; i++) {
            world.step();
        }
        world.settle();
        world.invariants.atTheEnd();
    }
}
