/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.events.ReclaimState;
import io.mopup.events.UploadIdentity;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Several uploads, all kinds of callers, changing reference data, time that jumps and a processor that is restarted.
 * Records arrive in order and none is lost, so that the fold and the {@link io.mopup.core.naive.NaiveModel} have to agree after each.
 */
final class Town {
    private static final int PATIENCE = 5_000;

    private final SplittableRandom random;
    private final TownScenario scenario;
    private final TownSides sides;
    private final TownUploaders uploaders;
    private final TownClients clients;
    private final RandomReferences operators;

    Town(final long seed) {
        this.random = new SplittableRandom(seed);
        this.scenario = TownScenario.random(random);
        this.sides = new TownSides(scenario, random);
        this.uploaders = new TownUploaders(random, scenario, sides);
        this.clients = new TownClients(random, uploaders, sides);
        this.operators = new RandomReferences(random);
        for (int i = random.nextInt(6); i > 0; i--) {
            change();
        }
        uploaders.create();
    }

    /** Anything may happen next. */
    void step() {
        sides.now += 1 + random.nextInt(500);
        if (sides.hasPending() && random.nextBoolean()) {
            sides.deliverPending();
        }
        switch (random.nextInt(32)) {
            case 0, 1 -> uploaders.create();
            case 2, 3, 4, 5, 6, 7 -> uploaders.store();
            case 8, 9, 10, 11, 12 -> clients.abort();
            case 13, 14, 15 -> clients.complete();
            case 16, 17 -> clients.own();
            case 18, 19 -> {
                if (!scenario.steady()) {
                    change();
                }
            }
            case 20 -> clients.repeat();
            case 21, 22, 23 -> sides.work(1 + random.nextInt(4));
            case 24, 25 -> sides.storage.assemble(random.nextInt(3) != 0).ifPresent(sides::deliver);
            case 26, 27, 28, 29, 30 -> sides.clock().timePasses();
            default -> restart();
        }
        sides.checks.agree(uploaders.ids());
    }

    /** From here on nothing new comes: agents and front ends finish their work. */
    void settle() {
        for (int i = 0; i < PATIENCE; i++) {
            sides.deliverPending();
            while (sides.storage.isAssembling()) {
                sides.storage.assemble(true).ifPresent(sides::deliver);
            }
            sides.work(Integer.MAX_VALUE);
            sides.checks.agree(uploaders.ids());
            if (!sides.hasPending() && sides.processor.states().stream().allMatch(Town::isFinal)) {
                sides.checks.atTheEnd(uploaders.ids());
                return;
            }
            sides.clock().pass(Duration.ofMinutes(1).toMillis());
        }
        throw new AssertionError("I6 nothing waits for ever: still not final is one of " + sides.processor.states());
    }

    private static boolean isFinal(final UploadState state) {
        return switch (state.status()) {
            case COMPLETING -> false;
            case UNKNOWN -> state.graceOver() && state.reclaim().settled();
            case IN_PROGRESS -> state.heldUntil() == 0 && state.reclaim().settled();
            case COMPLETED -> state.reclaim().settled();
            case ABORTED -> state.reclaim().state() == ReclaimState.RECLAIMED;
        };
    }

    private void change() {
        final UploadIdentity place =
                scenario.places().get(random.nextInt(scenario.places().size()));
        sides.change(operators.next(place, sides.now));
    }

    private void restart() {
        switch (random.nextInt(3)) {
            case 0 -> sides.processor.restart(true, sides.now);
            case 1 -> sides.processor.restart(false, sides.now);
            default -> readAgain();
        }
    }

    /** All is lost but the topics: the log is read again from its beginning, much later. */
    private void readAgain() {
        if (!scenario.steady() || sides.hasStrays) {
            return;
        }
        sides.processor.forgetAll();
        sides.checks.readsAgain();
        sides.readsAgain = true;
        for (final TownSides.Logged entry : List.copyOf(sides.log)) {
            sides.processor.receive(entry.delivery(), entry.at(), sides.now);
            if (random.nextInt(8) == 0 && sides.processor.due() <= sides.now) {
                sides.processor.fire(sides.now);
            }
        }
        sides.clock().pass(scenario.settings().grace().toMillis());
        sides.readsAgain = false;
        sides.readAgainAt = sides.now;
    }
}
