/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.broker;

import io.mopup.contract.MopupTopic;
import io.mopup.events.AbortRound;
import io.mopup.events.PartDeletion;
import io.mopup.processor.internal.TestRecords;
import java.time.Instant;
import java.util.List;

/** Reports every deletion as done and every look as empty, each time it is asked to. */
final class PromptAgent {
    private final Installation installation;
    private final Outputs outputs;
    private int deletions;
    private int rounds;

    PromptAgent(final Installation installation, final Outputs outputs) {
        this.installation = installation;
        this.outputs = outputs;
    }

    /** Reads what is new on all outputs and answers it. */
    void work() {
        outputs.poll();
        final List<PartDeletion> parts = outputs.read(MopupTopic.PART_DELETIONS, PartDeletion.class);
        for (; deletions < parts.size(); deletions++) {
            installation.publish(TestRecords.deleted(parts.get(deletions)));
        }
        final List<AbortRound> looks = outputs.read(MopupTopic.ABORT_ROUNDS, AbortRound.class);
        for (; rounds < looks.size(); rounds++) {
            // Looks count as two only if they were taken a quiet period apart.
            installation.publish(TestRecords.empty(looks.get(rounds), Instant.now()));
        }
    }
}
