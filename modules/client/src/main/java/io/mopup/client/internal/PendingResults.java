/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.client.internal;

import io.mopup.client.ResultTimeoutException;
import io.mopup.events.CommandResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Who waits for the result of which command. */
final class PendingResults {
    private final Map<String, List<CompletableFuture<CommandResult>>> waiting = new ConcurrentHashMap<>();
    private volatile Throwable trouble;

    /** A future for the result of this command; the same command may be awaited more than once. */
    CompletableFuture<CommandResult> await(final String commandId, final Duration timeout) {
        final CompletableFuture<CommandResult> answer = new CompletableFuture<>();
        waiting.merge(commandId, List.of(answer), PendingResults::concatenated);
        return answer.orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS).handle((result, error) -> {
            forget(commandId, answer);
            if (error == null) {
                return result;
            }
            throw new CompletionException(
                    error instanceof TimeoutException
                            ? new ResultTimeoutException(commandId, timeout, trouble)
                            : error);
        });
    }

    boolean isAwaited(final String commandId) {
        return waiting.containsKey(commandId);
    }

    void complete(final CommandResult result) {
        answersOf(result.getCommandId()).forEach(answer -> answer.complete(result));
    }

    void fail(final String commandId, final Throwable error) {
        answersOf(commandId).forEach(answer -> answer.completeExceptionally(error));
    }

    void failAll(final Throwable error) {
        waiting.keySet().forEach(commandId -> fail(commandId, error));
    }

    /** Remembers why results may be late, as the cause of time-outs; null when all is well again. */
    void troubledBy(final Throwable error) {
        trouble = error;
    }

    private List<CompletableFuture<CommandResult>> answersOf(final String commandId) {
        return waiting.getOrDefault(commandId, List.of());
    }

    private void forget(final String commandId, final CompletableFuture<CommandResult> answer) {
        waiting.computeIfPresent(commandId, (id, answers) -> {
            final List<CompletableFuture<CommandResult>> rest =
                    answers.stream().filter(other -> other != answer).toList();
            return rest.isEmpty() ? null : rest;
        });
    }

    private static <T> List<T> concatenated(final List<T> first, final List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
