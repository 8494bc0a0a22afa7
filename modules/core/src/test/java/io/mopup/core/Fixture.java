/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.core.SimulatedShell.Delivery;
import io.mopup.events.AbortRound;
import io.mopup.events.CommandResult;
import io.mopup.events.LifecycleType;
import io.mopup.events.PartDeletion;
import io.mopup.events.RoundOutcome;
import io.mopup.events.UploadIdentity;
import io.mopup.events.UploadLifecycle;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/** One upload, folded step by step, with everything that came out. */
final class Fixture {
    final MemoryView view = new MemoryView();
    final List<SpecificRecord> outputs = new ArrayList<>();
    final Set<String> deleted = new HashSet<>();
    final FoldSettings settings;
    private final UploadFold fold;
    long now = Samples.T0.toEpochMilli();
    UploadState state;
    private List<SpecificRecord> last = List.of();

    Fixture() {
        this(Samples.SETTINGS);
    }

    Fixture(final FoldSettings settings) {
        this.settings = settings;
        this.fold = new UploadFold(settings);
    }

    /** An upload in progress with the first generation of these parts. */
    static Fixture inProgress(final UploadIdentity identity, final int... numbers) {
        return new Fixture().with(identity, numbers);
    }

    Fixture with(final UploadIdentity identity, final int... numbers) {
        receive(Samples.created(identity));
        for (final int number : numbers) {
            receive(Samples.part(identity, number, 1));
        }
        return this;
    }

    /** Folds records and returns what the last one led to. */
    List<SpecificRecord> receive(final SpecificRecord... records) {
        for (final SpecificRecord record : records) {
            receive(record, Delivery.of(record).commandId());
        }
        return last;
    }

    List<SpecificRecord> receive(final SpecificRecord record, final String commandId) {
        return apply(fold.received(state, new FoldInput(record, commandId, now, now, null), view));
    }

    /** Lets time pass, firing the timer whenever it is due. */
    List<SpecificRecord> pass(final Duration time) {
        final long until = now + time.toMillis();
        final List<SpecificRecord> all = new ArrayList<>();
        while (state != null && state.armedAt() != 0 && state.armedAt() <= until) {
            now = Math.max(now, state.armedAt());
            all.addAll(fire());
        }
        now = until;
        last = all;
        return last;
    }

    /** Fires the timer that is set, whatever the time. */
    List<SpecificRecord> fire() {
        return apply(fold.fired(state, state.armedAt(), now, view));
    }

    List<SpecificRecord> apply(final Decision decision) {
        view.apply(decision);
        state = decision.state();
        outputs.addAll(decision.outputs());
        last = decision.outputs();
        return last;
    }

    /** What the last record led to. */
    List<SpecificRecord> last() {
        return last;
    }

    /** An agent carries out a deletion and reports; returns the deletions that this leads to. */
    List<PartDeletion> delete(final PartDeletion deletion) {
        deleted.add(deletion.getDeletionId());
        return of(receive(Samples.deleted(deletion)), PartDeletion.class);
    }

    /** Agents carry out every deletion that left so far and has not been reported. */
    Fixture deleteAll() {
        all(PartDeletion.class).stream()
                .filter(deletion -> !deleted.contains(deletion.getDeletionId()))
                .forEach(this::delete);
        return this;
    }

    /** An agent carries out the last round. */
    List<SpecificRecord> look(final RoundOutcome outcome) {
        return receive(Samples.saw(round(), outcome, Instant.ofEpochMilli(now)));
    }

    /** Everything is deleted and seen empty twice. */
    Fixture reclaim() {
        deleteAll();
        look(RoundOutcome.EMPTY);
        pass(settings.quietPeriod());
        look(RoundOutcome.EMPTY);
        return this;
    }

    AbortRound round() {
        final List<AbortRound> rounds = all(AbortRound.class);
        return rounds.get(rounds.size() - 1);
    }

    UploadFold fold() {
        return fold;
    }

    <T> List<T> all(final Class<T> type) {
        return of(outputs, type);
    }

    static <T> List<T> of(final List<SpecificRecord> records, final Class<T> type) {
        return records.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** The first result of a command. */
    CommandResult result(final String commandId) {
        return all(CommandResult.class).stream()
                .filter(result -> result.getCommandId().equals(commandId))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no result for " + commandId));
    }

    boolean isAnswered(final String commandId) {
        return all(CommandResult.class).stream()
                .anyMatch(result -> result.getCommandId().equals(commandId));
    }

    static List<String> ids(final List<SpecificRecord> records) {
        return of(records, PartDeletion.class).stream()
                .map(PartDeletion::getDeletionId)
                .toList();
    }

    List<LifecycleType> lifecycle() {
        return lifecycle(outputs);
    }

    static List<LifecycleType> lifecycle(final List<SpecificRecord> records) {
        return of(records, UploadLifecycle.class).stream()
                .map(UploadLifecycle::getType)
                .toList();
    }

    /** The last lifecycle record of this type. */
    UploadLifecycle lifecycle(final LifecycleType type) {
        return all(UploadLifecycle.class).stream()
                .filter(event -> event.getType() == type)
                .reduce((first, second) -> second)
                .orElseThrow(() -> new AssertionError("no lifecycle record of type " + type));
    }
}
