/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.AbortReason;
import io.mopup.events.CancelAbort;
import io.mopup.events.PinUpload;
import java.time.Instant;
import java.util.SplittableRandom;
import org.apache.avro.specific.SpecificRecord;

/** Operators around one upload: they change reference data, pin, cancel, and abort under an undo window. */
final class SimulatedOperators {
    final ContainerDirectory directory = new ContainerDirectory();

    private static final int TWO_HOURS = 7_200_000;

    private final Scenario scenario;
    private final SplittableRandom random;
    private final RandomReferences references;
    private boolean reviewDue;

    SimulatedOperators(final Scenario scenario, final SplittableRandom random) {
        this.scenario = scenario;
        this.random = random;
        this.references = new RandomReferences(random);
    }

    /** Changes the container or a policy; the processor looks at its uploads some time after that. */
    void change(final long now) {
        references.next(scenario.identity(), now).putInto(directory);
        reviewDue = true;
    }

    /** A processor that starts anew looks at all of its uploads, because it may have missed a change. */
    void restarted() {
        reviewDue = true;
    }

    boolean takeReview() {
        final boolean due = reviewDue;
        reviewDue = false;
        return due;
    }

    SpecificRecord command(final String commandId, final long now) {
        final Instant until =
                random.nextInt(4) == 0 ? null : Instant.ofEpochMilli(now + random.nextInt(-60_000, TWO_HOURS));
        switch (random.nextInt(4)) {
            case 0 -> {
                return new PinUpload(commandId, scenario.identity(), Samples.requester(), until, null, Samples.T0);
            }
            case 1 -> {
                final AbortMultipartUpload abort = Samples.abort(scenario.identity(), commandId);
                abort.setReason(AbortReason.OPERATOR);
                return abort;
            }
            default -> {
                return new CancelAbort(commandId, scenario.identity(), Samples.requester(), until, Samples.T0);
            }
        }
    }

    /** Whether the container was deleted, and its uploads are to go with it. */
    boolean hasDeleted() {
        return directory
                .find(scenario.identity())
                .filter(container -> container.getDeletedAt() != null && !container.getNoLongerSupported())
                .isPresent();
    }
}
