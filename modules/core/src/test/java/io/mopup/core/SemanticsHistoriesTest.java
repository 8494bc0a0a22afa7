/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Random histories of several uploads: the fold and a naive model of the semantics agree on every answer. */
class SemanticsHistoriesTest {
    @Property(tries = 20_000, edgeCases = EdgeCasesMode.NONE)
    void shouldAgreeWithTheSemanticsInAnyHistory(
            @ForAll final long seed, @ForAll @IntRange(min = 1, max = 60) final int steps) {
        final Town town = new Town(seed);
        for (int i = 0; i < steps; i++) {
            town.step();
        }
        town.settle();
    }
}
