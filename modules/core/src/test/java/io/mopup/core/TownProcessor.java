/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.contract.RecordKeys;
import io.mopup.core.RandomReferences.Change;
import io.mopup.core.SimulatedShell.Delivery;
import io.mopup.events.UploadStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;

/** A processor of many uploads: a shell for each, reference data for all, and restarts. */
final class TownProcessor {
    private final FoldSettings settings;
    private final SplittableRandom random;
    private final Consumer<SpecificRecord> published;
    private final ContainerDirectory directory = new ContainerDirectory();
    private final Map<String, Change> references = new LinkedHashMap<>();
    private final Map<String, SimulatedShell> shells = new TreeMap<>();

    TownProcessor(
            final FoldSettings settings, final SplittableRandom random, final Consumer<SpecificRecord> published) {
        this.settings = settings;
        this.random = random;
        this.published = published;
    }

    void receive(final Delivery delivery, final long eventTime, final long now) {
        final String uploadId = RecordKeys.identity(delivery.record()).getUploadId();
        shells.computeIfAbsent(uploadId, id -> new SimulatedShell(settings, false, random, directory, published))
                .receive(delivery, eventTime, now);
    }

    /** Takes new reference data and looks at all uploads again. */
    void change(final Change change, final long now) {
        references.put(RecordKeys.of(change.record()), change);
        change.putInto(directory);
        review(now);
    }

    /** The next time at which something is due; {@link Long#MAX_VALUE} for never. */
    long due() {
        long due = Long.MAX_VALUE;
        for (final SimulatedShell shell : shells.values()) {
            if (shell.hasTimer(due)) {
                due = shell.timers.current.firstKey();
            }
        }
        return due;
    }

    /** Fires one timer that is due. */
    void fire(final long now) {
        for (final SimulatedShell shell : shells.values()) {
            if (shell.hasTimer(now)) {
                shell.fire(now);
                return;
            }
        }
    }

    UploadState state(final String uploadId) {
        final SimulatedShell shell = shells.get(uploadId);
        return shell == null ? null : shell.state();
    }

    SimulatedShell shell(final String uploadId) {
        return shells.get(uploadId);
    }

    /** Stops and starts again, with the stores or with what the change logs say. */
    void restart(final boolean keepsStores, final long now) {
        shells.values().forEach(shell -> shell.restart(keepsStores));
        final List<Change> all = new ArrayList<>(references.values());
        references.keySet().forEach(key -> directory.put(key, null));
        while (!all.isEmpty()) {
            all.remove(random.nextInt(all.size())).putInto(directory);
        }
        review(now);
    }

    /** Everything local is lost, the change logs as well. */
    void forgetAll() {
        shells.clear();
    }

    List<UploadState> states() {
        return shells.values().stream()
                .map(SimulatedShell::state)
                .filter(state -> state != null)
                .toList();
    }

    private void review(final long now) {
        for (final SimulatedShell shell : shells.values()) {
            if (shell.state() != null && shell.state().is(UploadStatus.IN_PROGRESS)) {
                shell.review(now);
            }
        }
    }
}
