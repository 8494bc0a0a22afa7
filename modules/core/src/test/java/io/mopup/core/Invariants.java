/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.events.AbortReason;
import io.mopup.events.AbortRound;
import io.mopup.events.CommandResult;
import io.mopup.events.DeletionCause;
import io.mopup.events.LifecycleType;
import io.mopup.events.ListedPart;
import io.mopup.events.ObservedPart;
import io.mopup.events.Operation;
import io.mopup.events.ParkReason;
import io.mopup.events.PartDeletion;
import io.mopup.events.PartUploaded;
import io.mopup.events.PartsObserved;
import io.mopup.events.Receipt;
import io.mopup.events.ReclaimBy;
import io.mopup.events.ReclaimState;
import io.mopup.events.UploadLifecycle;
import io.mopup.events.UploadStatus;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/** The promises, each under its name, checked against what really happened in a {@link World}. */
final class Invariants {
    private static final int ERROR = 300;

    private final World world;
    private final Map<String, Set<String>> assembling = new HashMap<>();
    private final Map<Integer, Map<Long, Look>> looks = new HashMap<>();
    private final Set<String> foldedParts = new HashSet<>();
    private final Set<String> committedParts = new HashSet<>();
    private final Set<String> givenUp = new HashSet<>();
    private final Set<String> givenUpAssemblies = new HashSet<>();
    private final Set<String> cancelled = new HashSet<>();
    private long lastDisturbance = Long.MIN_VALUE;
    private long committedDisturbance = Long.MIN_VALUE;

    /** What an agent really found, and when. */
    private record Look(int found, long at) {}

    Invariants(final World world) {
        this.world = world;
    }

    void folded(final SpecificRecord record) {
        if (record instanceof PartUploaded part) {
            folded(part.getPartNumber(), part.getGeneration());
        } else if (record instanceof PartsObserved observed) {
            for (final ObservedPart part : observed.getParts()) {
                if (part.getGeneration() == null) {
                    lastDisturbance = world.now;
                } else {
                    folded(part.getPartNumber(), part.getGeneration());
                }
            }
        }
    }

    private void folded(final int partNumber, final long generation) {
        if (foldedParts.add(SimulatedStore.name(partNumber, generation))) {
            lastDisturbance = world.now;
        }
    }

    void committed() {
        committedParts.addAll(foldedParts);
        committedDisturbance = lastDisturbance;
    }

    /** What was folded since the last commit is folded again, and comes after what comes before it. */
    void crashed() {
        foldedParts.retainAll(committedParts);
        lastDisturbance = committedDisturbance;
    }

    /** @param reported when the agent says that it looked, by its own clock; the other is when it did */
    void looked(final AbortRound round, final int found, final long reported, final long at) {
        // Two agents can look in the same moment, and a report names no more than round and time.
        looks.computeIfAbsent(round.getRound(), number -> new HashMap<>())
                .merge(reported, new Look(found, at), (one, other) -> one.found() <= other.found() ? one : other);
    }

    void notAssembled(final String commandId) {
        givenUpAssemblies.add(commandId);
        assembling.remove(commandId);
    }

    /** A part that a Complete lists is not there; only a store that overwrites, or giving up orphans, explains that. */
    void missing(final String part) {
        assertThat(world.scenario.reclaimBy() == ReclaimBy.UPLOAD || givenUp.contains(part))
                .as("I2 nothing live is lost: %s is gone before it is assembled", part)
                .isTrue();
    }

    /** I2 and I6 after every single decision. */
    void decided(final Decision decision) {
        for (final SpecificRecord output : decision.outputs()) {
            if (output instanceof PartDeletion deletion) {
                Promise.kept(
                        assembling.values().stream().noneMatch(parts -> parts.contains(name(deletion))),
                        () -> "I2 nothing live is lost: of a completed or completing upload is " + deletion);
                if (deletion.getCause() == DeletionCause.ORPHANED) {
                    givenUp.add(name(deletion));
                }
            } else if (output instanceof AbortRound) {
                Promise.kept(
                        world.store.object() == null,
                        () -> "I2 nothing live is lost: an abort round left for a completed upload");
            } else if (output instanceof UploadLifecycle event) {
                happened(event);
            }
        }
        nothingWaitsForEver();
    }

