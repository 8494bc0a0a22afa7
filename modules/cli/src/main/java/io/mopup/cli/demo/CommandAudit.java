/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.demo;

import io.mopup.events.CommandResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts the results of every command that was sent: there is to be exactly one. */
final class CommandAudit {
    private final Set<String> sent = ConcurrentHashMap.newKeySet();
    private final Map<String, LongAdder> results = new ConcurrentHashMap<>();

    /** A new command id. */
    String next() {
        final String commandId = UUID.randomUUID().toString();
        sent.add(commandId);
        return commandId;
    }

    /** Takes over one record of {@code results}. */
    void published(final CommandResult result) {
        results.computeIfAbsent(result.getCommandId(), id -> new LongAdder()).increment();
    }

    List<String> problems() {
        final List<String> problems = new ArrayList<>();
        sent.forEach(commandId -> {
            final LongAdder count = results.get(commandId);
            if (count == null || count.sum() != 1) {
                problems.add("Command " + commandId + " has " + (count == null ? "no result" : count + " results"));
            }
        });
        return problems;
    }
}
