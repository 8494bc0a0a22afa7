/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.faults;

import io.mopup.events.CommandResult;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** I4: every command gets a result, the same one whenever it comes again, and none more often than it came. */
final class OneResult implements Judge.Invariant {
    private static final String NAME = "I4 one result: ";

    @Override
    public Stream<String> violations(final Evidence evidence, final StoreFiles disk) {
        final Map<String, List<CommandResult>> results =
                evidence.of(CommandResult.class).collect(Collectors.groupingBy(CommandResult::getCommandId));
        final Map<String, Long> asked =
                evidence.asked().stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        final Stream<String> wrong = asked.entrySet().stream()
                .flatMap(command -> violations(
                        command.getKey(), command.getValue(), results.getOrDefault(command.getKey(), List.of())));
        final Stream<String> unasked = results.keySet().stream()
                .filter(commandId -> !asked.containsKey(commandId))
                .map(commandId -> NAME + "nobody sent command " + commandId);
        return Stream.concat(wrong, unasked);
    }

    private static Stream<String> violations(
            final String commandId, final long asked, final List<CommandResult> results) {
        if (results.isEmpty()) {
            return Stream.of(NAME + "command " + commandId + " has none");
        }
        if (results.stream().distinct().count() > 1) {
            return Stream.of(NAME + "command " + commandId + " has different ones: " + results);
        }
        // Exactly once: a decision that was rolled back must not have left an answer.
        return results.size() > asked
                ? Stream.of(NAME + "command " + commandId + " was sent " + asked + " times and has " + results.size())
                : Stream.empty();
    }
}