    private void happened(final UploadLifecycle event) {
        switch (event.getType()) {
            case RECLAIMED -> reclaimedMeansVerified(event.getReceipt());
            case ABORT_CANCELLED -> cancelled.add(event.getCommandId());
            case ABORTED -> {
                final boolean byRule =
                        event.getReason() == AbortReason.LIFECYCLE || event.getReason() == AbortReason.EXPIRED;
                Promise.kept(
                        !byRule || world.shell.state().watch().pinnedUntil() <= world.now,
                        () -> "a pin keeps rules away: aborted by " + event);
                Promise.kept(
                        !cancelled.contains(event.getCommandId()),
                        () -> "what is cancelled is not carried out: " + event);
                Promise.kept(
                        !world.operators.isOfAnother(event.getCommandId()),
                        () -> "the abort of another upload leaves this one alone: " + event);
            }
            default -> {
                // Checked where it matters.
            }
        }
    }

    void published(final SpecificRecord output) {
        if (output instanceof UploadLifecycle event
                && event.getType() == LifecycleType.COMPLETING
                && !givenUpAssemblies.contains(event.getCommandId())) {
            assembling.put(
                    event.getCommandId(),
                    event.getParts().stream().map(Invariants::name).collect(Collectors.toSet()));
        } else if (output instanceof CommandResult result) {
            final List<CommandResult> earlier = world.results.get(result.getCommandId());
            if (!earlier.isEmpty()) {
                assertThat(result)
                        .as("I4 a repeated command gets the same result")
                        .isEqualTo(earlier.get(0));
            }
        }
    }

    private static String name(final PartDeletion deletion) {
        return SimulatedStore.name(deletion.getPartNumber(), deletion.getGeneration());
    }

    private static String name(final ListedPart part) {
        return SimulatedStore.name(part.getPartNumber(), part.getGeneration());
    }

    /** The receipt names its rounds, so the last one and the one before it are the two looks. */
    private void reclaimedMeansVerified(final Receipt receipt) {
        final long first = receipt.getFirstLookAt().toEpochMilli();
        final long second = receipt.getSecondLookAt().toEpochMilli();
        assertThat(second - first)
                .as("I5 RECLAIMED means verified: the looks are a quiet period apart")
                .isGreaterThanOrEqualTo(world.scenario.settings().quietPeriod().toMillis());
        final Look secondLook = looks.get(receipt.getRounds()).get(second);
        final Look firstLook = looks.get(receipt.getRounds() - 1).get(first);
        assertThat(secondLook.found())
                .as("I5 RECLAIMED means verified: the second look found nothing")
                .isEqualTo(0);
        assertThat(firstLook.found())
                .as("I5 RECLAIMED means verified: the first look found nothing")
                .isEqualTo(0);
        // A crash under at-least-once can lose that a round was issued; the next one has the same number then, and an
        // old
        // report of that number can pass for the first look. The second one is later by the quiet period in any case.
        assertThat(lastDisturbance)
                .as("I5 RECLAIMED means verified: no part came between the looks")
                .isLessThanOrEqualTo(world.scenario.atLeastOnce() ? secondLook.at() : firstLook.at());
    }

    /** Whoever waits has a timer that is really set. */
    private void nothingWaitsForEver() {
        final UploadState state = world.shell.state();
        if (state == null) {
            return;
        }
        final boolean waits = !state.is(UploadStatus.IN_PROGRESS)
                || state.waiting() > 0
                || state.heldUntil() > 0
                || !state.reclaim().settled();
        Promise.kept(!waits || state.dueAt() > 0, () -> "I6 nothing waits for ever: no due time in " + state);
        if (state.dueAt() > 0) {
            Promise.kept(
                    world.shell.timers.current.containsKey(state.armedAt()),
                    () -> "I6 nothing waits for ever: no timer for " + state);
            Promise.kept(
                    state.armedAt() <= Math.max(state.dueAt(), world.now),
                    () -> "I6 nothing waits for ever: the timer is too late in " + state);
        }
    }

    boolean isFinal() {
        final UploadState state = world.shell.state();
        if (state == null) {
            return true;
        }
        if (state.waiting() > 0) {
            return false;
        }
        return switch (state.status()) {
            case COMPLETING -> false;
            case UNKNOWN -> state.graceOver() && state.reclaim().settled();
            case IN_PROGRESS -> state.reclaim().settled() && state.heldUntil() == 0 && !world.operators.hasDeleted();
            case COMPLETED -> state.reclaim().settled();
            case ABORTED ->
                state.reclaim().state() == ReclaimState.RECLAIMED || world.isParkedFor(ParkReason.COMPLETION_EVIDENCE);
        };
    }

    /** What must hold when everything has come to rest. */
    void atTheEnd() {
        nothingLeaks();
        nothingLiveIsLost();
        oneWinner();
        world.results.forEach(
                (id, all) -> Promise.kept(!all.isEmpty(), () -> "I4 every command gets a result: none for " + id));
    }

