/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.core.SimulatedShell.Delivery;
import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.AbortRound;
import io.mopup.events.CommandResult;
import io.mopup.events.LifecycleType;
import io.mopup.events.MultipartUploadCreated;
import io.mopup.events.ParkReason;
import io.mopup.events.PartDeletion;
import io.mopup.events.PartUploaded;
import io.mopup.events.PartsObserved;
import io.mopup.events.UploadLifecycle;
import io.mopup.events.UploadStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.avro.specific.SpecificRecord;

/**
 * A store, a front end, an agent and clients around one fold, all misbehaving: events are late, doubled and out of
 * order, reports get lost, stores refuse, agents and processors crash.
 */
final class World {
    private static final int PATIENCE = 3_000;

    final Scenario scenario;
    final SimulatedStore store;
    final SimulatedShell shell;
    final SimulatedFrontEnd frontEnd;
    final SimulatedOperators operators;
    final Invariants invariants;
    final Map<String, List<CommandResult>> results = new LinkedHashMap<>();
    final List<SpecificRecord> outputs = new ArrayList<>();
    long now = Samples.T0.toEpochMilli();

    private final SplittableRandom random;
    private final SimulatedAgent agent;
    private final List<Delivery> inFlight = new ArrayList<>();
    private final List<Delivery> delivered = new ArrayList<>();
    private final Map<String, Delivery> commands = new LinkedHashMap<>();
    private final Map<String, List<CommandResult>> uncommitted = new LinkedHashMap<>();
    private long generation;

    World(final long seed) {
        this.random = new SplittableRandom(seed);
        this.scenario = Scenario.random(random);
        this.store = new SimulatedStore(scenario.reclaimBy());
        this.operators = new SimulatedOperators(scenario, random);
        this.shell = new SimulatedShell(
                scenario.settings(), scenario.atLeastOnce(), random, operators.directory, this::published);
        this.frontEnd = new SimulatedFrontEnd(store, scenario.identity(), random);
        this.agent = new SimulatedAgent(store, scenario, random);
        this.invariants = new Invariants(this);
        if (scenario.created()) {
            send(Samples.created(scenario.identity(), scenario.reclaimBy()));
        }
    }

    /** Anything may happen next. */
    void step() {
        if (isHeld() && random.nextInt(3) == 0) {
            whileHeld();
            return;
        }
        switch (random.nextInt(scenario.ruled() ? 18 : 15)) {
            case 0, 1 -> uploadPart();
            case 2 -> command();
            case 3, 4, 5, 6 -> deliverAny();
            case 7, 8 -> agent.delete(false).ifPresent(this::send);
            case 9 -> agent.look(false, now, invariants).ifPresent(this::send);
            case 10 -> frontEnd.assemble(random.nextInt(4) != 0, invariants).ifPresent(this::send);
            case 11 -> send(new PartsObserved(scenario.identity(), agent.observe(), Instant.ofEpochMilli(now)));
            case 12 -> commitOrRestart();
            case 13, 14 -> timePasses(Duration.ofMillis(random.nextInt(90_000)));
            case 15 -> timePasses(jump());
            case 16 -> command(Delivery.of(operators.command(nextId(), isHeld(), now)));
            default -> {
                // Changed between two commits, as time passes between two: what is read again finds the same.
                commit();
                operators.change(now);
            }
        }
    }

    /** An undo window is short, so more of what it has to stand happens while one is open. */
    private void whileHeld() {
        switch (random.nextInt(5)) {
            case 0 -> command(Delivery.of(frontEnd.complete(nextId(), this::mayList)));
            case 1 -> command(Delivery.of(operators.command(nextId(), true, now)));
            case 2 -> timePasses(Duration.ofMillis(Math.max(0, shell.state().heldUntil() - now)));
            case 3 -> commitOrRestart();
            default -> askAgain();
        }
    }

    /** From here on everybody behaves: all events arrive, agents answer, assemblies end, operators look at alarms. */
    void settle() {
        for (int i = 0; i < PATIENCE; i++) {
            if (!inFlight.isEmpty()) {
                deliverAny();
            } else if (frontEnd.isAssembling()) {
                frontEnd.assemble(true, invariants).ifPresent(this::send);
            } else if (agent.hasDeletions()) {
                agent.delete(true).ifPresent(this::send);
            } else if (agent.hasRounds()) {
                agent.look(true, now, invariants).ifPresent(this::send);
            } else if (needsOperator()) {
                command(Delivery.of(Samples.retry(scenario.identity(), nextId())));
            } else if (!invariants.isFinal() || operators.isReviewDue()) {
                timePasses(Duration.ofMinutes(1));
            } else if (!askAgain()) {
                return;
            }
        }
        throw new AssertionError("I6 nothing waits for ever: still not final is " + shell.state());
    }

    /** The retention window passes, and nothing else happens. */
    void passRetention() {
        timePasses(scenario.settings().retention().multipliedBy(2));
        timePasses(scenario.settings().retention().multipliedBy(2));
    }

    boolean is(final UploadStatus status) {
        return shell.state() != null && shell.state().status() == status;
    }

    boolean isParkedFor(final ParkReason reason) {
        return shell.state() != null && shell.state().reclaim().parkReason() == reason;
    }

    private boolean isHeld() {
        return shell.state() != null && shell.state().heldUntil() != 0;
    }

    private boolean needsOperator() {
        return shell.state() != null
                && shell.state().reclaim().parked()
                && !isParkedFor(ParkReason.COMPLETION_EVIDENCE);
    }

