/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.conformance;

import io.mopup.events.AbortRound;
import io.mopup.events.AbortRoundReport;
import io.mopup.events.PartDeletion;
import io.mopup.events.RoundOutcome;
import io.mopup.processor.internal.TestRecords;
import java.util.List;

/** Carries out every deletion and every round, once each, and finds nothing left. */
final class Agents {
    private final Backend backend;
    private int deletions;
    private int rounds;

    Agents(final Backend backend) {
        this.backend = backend;
    }

    /** Reports all that was asked for and is not reported yet. */
    void work() {
        final List<PartDeletion> parts = List.copyOf(backend.published().all(PartDeletion.class));
        for (; deletions < parts.size(); deletions++) {
            backend.publish(TestRecords.deleted(parts.get(deletions)), null);
        }
        final List<AbortRound> looks = List.copyOf(backend.published().all(AbortRound.class));
        for (; rounds < looks.size(); rounds++) {
            backend.publish(empty(looks.get(rounds)), null);
        }
    }

    private AbortRoundReport empty(final AbortRound round) {
        return new AbortRoundReport(
                round.getIdentity(),
                round.getRound(),
                round.getAttempt(),
                RoundOutcome.EMPTY,
                0,
                0,
                0L,
                List.of(),
                null,
                backend.now(),
                "agent");
    }
}
