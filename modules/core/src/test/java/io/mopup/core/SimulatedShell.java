/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.contract.MopupTopic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;

/**
 * The stores, timers and producer around a fold. With exactly-once all that a decision leads to happens at once. With
 * at-least-once it happens bit by bit, and a crash loses the end of each store and of each output topic since the last
 * commit, independently of the others; the shell then reads again what it had read since.
 */
final class SimulatedShell {
    private static final String UPLOAD = "upload";

    final MemoryView view;
    final ChangeLog<Long, Boolean> timers = new ChangeLog<>();
    private final ChangeLog<String, UploadState> uploads = new ChangeLog<>();
    private final FoldSettings settings;
    private UploadFold fold;
    private final boolean atLeastOnce;
    private final SplittableRandom random;
    private final Consumer<SpecificRecord> published;
    private final Map<MopupTopic, List<SpecificRecord>> unsent = new EnumMap<>(MopupTopic.class);
    private final List<Delivery> sinceCommit = new ArrayList<>();

    /**
     * A record as it arrives.
     *
     * @param commandId of an upload event that wants an answer, or of the command itself; null if nobody waits
     */
    record Delivery(SpecificRecord record, String commandId) {
        static Delivery of(final SpecificRecord record) {
            final var field = record.getSchema().getField("commandId");
            final boolean command = MopupTopic.of(record) == MopupTopic.COMMANDS;
            return new Delivery(record, command ? (String) record.get(field.pos()) : null);
        }
    }

    SimulatedShell(
            final FoldSettings settings,
            final boolean atLeastOnce,
            final SplittableRandom random,
            final ContainerDirectory containers,
            final Consumer<SpecificRecord> published) {
        this.settings = settings;
        this.view = new MemoryView(containers);
        this.fold = new UploadFold(settings);
        this.atLeastOnce = atLeastOnce;
        this.random = random;
        this.published = published;
    }

    UploadState state() {
        return uploads.current.get(UPLOAD);
    }

    /** Whether no crash can lose this live part any more. */
    boolean isDurable(final int partNumber, final long generation) {
        return view.part(LedgerKeys.live(partNumber))
                .filter(part -> part.generation() == generation)
                .filter(part -> view.parts.isDurable(part.ledgerKey(), part))
                .isPresent();
    }

    /** Folds one record and returns what was decided, after it was carried out. */
    Decision receive(final Delivery delivery, final long eventTime, final long now) {
        sinceCommit.add(delivery);
        final FoldInput input = new FoldInput(delivery.record(), delivery.commandId(), eventTime, now, null);
        return apply(fold.received(state(), input, view));
    }

    /** Looks at the upload again after a change of the reference data. */
    Decision review(final long now) {
        return apply(fold.reviewed(state(), now, view));
    }

    boolean hasTimer(final long now) {
        return !timers.current.isEmpty() && timers.current.firstKey() <= now && state() != null;
    }

    Decision fire(final long now) {
        final long at = timers.current.firstKey();
        timers.remove(at);
        return apply(fold.fired(state(), at, now, view));
    }

    void commit() {
        unsent.values().forEach(this::send);
        uploads.commit();
        view.parts.commit();
        view.commands.commit();
        timers.commit();
        sinceCommit.clear();
    }

    /** Whether a crash now would have commands read again. */
    boolean mayReadCommandsAgain() {
        return sinceCommit.stream().anyMatch(delivery -> MopupTopic.of(delivery.record()) == MopupTopic.COMMANDS);
    }

    /** Stops and starts again; without its stores everything is what the change logs say. */
    void restart(final boolean keepsStores) {
        fold = new UploadFold(settings);
        if (!keepsStores) {
            for (final ChangeLog<?, ?> log : List.of(uploads, view.parts, view.commands, timers)) {
                log.crash(log.atRisk());
            }
        }
    }

    /** Crashes, restarts and returns what is to be read again. */
    List<Delivery> crash() {
        unsent.values().forEach(List::clear);
        for (final ChangeLog<?, ?> log : List.of(uploads, view.parts, view.commands, timers)) {
            log.crash(random.nextInt(log.atRisk() + 1));
        }
        audit();
        final List<Delivery> again = List.copyOf(sinceCommit);
        sinceCommit.clear();
        return again;
    }

    private Decision apply(final Decision decision) {
        final UploadState before = state();
        if (decision.state() != before) {
            uploads.put(UPLOAD, decision.state());
        }
        view.apply(decision);
        if (decision.timer() != 0) {
            timers.put(decision.timer(), true);
        }
        for (final SpecificRecord output : decision.outputs()) {
            if (atLeastOnce) {
                unsent.computeIfAbsent(MopupTopic.of(output), topic -> new ArrayList<>())
                        .add(output);
            } else {
                published.accept(output);
            }
        }
        unsent.values().stream().filter(topic -> random.nextBoolean()).forEach(this::send);
        return decision;
    }

    /** What the processor does all the time: a timer that the state waits for and that is not there is set again. */
    private void audit() {
        if (state() != null && state().armedAt() != 0) {
            timers.put(state().armedAt(), true);
        }
    }

    private void send(final Collection<SpecificRecord> topic) {
        final List<SpecificRecord> records = List.copyOf(topic);
        topic.clear();
        records.forEach(published);
    }
}
