/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.conformance;

import io.mopup.core.Containers;
import io.mopup.core.Decision;
import io.mopup.core.Decision.CommandChange;
import io.mopup.core.Decision.PartChange;
import io.mopup.core.StoredCommand;
import io.mopup.core.StoredPart;
import io.mopup.core.UploadState;
import io.mopup.core.UploadView;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a shell keeps of one upload, in memory. */
final class MemoryUpload implements UploadView {
    private final TreeMap<String, StoredPart> parts = new TreeMap<>();
    private final Map<String, StoredCommand> commands = new TreeMap<>();
    private final Containers containers;
    private UploadState state;

    MemoryUpload(final Containers containers) {
        this.containers = containers;
    }

    /** Null while nothing is known of the upload. */
    UploadState state() {
        return state;
    }

    void apply(final Decision decision) {
        state = decision.state();
        for (final PartChange change : decision.parts()) {
            if (change instanceof PartChange.Put put) {
                parts.put(put.part().ledgerKey(), put.part());
            } else if (change instanceof PartChange.Remove remove) {
                parts.remove(remove.ledgerKey());
            }
        }
        for (final CommandChange change : decision.commands()) {
            if (change instanceof CommandChange.Put put) {
                commands.put(put.command().commandId(), put.command());
            } else if (change instanceof CommandChange.Remove remove) {
                commands.remove(remove.command().commandId());
            }
        }
    }

    @Override
    public Optional<StoredPart> part(final String ledgerKey) {
        return Optional.ofNullable(parts.get(ledgerKey));
    }

    @Override
    public List<StoredPart> partsAfter(final String ledgerKey, final int limit) {
        return parts.tailMap(ledgerKey, false).values().stream().limit(limit).toList();
    }

    @Override
    public Optional<StoredCommand> command(final String commandId) {
        return Optional.ofNullable(commands.get(commandId));
    }

    @Override
    public List<StoredCommand> waiting() {
        return commands.values().stream()
                .filter(StoredCommand::isWaiting)
                .sorted(Comparator.comparingLong(StoredCommand::sequence))
                .toList();
    }

    @Override
    public List<StoredCommand> commands(final int limit) {
        return commands.values().stream().limit(limit).toList();
    }

    @Override
    public Containers containers() {
        return containers;
    }
}
