/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.core.Decision.CommandChange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What is remembered of commands as a decision will leave it. */
final class CommandLog {
    private final UploadView stored;
    private final Map<String, CommandChange> changed = new LinkedHashMap<>();

    CommandLog(final UploadView stored) {
        this.stored = stored;
    }

    void put(final StoredCommand command) {
        changed.put(command.commandId(), new CommandChange.Put(command));
    }

    void remove(final StoredCommand command) {
        changed.put(command.commandId(), new CommandChange.Remove(command));
    }

    Optional<StoredCommand> find(final String commandId) {
        final CommandChange change = changed.get(commandId);
        if (change == null) {
            return stored.command(commandId);
        }
        return change instanceof CommandChange.Put put ? Optional.of(put.command()) : Optional.empty();
    }

    /** The waiting commands, in the order in which they arrived. */
    List<StoredCommand> waiting() {
        final Stream<StoredCommand> before =
                stored.waiting().stream().filter(command -> !changed.containsKey(command.commandId()));
        final Stream<StoredCommand> since = changed.values().stream()
                .filter(CommandChange.Put.class::isInstance)
                .map(change -> ((CommandChange.Put) change).command())
                .filter(StoredCommand::isWaiting);
        return Stream.concat(before, since)
                .sorted(Comparator.comparingLong(StoredCommand::sequence))
                .toList();
    }

    /** Up to {@code limit} commands that the shell has stored, in any order. */
    List<StoredCommand> stored(final int limit) {
        return stored.commands(limit);
    }

    /** What the shell has to store. */
    List<CommandChange> changes() {
        return new ArrayList<>(changed.values());
    }
}
