/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks.internal;

import java.util.List;
import java.util.function.Consumer;

/** The rows about part events: the limits of the machine, (b), (f) and (g). */
public final class ThroughputRuns {
    private final Testbed testbed;
    private final Consumer<String> progress;
    private final LimitRuns limits;
    private final List<OpenUploads> populations;

    private ThroughputRuns(
            final Testbed testbed, final Consumer<String> progress, final List<OpenUploads> populations) {
        this.testbed = testbed;
        this.progress = progress;
        this.limits = new LimitRuns(testbed);
        this.populations = populations;
    }

    /** Creates the open uploads. */
    public static ThroughputRuns prepare(final Testbed testbed, final Consumer<String> progress) {
        return new ThroughputRuns(
                testbed,
                progress,
                testbed.options().openUploads().stream()
                        .map(count -> {
                            progress.accept("creating %d open uploads".formatted(count));
                            return OpenUploads.create(testbed, count);
                        })
                        .toList());
    }

    /** Takes every figure once, one directly after the other, so that their ratios are of one moment. */
    public void run(final String run, final long records, final Figures figures) {
        final OpenUploads reference = populations.get(0);
        say(run, "producer");
        final PartBatch batch = reference.publish(records);
        figures.add(Row.PRODUCER, batch.producedPerSecond());
        say(run, "consumer");
        figures.add(Row.CONSUMER, ConsumerLimit.measure(testbed, batch, false));
        figures.add(Row.CONSUMER_DECODING, ConsumerLimit.measure(testbed, batch, true));
        say(run, "L1");
        figures.add(Row.L1, limits.passThrough(batch));
        say(run, "L2");
        figures.add(Row.L2, limits.oneStore(batch));
        say(run, "(b)");
        final OpenUploads.Pass pass = reference.fold(batch);
        figures.add(Row.PARTS, pass.eventsPerSecond());
        figures.addRatio(Row.PARTS_OF_L1, Row.PARTS, Row.L1);
        figures.addRatio(Row.PARTS_OF_L2, Row.PARTS, Row.L2);
        addMemory(reference, pass, figures);
        for (final OpenUploads more : populations.subList(1, populations.size())) {
            say(run, "(b) with " + more.count() + " open uploads");
            final OpenUploads.Pass other = more.fold(more.publish(records));
            figures.add(Row.partsWith(more.count()), other.eventsPerSecond());
            figures.addRatio(Row.partsRatio(more.count(), reference.count()), Row.partsWith(more.count()), Row.PARTS);
            addMemory(more, other, figures);
        }
    }

    private void say(final String run, final String what) {
        progress.accept(run + ": " + what);
    }

    private static void addMemory(final OpenUploads uploads, final OpenUploads.Pass pass, final Figures figures) {
        figures.add(Row.heap(uploads.count()), pass.memory().heap());
        figures.add(Row.rocksDb(uploads.count()), pass.memory().rocksDb());
        figures.add(Row.memTables(uploads.count()), pass.memory().memTables());
    }
}
