/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.events.AbortRound;
import io.mopup.events.AbortRoundReport;
import io.mopup.events.ObservedPart;
import io.mopup.events.PartDeletion;
import io.mopup.events.ReclaimBy;
import io.mopup.events.RoundOutcome;
import io.mopup.events.StorageFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.avro.specific.SpecificRecord;

/** An agent that works in any order, crashes before it reports, and meets a store that refuses or does not answer. */
final class SimulatedAgent {
    private final SimulatedStore store;
    private final SplittableRandom random;
    private final boolean deletesParts;
    private final boolean sweeps;
    private final List<PartDeletion> deletions = new ArrayList<>();
    private final List<AbortRound> rounds = new ArrayList<>();

    SimulatedAgent(final SimulatedStore store, final Scenario scenario, final SplittableRandom random) {
        this.store = store;
        this.deletesParts = scenario.reclaimBy() == ReclaimBy.PART;
        this.sweeps = scenario.sweeps();
        this.random = random;
    }

    void take(final PartDeletion deletion) {
        deletions.add(deletion);
    }

    void take(final AbortRound round) {
        rounds.add(round);
    }

    boolean hasDeletions() {
        return !deletions.isEmpty();
    }

    boolean hasRounds() {
        return !rounds.isEmpty();
    }

    /** Works on one deletion and returns its report, if there is one. */
    Optional<SpecificRecord> delete(final boolean behaves) {
        if (deletions.isEmpty()) {
            return Optional.empty();
        }
        final PartDeletion work = deletions.remove(random.nextInt(deletions.size()));
        if (!behaves && random.nextInt(8) == 0) {
            final StorageFailure[] failures = StorageFailure.values();
            return Optional.of(Samples.failed(work, failures[random.nextInt(failures.length)]));
        }
        final boolean found = store.delete(work.getPartNumber(), work.getGeneration());
        if (!behaves && random.nextInt(4) == 0) {
            if (random.nextBoolean()) {
                deletions.add(work);
            }
            return Optional.empty();
        }
        return Optional.of(Samples.deleted(work, found));
    }

    /** Carries out one round and returns its report, if there is one. */
    Optional<AbortRoundReport> look(final boolean behaves, final long now, final Invariants invariants) {
        if (rounds.isEmpty()) {
            return Optional.empty();
        }
        final AbortRound round = rounds.remove(random.nextInt(rounds.size()));
        final Instant at = Instant.ofEpochMilli(now + skew());
        if (!behaves && random.nextInt(6) == 0) {
            final boolean refused = random.nextBoolean();
            return Optional.of(Samples.saw(round, refused ? RoundOutcome.REFUSED : RoundOutcome.UNREACHABLE, at));
        }
        final boolean names = deletesParts && (!sweeps || (!behaves && random.nextInt(4) == 0));
        if (names && !store.lying().isEmpty()) {
            final AbortRoundReport report = Samples.saw(round, RoundOutcome.LEFTOVERS, 0, 0, at);
            report.setLeftovers(observe());
            return Optional.of(report);
        }
        final int found = store.sweep();
        invariants.looked(round, found, at.toEpochMilli(), now);
        if (!behaves && random.nextInt(4) == 0) {
            if (random.nextBoolean()) {
                rounds.add(round);
            }
            return Optional.empty();
        }
        if (found > 0) {
            return Optional.of(
                    Samples.saw(round, RoundOutcome.LEFTOVERS, found, found * (long) SimulatedStore.SIZE, at));
        }
        return Optional.of(Samples.saw(round, random.nextBoolean() ? RoundOutcome.EMPTY : RoundOutcome.NOT_FOUND, at));
    }

    /** Agents run on machines whose clocks differ. */
    private long skew() {
        return random.nextInt(4) == 0 ? random.nextInt(-90_000, 90_000) : 0;
    }

    /** What a look at the store shows; a store that cannot delete parts does not name generations either. */
    List<ObservedPart> observe() {
        return store.lying().stream()
                .map(part -> new ObservedPart(
                        part.partNumber(),
                        deletesParts ? part.generation() : null,
                        deletesParts ? Samples.locator(part.partNumber(), part.generation()) : null,
                        (long) SimulatedStore.SIZE,
                        Samples.etag(part.partNumber(), part.generation()),
                        false))
                .toList();
    }
}
