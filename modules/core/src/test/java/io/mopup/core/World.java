/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.events.AbortRound;
import io.mopup.events.CommandResult;
import io.mopup.events.CompletedPart;
import io.mopup.events.LifecycleType;
import io.mopup.events.PartDeletion;
import io.mopup.events.PartUploaded;
import io.mopup.events.RoundOutcome;
import io.mopup.events.UploadIdentity;
import io.mopup.events.UploadLifecycle;
import io.mopup.events.UploadStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;

/**
 * A store, a front end, an agent and clients around one fold, all misbehaving: events are late, doubled and out of
 * order, reports get lost, the agent crashes, records are delivered again after a restart.
 */
final class World {
    static final FoldSettings SETTINGS = new FoldSettings(
            Duration.ofHours(24),
            Duration.ofSeconds(10),
            Duration.ofMinutes(15),
            Duration.ofSeconds(60),
            Duration.ofMinutes(10),
            50,
            Duration.ofMinutes(1),
            50,
            Duration.ofHours(1),
            3,
            2,
            6,
            100,
            false);

    final SimulatedStore store = new SimulatedStore();
    final Invariants invariants = new Invariants(this);
    final MemoryView view = new MemoryView();
    final Map<String, List<CommandResult>> results = new LinkedHashMap<>();
    UploadState state;
    long now = Samples.T0.toEpochMilli();

    private final SplittableRandom random;
    private final UploadIdentity identity;
    private final UploadFold fold = new UploadFold(SETTINGS);
    private final TreeSet<Long> timers = new TreeSet<>();
    private final List<SpecificRecord> inFlight = new ArrayList<>();
    private final List<SpecificRecord> delivered = new ArrayList<>();
    private final List<PartDeletion> deletions = new ArrayList<>();
    private final List<AbortRound> rounds = new ArrayList<>();
    private final List<UploadLifecycle> assemblies = new ArrayList<>();
    private long generation;
    private int commands;

    World(final long seed) {
        this.random = new SplittableRandom(seed);
        this.identity = random.nextBoolean() ? Samples.S3 : Samples.GLACIER;
        inFlight.add(Samples.created(identity));
    }

    /** Anything may happen next. */
    void step() {
        switch (random.nextInt(12)) {
            case 0, 1 -> uploadPart();
            case 2 -> command();
            case 3, 4, 5, 6 -> deliverAny();
            case 7, 8 -> agentDeletes(random.nextInt(4) == 0);
            case 9 -> agentLooks(random.nextInt(4) == 0);
            case 10 -> assemble(random.nextInt(4) != 0);
            default -> timePasses(random.nextInt(90_000));
        }
    }

    /** From here on everybody behaves: all events arrive, agents answer, assemblies end. */
    void settle() {
        for (int i = 0; i < 2_000; i++) {
            if (!inFlight.isEmpty()) {
                deliverAny();
            } else if (!assemblies.isEmpty()) {
                assemble(true);
            } else if (!deletions.isEmpty()) {
                agentDeletes(false);
            } else if (!rounds.isEmpty()) {
                agentLooks(false);
            } else if (invariants.isFinal()) {
                return;
            } else {
                timePasses(60_000);
            }
        }
        throw new AssertionError("I6 nothing waits for ever: still not final is " + state);
    }

    boolean expectsWork() {
        return !timers.isEmpty();
    }

    private void uploadPart() {
        final int number = 1 + random.nextInt(4);
        final PartUploaded event = Samples.part(identity, number, ++generation, 10, Instant.ofEpochMilli(now));
        store.write(number, generation, 10);
        inFlight.add(event);
    }

    private void command() {
        final String id = "c" + (++commands);
        results.put(id, new ArrayList<>());
        switch (random.nextInt(5)) {
            case 0, 1 -> inFlight.add(Samples.abort(identity, id));
            case 2 -> inFlight.add(Samples.retry(identity, id));
            default -> inFlight.add(complete(id));
        }
    }

    private SpecificRecord complete(final String id) {
        final List<CompletedPart> listed = new ArrayList<>();
        long size = 0;
        for (final Map.Entry<Integer, Long> newest : store.newest().entrySet()) {
            if (random.nextInt(4) != 0) {
                listed.add(Samples.listed(newest.getKey(), newest.getValue()));
            }
            size += 10;
        }
        final var command = Samples.complete(identity, id, listed);
        command.setArchiveSize(size);
        command.setTreeHash("ab");
        return command;
    }

    private void deliverAny() {
        if (random.nextInt(6) == 0 && !delivered.isEmpty()) {
            // A producer that tries again, or a processor that restarts from its last commit.
            receive(delivered.get(random.nextInt(delivered.size())));
        } else if (!inFlight.isEmpty()) {
            final SpecificRecord record = inFlight.remove(random.nextInt(inFlight.size()));
            delivered.add(record);
            receive(record);
        }
    }

    private void receive(final SpecificRecord record) {
        final var field = record.getSchema().getField("commandId");
        final String commandId = field == null ? null : (String) record.get(field.pos());
        apply(fold.received(state, new FoldInput(record, commandId, now, now, null), view));
        invariants.folded(record);
    }

    private void agentDeletes(final boolean crashes) {
        if (deletions.isEmpty()) {
            return;
        }
        final PartDeletion work = deletions.remove(random.nextInt(deletions.size()));
        final boolean found = store.delete(work.getPartNumber(), work.getGeneration());
        if (!crashes) {
            inFlight.add(Samples.deleted(work, found));
        } else if (random.nextBoolean()) {
            deletions.add(work);
        }
    }

    private void agentLooks(final boolean crashes) {
        if (rounds.isEmpty()) {
            return;
        }
        final AbortRound round = rounds.remove(random.nextInt(rounds.size()));
        final int found = store.sweep();
        invariants.looked(round, found);
        if (!crashes) {
            final RoundOutcome outcome = found > 0 ? RoundOutcome.LEFTOVERS : RoundOutcome.EMPTY;
            inFlight.add(Samples.saw(round, outcome, found, found * 10L, Instant.ofEpochMilli(now)));
        } else if (random.nextBoolean()) {
            rounds.add(round);
        }
    }

    private void assemble(final boolean succeeds) {
        if (assemblies.isEmpty()) {
            return;
        }
        final UploadLifecycle work = assemblies.remove(0);
        if (succeeds) {
            store.assemble(work.getParts());
            inFlight.add(Samples.assembled(identity, work.getCommandId()));
        } else {
            inFlight.add(Samples.assemblyFailed(identity, work.getCommandId()));
        }
    }

    private void timePasses(final long milliseconds) {
        now += milliseconds;
        while (!timers.isEmpty() && timers.first() <= now && state != null) {
            apply(fold.fired(state, timers.pollFirst(), now, view));
        }
    }

    private void apply(final Decision decision) {
        view.apply(decision);
        state = decision.state();
        if (decision.timer() != 0) {
            timers.add(decision.timer());
        }
        for (final SpecificRecord output : decision.outputs()) {
            invariants.emitted(output);
            if (output instanceof PartDeletion deletion) {
                deletions.add(deletion);
            } else if (output instanceof AbortRound round) {
                rounds.add(round);
            } else if (output instanceof CommandResult result) {
                results.get(result.getCommandId()).add(result);
            } else if (output instanceof UploadLifecycle event && event.getType() == LifecycleType.COMPLETING) {
                assemblies.add(event);
            }
        }
        invariants.decided(timers);
    }

    boolean is(final UploadStatus status) {
        return state != null && state.status() == status;
    }
}
