/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks.internal;

import io.mopup.benchmarks.internal.Trend.Sample;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * Looks every second at what this process holds. The heap is looked at more seldom, after a full collection that is asked
 * for: without one, what lives cannot be told from garbage that no young collection sees, and garbage grows.
 */
public final class ProcessWatch implements AutoCloseable {
    private static final double NANOS = 1e9;
    /** So that not more than one or two of a hundred requests meet such a collection. */
    private static final int COLLECTION_SECONDS = 10;
    /** The least number of values of the heap, in short runs. */
    private static final int COLLECTIONS = 25;

    private final Map<ProcessFigure, List<Sample>> samples = new EnumMap<>(ProcessFigure.class);
    private final ScheduledExecutorService sampler =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "benchmark-process"));
    private final long begin = System.nanoTime();
    private final int collectEvery;
    private long looks;
    private long collectionNanos;
    private RuntimeException failure;

    private ProcessWatch(final int seconds) {
        this.collectEvery = Math.max(1, Math.min(COLLECTION_SECONDS, seconds / COLLECTIONS));
    }

    /** Begins. */
    public static ProcessWatch start(final int seconds) {
        final ProcessWatch watch = new ProcessWatch(seconds);
        watch.sampler.scheduleAtFixedRate(watch::look, 0, 1, TimeUnit.SECONDS);
        return watch;
    }

    /**
     * What each figure did from some time on, in the order in which they are declared; without those that this system
     * does not tell.
     *
     * @throws RuntimeException that ended the watch, if one did
     */
    synchronized Map<ProcessFigure, Trend> trends(final double fromSecond) {
        if (failure != null) {
            throw failure;
        }
        final Map<ProcessFigure, Trend> trends = new EnumMap<>(ProcessFigure.class);
        samples.forEach((figure, all) -> trends.put(
                figure,
                Trend.of(all.stream()
                        .filter(sample -> sample.seconds() >= fromSecond)
                        .toList())));
        return trends;
    }

    /** How long the collections took that were asked for, all together. */
    public synchronized double collectionSeconds() {
        return collectionNanos / NANOS;
    }

    /** How often it looked. */
    synchronized long looks() {
        return looks;
    }

    @Override
    public void close() {
        sampler.shutdownNow();
    }

    private void look() {
        try {
            sample();
        } catch (final RuntimeException e) {
            synchronized (this) {
                failure = e;
            }
            throw e;
        }
    }

    private void sample() {
        final boolean collected = looks % collectEvery == 0 && collect();
        synchronized (this) {
            looks++;
            final double now = (System.nanoTime() - begin) / NANOS;
            final BiConsumer<ProcessFigure, Double> add = (figure, value) ->
                    samples.computeIfAbsent(figure, first -> new ArrayList<>()).add(new Sample(now, value));
            for (final ProcessFigure figure : ProcessFigure.values()) {
                if (figure != ProcessFigure.HEAP || collected) {
                    figure.read().ifPresent(value -> add.accept(figure, value));
                }
            }
        }
    }

    /** Whether there was a collection: a virtual machine can be told to ignore the wish. */
    private boolean collect() {
        final long before = collections();
        final long since = System.nanoTime();
        ManagementFactory.getMemoryMXBean().gc();
        synchronized (this) {
            collectionNanos += System.nanoTime() - since;
        }
        return collections() > before;
    }

    private static long collections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
    }
}