    private void uploadPart() {
        final int number = 1 + random.nextInt(4);
        if (store.write(number, ++generation)) {
            final PartUploaded event = Samples.part(
                    scenario.identity(), number, generation, SimulatedStore.SIZE, Instant.ofEpochMilli(now));
            if (random.nextInt(4) == 0) {
                command(new Delivery(event, "p" + generation));
            } else {
                send(event);
            }
        }
    }

    private void command() {
        if (random.nextInt(8) == 0 && askAgain()) {
            return;
        }
        final String id = nextId();
        command(Delivery.of(
                switch (random.nextInt(5)) {
                    case 0, 1 -> Samples.abort(scenario.identity(), id);
                    case 2 -> Samples.retry(scenario.identity(), id);
                    default -> frontEnd.complete(id, this::mayList);
                }));
    }

    /**
     * With at-least-once a Complete that overtakes its parts can be refused, be decided again after a crash, and then be
     * accepted. That is the price of at-least-once, so there the clients of this world wait for their parts.
     */
    private boolean mayList(final int partNumber, final long listed) {
        return !scenario.atLeastOnce() || shell.isDurable(partNumber, listed);
    }

    /**
     * The same with a command that is refused because nobody created its upload in time, while the upload becomes known
     * right after it: read again, it can find the upload. So here such refusals are safe before the upload becomes known.
     */
    private boolean isOvertaken(final Delivery delivery) {
        return scenario.atLeastOnce()
                && delivery.record() instanceof MultipartUploadCreated
                && is(UploadStatus.UNKNOWN)
                && shell.state().graceOver()
                && shell.mayReadCommandsAgain();
    }

    /** The fold's own commands come back to it, perhaps late, and after a crash perhaps more than once. */
    private void asked(final Delivery command) {
        commands.put(command.commandId(), command);
        results.computeIfAbsent(command.commandId(), id -> new ArrayList<>());
        inFlight.add(command);
    }

    private String nextId() {
        return "c" + (commands.size() + 1);
    }

    private void command(final Delivery command) {
        commands.put(command.commandId(), command);
        results.put(command.commandId(), new ArrayList<>());
        inFlight.add(command);
    }

    /** A crash can lose an answer; then the client asks again with the same id. */
    private boolean askAgain() {
        if (!scenario.atLeastOnce()) {
            return false;
        }
        results.forEach((id, answers) -> {
            if (answers.isEmpty()) {
                inFlight.add(commands.get(id));
            }
        });
        return !inFlight.isEmpty();
    }

    private void send(final SpecificRecord record) {
        inFlight.add(new Delivery(record, null));
    }

    private void deliverAny() {
        if (random.nextInt(6) == 0 && !delivered.isEmpty()) {
            // A producer that tries again.
            receive(delivered.get(random.nextInt(delivered.size())));
        } else if (!inFlight.isEmpty()) {
            final Delivery delivery = inFlight.remove(random.nextInt(inFlight.size()));
            delivered.add(delivery);
            receive(delivery);
        }
    }

    private void receive(final Delivery delivery) {
        if (isOvertaken(delivery)) {
            commit();
        }
        invariants.decided(shell.receive(delivery, now, now));
        invariants.folded(delivery.record());
    }

    private void timePasses(final Duration time) {
        // Commits are far closer to each other than anything that takes time. This is what makes at-least-once sound:
        // what is read again after a crash is decided as it was, because no grace period ended in between.
        commit();
        now += time.toMillis();
        if (operators.takeReview() && is(UploadStatus.IN_PROGRESS)) {
            invariants.decided(shell.review(now));
        }
        for (int fired = 0; shell.hasTimer(now); fired++) {
            if (fired > PATIENCE) {
                throw new AssertionError("I6 nothing waits for ever: busy without end is " + shell.state());
            }
            invariants.decided(shell.fire(now));
        }
    }

    /** Long enough for rules and windows, but all jumps together shorter than a tombstone is kept. */
    private Duration jump() {
        final long spent = now - Samples.T0.toEpochMilli();
        final long left = scenario.longest().toMillis() - spent;
        return Duration.ofMillis(left <= 0 ? 1 : random.nextLong(left));
    }

    private void commitOrRestart() {
        if (!scenario.atLeastOnce()) {
            shell.restart(random.nextBoolean());
            operators.restarted();
            return;
        }
        if (random.nextBoolean()) {
            commit();
            return;
        }
        final List<Delivery> again = shell.crash();
        // What was answered since the last commit is not to be relied on.
        results.forEach((id, answers) -> answers.removeAll(uncommitted.getOrDefault(id, List.of())));
        uncommitted.clear();
        invariants.crashed();
        operators.restarted();
        again.forEach(this::receive);
    }

    private void commit() {
        shell.commit();
        invariants.committed();
        uncommitted.clear();
    }

    private void published(final SpecificRecord output) {
        outputs.add(output);
        invariants.published(output);
        if (output instanceof PartDeletion deletion) {
            agent.take(deletion);
        } else if (output instanceof AbortRound round) {
            agent.take(round);
        } else if (output instanceof AbortMultipartUpload abort) {
            asked(Delivery.of(abort));
        } else if (output instanceof CommandResult result) {
            results.get(result.getCommandId()).add(result);
            uncommitted
                    .computeIfAbsent(result.getCommandId(), id -> new ArrayList<>())
                    .add(result);
        } else if (output instanceof UploadLifecycle event && event.getType() == LifecycleType.COMPLETING) {
            frontEnd.take(event);
        } else if (output instanceof UploadLifecycle event && event.getType() == LifecycleType.ASSEMBLY_OVERDUE) {
            frontEnd.overdue(event.getCommandId()).ifPresent(this::send);
        }
    }
}
