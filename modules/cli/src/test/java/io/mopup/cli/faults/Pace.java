/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.faults;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Does things later, as many at once as there are, and knows when all of them are done and what went wrong. */
final class Pace implements AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();

    /** A future that is done after this time. */
    CompletableFuture<Void> after(final long millis) {
        return CompletableFuture.runAsync(
                () -> {}, CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS, threads));
    }

    /** Does it at once, on a thread of its own. */
    <T> CompletableFuture<T> begin(final Callable<T> task) {
        return CompletableFuture.supplyAsync(() -> called(task), threads);
    }

    /**
     * The whole counts as undone until this future is done; what it fails with is a failure of the whole. To be called
     * with the last stage: what depends on a tracked future may run after that was counted.
     */
    <T> CompletableFuture<T> track(final CompletableFuture<T> future) {
        begun.incrementAndGet();
        return future.whenComplete((result, error) -> {
            if (error != null) {
                failures.add(error);
            }
            ended.incrementAndGet();
        });
    }

    /** Whether nothing is to be done any more. */
    boolean isDone() {
        // In this order: whatever a task begins, it begins before it ends itself.
        final int done = ended.get();
        return done == begun.get();
    }

    List<Throwable> failures() {
        return List.copyOf(failures);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private static <T> T called(final Callable<T> task) {
        try {
            return task.call();
        } catch (final RuntimeException e) {
            throw e;
        } catch (final Exception e) {
            throw new CompletionException(e);
        }
    }
}
