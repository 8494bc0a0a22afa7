/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.assembly;

import io.mopup.events.ObservedPart;
import io.mopup.events.PartsObserved;
import io.mopup.events.UploadIdentity;
import io.mopup.gateway.Decisions;
import io.mopup.storage.PartStorage;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Parts that lie in the store and that nobody told the processor of, because the gateway that stored them died before it
 * could. Of an aborted upload the abort rounds find them; of a completed one somebody has to look. What is seen is reported
 * as a scanner would, and the processor decides: what it has listed it keeps, what it knows already it knows.
 */
final class Leftovers {
    private final PartStorage storage;
    private final Decisions decisions;
    private final Clock clock;

    Leftovers(final PartStorage storage, final Decisions decisions, final Clock clock) {
        this.storage = storage;
        this.decisions = decisions;
        this.clock = clock;
    }

    /** Looks under an upload that is over at the store, so that nothing comes after what is seen. */
    void report(final UploadIdentity identity) {
        final List<ObservedPart> seen = storage.list(identity).stream()
                .filter(part -> part.getGeneration() != null)
                .toList();
        if (!seen.isEmpty()) {
            decisions.publish(PartsObserved.newBuilder()
                    .setIdentity(identity)
                    .setParts(seen)
                    .setObservedAt(clock.instant().truncatedTo(ChronoUnit.MILLIS))
                    .build());
        }
    }
}
