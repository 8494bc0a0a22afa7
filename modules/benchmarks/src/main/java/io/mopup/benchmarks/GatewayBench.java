/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks;

import io.mopup.benchmarks.internal.CommonSettings;
import io.mopup.benchmarks.internal.GatewayClient;
import io.mopup.benchmarks.internal.GatewayLoad;
import io.mopup.benchmarks.internal.GatewayStack;
import io.mopup.benchmarks.internal.Leaks;
import io.mopup.benchmarks.internal.OperationTimes;
import io.mopup.benchmarks.internal.PlainPut;
import io.mopup.benchmarks.internal.ProcessWatch;
import io.mopup.benchmarks.internal.Shares;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A mixed load on the gateway, with everything behind it in this process: broker, registry, processor, agent, disk. First
 * one client alone, for what a request costs, then many.
 */
public final class GatewayBench {
    private static final double COMMIT_INTERVALS = 3;
    private static final double OF_PLAIN_PUT = 1.25;

    private GatewayBench() {}

    /**
     * What is measured.
     *
     * @param clients at once
     * @param seconds that the load lasts
     * @param alone how often each request of the client alone is made
     */
    public record Options(int clients, int seconds, int alone) {}

    /**
     * Measures.
     *
     * @throws BenchException if something could not be measured
     */
    public static GatewayReport run(final Options options, final Consumer<String> progress) {
        progress.accept("starting broker, registry, processor, agent and gateway");
        try (GatewayStack stack = GatewayStack.start();
                PlainPut plain = PlainPut.start(stack.directory().resolve("plain"))) {
            final GatewayClient client = new GatewayClient(stack.url());
            progress.accept("one client alone");
            final GatewayLoad load = new GatewayLoad(client);
            load.alone(plain.url(), options.alone() / 3 + 1, new OperationTimes());
            final OperationTimes alone = new OperationTimes();
            final Map<String, Double> waits = new LinkedHashMap<>();
            try (Shares shares = Shares.of(stack.metrics(), "alone")) {
                load.alone(plain.url(), options.alone(), alone);
                shares.medians().forEach((operation, share) -> waits.put("alone: " + operation, share));
            }
            progress.accept(options.clients() + " clients for " + options.seconds() + " s");
            final OperationTimes loaded = new OperationTimes();
            final double rate;
            final Leaks leaks;
            final double collecting;
            try (ProcessWatch watch = ProcessWatch.start(options.seconds());
                    Shares shares = Shares.of(stack.metrics(), "load")) {
                rate = load.run(options.clients(), options.seconds(), loaded);
                leaks = Leaks.of(watch, options.seconds());
                collecting = watch.collectionSeconds();
                shares.medians().forEach((operation, share) -> waits.put("load: " + operation, share));
            }
            progress.accept("cleaning up");
            return new GatewayReport(
                    rate,
                    loaded.latencies(),
                    loaded.statuses(),
                    waits,
                    leaks.growth(),
                    figures(alone, loaded, collecting),
                    targets(alone, leaks));
        }
    }

    private static Map<String, Double> figures(
            final OperationTimes alone, final OperationTimes loaded, final double collecting) {
        final Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("alone: UploadPart 8 MiB, p50 in ms", alone.p50(GatewayLoad.PART_8));
        figures.put("alone: plain PUT 8 MiB, p50 in ms", alone.p50(GatewayLoad.PLAIN_8));
        figures.put("alone: abort, p50 in ms", alone.p50(GatewayLoad.ABORT));
        figures.put("load: abort p50 in commit intervals", inCommitIntervals(loaded));
        figures.put("load: full collections for the heap, in s", collecting);
        return figures;
    }

    private static List<BenchReport.Target> targets(final OperationTimes alone, final Leaks leaks) {
        final List<BenchReport.Target> targets = new ArrayList<>();
        targets.add(target("alone: abort p50 is below 3 commit intervals", inCommitIntervals(alone), COMMIT_INTERVALS));
        targets.add(target(
                "alone: UploadPart 8 MiB within 25 % of a plain PUT",
                alone.p50(GatewayLoad.PART_8) / alone.p50(GatewayLoad.PLAIN_8), OF_PLAIN_PUT));
        targets.addAll(leaks.targets());
        return targets;
    }

    private static double inCommitIntervals(final OperationTimes times) {
        return times.p50(GatewayLoad.ABORT) / CommonSettings.COMMIT_INTERVAL_MS;
    }

    private static BenchReport.Target target(final String what, final double value, final double bound) {
        return new BenchReport.Target("gateway", what, value, value < bound);
    }
}
