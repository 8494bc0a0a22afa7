/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.core.Decision.CommandChange;
import io.mopup.core.Decision.PartChange;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What the shell keeps in its stores for one upload, in memory. */
final class MemoryView implements UploadView {
    final ChangeLog<String, StoredPart> parts = new ChangeLog<>();
    final ChangeLog<String, StoredCommand> commands = new ChangeLog<>();
    final ContainerDirectory containers;

    MemoryView() {
        this(new ContainerDirectory());
    }

    /** @param containers reference data that several uploads share */
    MemoryView(final ContainerDirectory containers) {
        this.containers = containers;
    }

    void apply(final Decision decision) {
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

    /** All entries of the ledger. */
    List<StoredPart> ledger() {
        return List.copyOf(parts.current.values());
    }

    @Override
    public Optional<StoredPart> part(final String ledgerKey) {
        return Optional.ofNullable(parts.current.get(ledgerKey));
    }

    @Override
    public List<StoredPart> partsAfter(final String ledgerKey, final int limit) {
        return parts.current.tailMap(ledgerKey, false).values().stream()
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<StoredCommand> command(final String commandId) {
        return Optional.ofNullable(commands.current.get(commandId));
    }

    @Override
    public List<StoredCommand> waiting() {
        return commands.current.values().stream()
                .filter(StoredCommand::isWaiting)
                .sorted(Comparator.comparingLong(StoredCommand::sequence))
                .toList();
    }

    @Override
    public List<StoredCommand> commands(final int limit) {
        return commands.current.values().stream().limit(limit).toList();
    }

    @Override
    public Containers containers() {
        return containers;
    }
}
