/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.core.Decision.CommandChange;
import io.mopup.core.Decision.PartChange;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What the shell keeps in its stores for one upload, in memory. */
final class MemoryView implements UploadView {
    final NavigableMap<String, StoredPart> ledger = new TreeMap<>();
    final Map<String, StoredCommand> commands = new LinkedHashMap<>();

    void apply(final Decision decision) {
        for (final PartChange change : decision.parts()) {
            if (change instanceof PartChange.Put put) {
                ledger.put(put.part().ledgerKey(), put.part());
            } else if (change instanceof PartChange.Remove remove) {
                ledger.remove(remove.ledgerKey());
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
        return Optional.ofNullable(ledger.get(ledgerKey));
    }

    @Override
    public List<StoredPart> partsAfter(final String ledgerKey, final int limit) {
        return ledger.tailMap(ledgerKey, false).values().stream().limit(limit).toList();
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
}
