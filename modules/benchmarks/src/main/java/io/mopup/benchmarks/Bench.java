/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks;

import io.mopup.benchmarks.internal.AbortRuns;
import io.mopup.benchmarks.internal.CommonSettings;
import io.mopup.benchmarks.internal.Figures;
import io.mopup.benchmarks.internal.Targets;
import io.mopup.benchmarks.internal.Testbed;
import io.mopup.benchmarks.internal.ThroughputRuns;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.AppInfoParser;

/**
 * Measures how fast Mopup is, against what the machine can do with the same serdes, guarantee, partitions and records.
 * Starts its own broker in this process, ends by itself, and leaves nothing behind.
 */
public final class Bench {
    private static final double NANOS = 1e9;
    private static final int MIB_SHIFT = 20;

    private Bench() {}

    /**
     * Measures everything.
     *
     * @param progress told what is being done, in a few words
     * @throws BenchException if something could not be measured
     * @throws io.mopup.embedded.EmbeddedStartException if the broker does not start
     */
    public static BenchReport run(final BenchOptions options, final Consumer<String> progress) {
        final long startedAt = System.nanoTime();
        final BenchReport.Machine machine = machine();
        final Figures throughput = new Figures();
        final Figures aborts = new Figures();
        final int recordBytes;
        progress.accept("starting a broker");
        try (Testbed testbed = Testbed.start(options)) {
            recordBytes = testbed.recordBytes();
            final ThroughputRuns throughputRuns = ThroughputRuns.prepare(testbed, progress);
            throughputRuns.run("warm-up", BenchOptions.LEAST_RECORDS, new Figures());
            final AbortRuns abortRuns = AbortRuns.prepare(testbed, progress);
            for (int run = 1; run <= options.runs(); run++) {
                throughputRuns.run("run " + run, options.records(), throughput);
                abortRuns.run("run " + run, aborts);
            }
            progress.accept("cleaning up");
        }
        final List<BenchReport.Figure> figures = new ArrayList<>(throughput.all());
        figures.addAll(aborts.all());
        final List<BenchReport.Target> targets =
                new ArrayList<>(Targets.ofThroughput(throughput, options.openUploads()));
        targets.addAll(Targets.ofAborts(aborts));
        return new BenchReport(
                machine,
                settings(options, recordBytes),
                figures,
                targets,
                notes(options),
                (System.nanoTime() - startedAt) / NANOS);
    }

    private static BenchReport.Machine machine() {
        return new BenchReport.Machine(
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                Runtime.version().toString(),
                AppInfoParser.getVersion(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory() >> MIB_SHIFT,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static BenchReport.Settings settings(final BenchOptions options, final int recordBytes) {
        return new BenchReport.Settings(
                options.quick(),
                options.runs(),
                options.threads(),
                options.partitions(),
                options.guarantee(),
                CommonSettings.COMMIT_INTERVAL_MS,
                options.records(),
                recordBytes,
                options.openUploads());
    }

    private static List<String> notes(final BenchOptions options) {
        final List<String> notes = new ArrayList<>();
        notes.add("Broker, load and what is measured share one process and its cores. L1 and L2 do so too: compare"
                + " with them; a broker of its own makes everything faster.");
        notes.add("The schema registry is in memory. Serdes ask it once for each schema, so it is in no figure.");
        notes.add("Rates of Streams are committed input records a second, between the first quarter and the last"
                + " twentieth of a pass. Latencies end where a consumer of committed records sees the record.");
        notes.add("Median, lowest and highest of " + options.runs() + " runs. Ratios are taken within a run.");
        if (options.quick()) {
            notes.add("Quick: a fraction of the volumes, passes of a few seconds. The order of magnitude holds, targets"
                    + " may be met or missed by chance.");
        }
        return notes;
    }
}
