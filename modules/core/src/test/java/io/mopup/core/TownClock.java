/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;

/** The clock of a {@link Town}: it jumps, to where something happens if it can, and fires timers. */
final class TownClock {
    private static final int PATIENCE = 5_000;

    private final TownScenario scenario;
    private final TownSides sides;
    private final SplittableRandom random;

    TownClock(final TownScenario scenario, final TownSides sides, final SplittableRandom random) {
        this.scenario = scenario;
        this.sides = sides;
        this.random = random;
    }

    /** Some time, on which timers fire, or do not. */
    void timePasses() {
        final long jump = jump();
        if (jump <= 0) {
            return;
        }
        if (random.nextInt(4) == 0) {
            // Nobody fires timers for a while: the processor stands still, or has other things to do.
            sides.now += jump;
        } else {
            pass(jump);
        }
    }

    private long jump() {
        return switch (random.nextInt(6)) {
            case 0 -> 1 + random.nextInt(120_000);
            case 1 -> 1 + random.nextInt(3_600_000);
            case 2 -> 1 + random.nextInt(100_000_000);
            case 3 ->
                Instant.ofEpochMilli(sides.now)
                                .truncatedTo(ChronoUnit.DAYS)
                                .plus(1, ChronoUnit.DAYS)
                                .toEpochMilli()
                        - sides.now
                        + random.nextInt(-1, 70_000);
            default ->
                sides.model.uploads().values().stream()
                                .filter(upload -> upload.decidedAt != 0)
                                .mapToLong(upload -> upload.decidedAt
                                        + scenario.settings()
                                                .retention(upload.identity().getDialect())
                                                .toMillis())
                                .filter(end -> end > sides.now)
                                .min()
                                .orElse(0)
                        - sides.now
                        + random.nextInt(-1, 2);
        };
    }
    /** Lets time pass and fires each timer when it is due. */
    void pass(final long time) {
        final long until = sides.now + time;
        final boolean busy = time > Duration.ofMinutes(2).toMillis();
        for (int fired = 0; sides.processor.due() <= until; fired++) {
            if (fired > PATIENCE) {
                throw new AssertionError(
                        "I6 nothing waits for ever: busy without end is one of " + sides.processor.states());
            }
            sides.now = Math.max(sides.now, sides.processor.due());
            sides.model.passed(sides.now);
            sides.processor.fire(sides.now);
            if (busy) {
                sides.work(Integer.MAX_VALUE);
                sides.deliverPending();
                if (isAnyHeld() && sides.processor.due() > sides.now && random.nextInt(4) == 0) {
                    // Somebody saw it: what happens next happens while its undo window is open.
                    return;
                }
            }
        }
        sides.now = until;
        sides.model.passed(sides.now);
        if (!sides.hasPending() && !sides.readsAgain) {
            sides.checks.rulesAreFollowed();
        }
    }

    private boolean isAnyHeld() {
        return sides.model.uploads().values().stream().anyMatch(upload -> upload.held != null);
    }
}
