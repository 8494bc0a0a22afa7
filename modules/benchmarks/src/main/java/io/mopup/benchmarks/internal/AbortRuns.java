/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks.internal;

import io.mopup.benchmarks.internal.AbortTimes.Abort;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/** The rows about aborts: (c), (d) and (e). */
public final class AbortRuns {
    private static final String NAME = "aborts";
    private static final int LOAD_PARTS = 10;
    private static final double LOAD_SHARE = 0.25;
    /** So few that none meets another one; with the commit interval each one still waits for its own transaction. */
    private static final double IDLE_PER_SECOND = 20;

    private final Testbed testbed;
    private final Consumer<String> progress;
    private final Volumes volumes;

    private AbortRuns(final Testbed testbed, final Consumer<String> progress) {
        this.testbed = testbed;
        this.progress = progress;
        this.volumes = Volumes.of(testbed.options().quick());
    }

    /** Creates the topics, and works for a moment so that everything is compiled before it counts. */
    public static AbortRuns prepare(final Testbed testbed, final Consumer<String> progress) {
        final AbortRuns runs = new AbortRuns(testbed, progress);
        testbed.topics().createCatalogue(MopupApplication.topics(NAME));
        progress.accept("warming up aborts");
        try (MopupApplication application = MopupApplication.start(testbed, NAME)) {
            new AbortWave(testbed, application)
                    .toLastReceipt("warm-up", runs.volumes.uploads().get(LOAD_PARTS) / 2, LOAD_PARTS);
        }
        return runs;
    }

    /** Takes every figure once. */
    public void run(final String run, final Figures figures) {
        final String name = run.replace(' ', '-') + '-';
        try (MopupApplication application = MopupApplication.start(testbed, NAME)) {
            waves(run, name, new AbortWave(testbed, application), figures);
            final PacedAborts paced = new PacedAborts(testbed, application);
            load(run, name, paced, figures);
            large(run, name, paced, new LargeUpload(testbed, application), figures);
        }
    }

    private void waves(final String run, final String name, final AbortWave wave, final Figures figures) {
        for (final Map.Entry<Integer, Integer> volume : volumes.uploads().entrySet()) {
            final int parts = volume.getKey();
            progress.accept(run + ": (c) aborts of uploads with " + parts + " parts");
            figures.add(
                    Row.toLastDeletion(parts),
                    wave.toLastDeletion(name + "deletions-" + parts, volume.getValue(), parts));
            figures.add(Row.toReceipt(parts), wave.toLastReceipt(name + "receipts-" + parts, volume.getValue(), parts));
        }
    }

    private void load(final String run, final String name, final PacedAborts paced, final Figures figures) {
        progress.accept(run + ": (d) aborts at a quarter of the load");
        final double perSecond = figures.last(Row.toLastDeletion(LOAD_PARTS)) * LOAD_SHARE;
        final int uploads = Math.max(1, (int) (perSecond * volumes.loadSeconds()));
        final List<Abort> aborts = paced.run(name + "load", uploads, LOAD_PARTS, perSecond);
        figures.add(Row.LOAD, perSecond);
        figures.add(Row.ANSWER_P50, percentile(aborts, Abort::toAnswer, 0.5));
        figures.add(Row.ANSWER_P99, percentile(aborts, Abort::toAnswer, 0.99));
    }

    private void large(
            final String run,
            final String name,
            final PacedAborts paced,
            final LargeUpload largeUpload,
            final Figures figures) {
        progress.accept(run + ": (e) idle, then one upload of 10000 parts");
        final List<Abort> idle =
                paced.run(name + "idle", volumes.idleUploads(), LargeUpload.SMALL_PARTS, IDLE_PER_SECOND);
        figures.add(Row.IDLE_ANSWER_P99, percentile(idle, Abort::toAnswer, 0.99));
        figures.add(Row.IDLE_DELETION_P99, percentile(idle, Abort::toLastDeletion, 0.99));

        final LargeUpload.Result result = largeUpload.run(name);
        figures.add(Row.LARGE_ANSWER, result.large().toAnswer());
        figures.addRatio(Row.LARGE_ANSWER_RATIO, Row.LARGE_ANSWER, Row.IDLE_ANSWER_P99);
        figures.add(Row.LARGE_DELETION, result.large().toLastDeletion());
        figures.add(Row.SLICE, result.slice());
        figures.add(Row.SMALL_DELETION, percentile(result.small(), Abort::toLastDeletion, 1));
        // Of decisions, not of what a consumer sees: that also waits for the commit, which takes longer than a slice.
        figures.add(
                Row.SMALL_DELAY,
                Math.max(
                        0,
                        percentile(result.small(), Abort::toLastDecision, 1)
                                - percentile(idle, Abort::toLastDecision, 0.99)));
        figures.addRatio(Row.SMALL_SLICES, Row.SMALL_DELAY, Row.SLICE);
    }

    private static double percentile(
            final List<Abort> aborts, final ToDoubleFunction<Abort> value, final double share) {
        return Statistics.percentile(aborts.stream().mapToDouble(value).toArray(), share);
    }
}
