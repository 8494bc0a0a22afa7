/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.events.AbortConditions;
import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.AbortReason;
import io.mopup.events.CancelAbort;
import io.mopup.events.Dialect;
import io.mopup.events.PinUpload;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.avro.specific.SpecificRecord;

/** Operators around one upload: they change reference data, pin, cancel, and abort under conditions and undo windows. */
final class SimulatedOperators {
    final ContainerDirectory directory = new ContainerDirectory();

    private static final int TWO_HOURS = 7_200_000;

    private final Scenario scenario;
    private final SplittableRandom random;
    private final RandomReferences references;
    private final Set<String> ofAnother = new HashSet<>();
    private boolean reviewDue;

    SimulatedOperators(final Scenario scenario, final SplittableRandom random) {
        this.scenario = scenario;
        this.random = random;
        this.references = new RandomReferences(random);
        for (int i = scenario.ruled() ? random.nextInt(4) : 0; i > 0; i--) {
            change(Samples.T0.toEpochMilli());
        }
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

    boolean isReviewDue() {
        return reviewDue;
    }

    /** Whether it is to look now; it looks once. */
    boolean takeReview() {
        final boolean due = reviewDue;
        reviewDue = false;
        return due;
    }

    /** Pins, cancels, or aborts, under a condition or not; what is held is cancelled more often. */
    SpecificRecord command(final String commandId, final boolean held, final long now) {
        final Instant until =
                random.nextInt(4) == 0 ? null : Instant.ofEpochMilli(now + random.nextInt(-60_000, TWO_HOURS));
        return switch (random.nextInt(held ? 8 : 5)) {
            case 0 -> new PinUpload(commandId, scenario.identity(), Samples.requester(), until, null, Samples.T0);
            case 1, 2 -> abort(commandId);
            case 3 -> conditional(abort(commandId), now);
            default -> new CancelAbort(commandId, scenario.identity(), Samples.requester(), until, Samples.T0);
        };
    }

    /** Whether this abort is of another upload than the one that is there, as its condition says. */
    boolean isOfAnother(final String commandId) {
        return ofAnother.contains(commandId);
    }

    private AbortMultipartUpload abort(final String commandId) {
        final AbortMultipartUpload abort = Samples.abort(scenario.identity(), commandId);
        abort.setReason(random.nextInt(3) == 0 ? AbortReason.CLIENT : AbortReason.OPERATOR);
        return abort;
    }

    private AbortMultipartUpload conditional(final AbortMultipartUpload abort, final long now) {
        final boolean right = random.nextBoolean();
        final Instant initiated = right ? Samples.T0 : Samples.T0.plusSeconds(1);
        final AbortConditions conditions = new AbortConditions();
        abort.setConditions(conditions);
        switch (random.nextInt(scenario.identity().getDialect() == Dialect.S3_DIRECTORY ? 4 : 3)) {
            case 0 -> conditions.setInitiatedAt(initiated);
            case 1 -> conditions.setKey(right ? scenario.identity().getKey() : "elsewhere");
            case 2 -> {
                // Whether that holds depends on what arrived by then.
                conditions.setIdleSince(Instant.ofEpochMilli(now - random.nextInt(60_000)));
                return abort;
            }
            default -> abort.setIfMatchInitiatedTime(RandomCommands.HTTP_DATE.format(initiated));
        }
        if (!right) {
            ofAnother.add(abort.getCommandId());
        }
        return abort;
    }

    /** Whether the container was deleted, and its uploads are to go with it. */
    boolean hasDeleted() {
        return directory
                .find(scenario.identity())
                .filter(container -> container.getDeletedAt() != null && !container.getNoLongerSupported())
                .isPresent();
    }
}
