/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.events.CommandResult;
import io.mopup.events.LifecycleType;
import io.mopup.events.PartDeletion;
import io.mopup.events.UploadLifecycle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/** One upload, folded step by step, with everything that came out. */
final class Fixture {
    static final FoldSettings SETTINGS = FoldSettings.DEFAULT;

    final MemoryView view = new MemoryView();
    final List<SpecificRecord> outputs = new ArrayList<>();
    final Set<String> deleted = new HashSet<>();
    private final UploadFold fold;
    long now = Samples.T0.toEpochMilli();
    UploadState state;
    private List<SpecificRecord> last = List.of();

    Fixture() {
        this(SETTINGS);
    }

    Fixture(final FoldSettings settings) {
        this.fold = new UploadFold(settings);
    }

    /** Folds records and returns what the last one led to. */
    List<SpecificRecord> receive(final SpecificRecord... records) {
        for (final SpecificRecord record : records) {
            receive(record, commandId(record));
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
            all.addAll(apply(fold.fired(state, state.armedAt(), now, view)));
        }
        now = until;
        last = all;
        return last;
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

    UploadFold fold() {
        return fold;
    }

    <T> List<T> all(final Class<T> type) {
        return of(outputs, type);
    }

    static <T> List<T> of(final List<SpecificRecord> records, final Class<T> type) {
        return records.stream().filter(type::isInstance).map(type::cast).toList();
    }

    CommandResult result(final String commandId) {
        return all(CommandResult.class).stream()
                .filter(result -> result.getCommandId().equals(commandId))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no result for " + commandId));
    }

    static List<String> ids(final List<SpecificRecord> records) {
        return of(records, PartDeletion.class).stream()
                .map(PartDeletion::getDeletionId)
                .toList();
    }

    List<LifecycleType> lifecycle() {
        return all(UploadLifecycle.class).stream().map(UploadLifecycle::getType).toList();
    }

    private static String commandId(final SpecificRecord record) {
        final var field = record.getSchema().getField("commandId");
        return field == null ? null : (String) record.get(field.pos());
    }
}