    /** Nothing is remembered for ever. */
    void afterRetention() {
        if (!world.is(UploadStatus.IN_PROGRESS) && !world.isParkedFor(ParkReason.COMPLETION_EVIDENCE)) {
            assertThat(world.shell.state()).as("forgotten in the end").isNull();
            assertThat(world.shell.view.ledger()).as("forgotten in the end").isEmpty();
            assertThat(world.shell.view.commands.current)
                    .as("forgotten in the end")
                    .isEmpty();
        }
    }

    private void nothingLeaks() {
        final UploadState state = world.shell.state();
        final boolean byPart = world.scenario.reclaimBy() == ReclaimBy.PART;
        if (state == null || holdsBack(state)) {
            return;
        }
        switch (state.status()) {
            case ABORTED -> {
                assertThat(world.store.loose()).as("I1 nothing leaks").isEmpty();
                if (byPart) {
                    assertThat(ledger())
                            .as("I1 nothing leaks: nor in the ledger")
                            .isEmpty();
                }
            }
            case COMPLETED -> {
                assertThat(world.store.loose()).as("I1 nothing leaks").isEmpty();
                assertThat(ledger())
                        .as("I1 nothing leaks: the ledger is what the object is made of")
                        .containsAll(world.store.object());
            }
            default -> {
                if (!world.scenario.deleteOrphans()) {
                    assertThat(ledger())
                            .as("I1 nothing leaks: what lies there is in the ledger")
                            .containsAll(world.store.loose());
                    if (byPart) {
                        assertThat(ledger())
                                .as("I1 nothing leaks: and nothing else is")
                                .hasSameSizeAs(world.store.loose());
                    }
                } else if (state.is(UploadStatus.UNKNOWN)) {
                    assertThat(world.store.loose())
                            .as("I1 nothing leaks: orphans go if that is wanted")
                            .isEmpty();
                }
            }
        }
    }

    /** The fold learned of an object that it never let anybody assemble, which only a crash can lead to. */
    private boolean holdsBack(final UploadState state) {
        final boolean evidence =
                state.completion() != null && state.completion().byEvidence();
        final boolean holdsBack = evidence || world.isParkedFor(ParkReason.COMPLETION_EVIDENCE);
        assertThat(holdsBack && !world.scenario.atLeastOnce())
                .as("I3 one winner: an object that nobody was to assemble")
                .isFalse();
        return holdsBack;
    }

    private Set<String> ledger() {
        return world.shell.view.ledger().stream()
                .map(part -> SimulatedStore.name(part.partNumber(), part.generation()))
                .collect(Collectors.toSet());
    }

    private void nothingLiveIsLost() {
        if (world.store.object() != null) {
            assertThat(world.store.object()).as("I2 nothing live is lost").allMatch(world.store::holds);
        }
    }

    /** An abort that found nothing to abort can be a success too, so what counts is what came of it. */
    private void oneWinner() {
        final boolean aborted = accepted(Operation.ABORT_MULTIPART_UPLOAD, UploadStatus.ABORTED);
        final boolean held = accepted(Operation.ABORT_MULTIPART_UPLOAD, UploadStatus.IN_PROGRESS);
        final boolean completed = accepted(Operation.COMPLETE_MULTIPART_UPLOAD, UploadStatus.COMPLETED);
        assertThat(aborted && completed)
                .as("I3 one winner: both Abort and Complete were accepted")
                .isFalse();
        if (world.shell.state() != null && !holdsBack(world.shell.state())) {
            assertThat(world.is(UploadStatus.ABORTED))
                    .as("I3 one winner: Abort")
                    .isIn(aborted, aborted || held);
            // Under at-least-once a crash can lose the order that went with the answer; then it is asked for again.
            assertThat(held
                            && cancelled.isEmpty()
                            && !world.scenario.atLeastOnce()
                            && world.is(UploadStatus.IN_PROGRESS))
                    .as("I3 one winner: what is accepted and held is carried out, cancelled, or loses to a Complete")
                    .isFalse();
            assertThat(completed).as("I3 one winner: Complete").isEqualTo(world.is(UploadStatus.COMPLETED));
            assertThat(world.store.object() != null)
                    .as("I3 one winner: an object exists only if Complete won")
                    .isEqualTo(completed);
        }
    }

    private boolean accepted(final Operation operation, final UploadStatus status) {
        return world.results.values().stream()
                .flatMap(List::stream)
                .filter(result -> result.getOperation() == operation && result.getHttpStatus() < ERROR)
                .anyMatch(result -> result.getStatus() == status);
    }
}
