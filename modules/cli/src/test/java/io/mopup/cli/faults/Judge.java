/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.faults;

import java.util.List;
import java.util.stream.Stream;

/**
 * Decides from the topics and the disk alone whether every promise was kept. Asks none of the code that is to keep them,
 * and knows neither the load nor the fault.
 */
final class Judge {
    private static final List<Invariant> INVARIANTS = List.of(
            new NothingLeaks(),
            new NothingLiveIsLost(),
            new OneWinner(),
            new OneResult(),
            new ReclaimedMeansVerified(),
            new NothingWaits());

    private Judge() {}

    /** A promise. */
    interface Invariant {
        /** One sentence for each time that it was broken. */
        Stream<String> violations(Evidence evidence, StoreFiles disk);
    }

    /** Everything that is wrong, each sentence beginning with the name of the promise. */
    static List<String> violations(final Evidence evidence, final StoreFiles disk) {
        return Stream.concat(
                        evidence.deadLetters().stream().map(reason -> "A dead letter: " + reason),
                        INVARIANTS.stream().flatMap(invariant -> invariant.violations(evidence, disk)))
                .toList();
    }
}
