/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks;

import io.mopup.benchmarks.internal.CommonSettings;
import io.mopup.benchmarks.internal.GatewayClient;
import io.mopup.benchmarks.internal.GatewayLoad;
import io.mopup.benchmarks.internal.GatewayStack;
import io.mopup.benchmarks.internal.OperationTimes;
import io.mopup.benchmarks.internal.PlainPut;
import io.mopup.benchmarks.internal.ProcessFigures;
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
            load.alone(plain.url(), options.alone(), alone);
            final Map<String, Double> figures = new LinkedHashMap<>();
            ProcessFigures.now().forEach((name, value) -> figures.put(name + " before", value));
            progress.accept(options.clients() + " clients for " + options.seconds() + " s");
            final OperationTimes loaded = new OperationTimes();
            final double rate = load.run(options.clients(), options.seconds(), loaded);
            ProcessFigures.now().forEach((name, value) -> figures.put(name + " after", value));
            final double part = alone.p50(GatewayLoad.PART_8);
            final double put = alone.p50(GatewayLoad.PLAIN_8);
            final double abort = alone.p50(GatewayLoad.ABORT) / CommonSettings.COMMIT_INTERVAL_MS;
            figures.put("alone: UploadPart 8 MiB, p50 in ms", part);
            figures.put("alone: plain PUT 8 MiB, p50 in ms", put);
            figures.put("alone: estimated share of UploadPart 8 MiB in the fold", Math.max(0, 1 - put / part));
            figures.put("alone: abort, p50 in ms", alone.p50(GatewayLoad.ABORT));
            figures.put(
                    "load: abort p50 in commit intervals",
                    loaded.p50(GatewayLoad.ABORT) / CommonSettings.COMMIT_INTERVAL_MS);
            progress.accept("cleaning up");
            return new GatewayReport(
                    rate,
                    loaded.latencies(),
                    loaded.statuses(),
                    figures,
                    List.of(
                            target("alone: abort p50 is below 3 commit intervals", abort, COMMIT_INTERVALS),
                            target("alone: UploadPart 8 MiB within 25 % of a plain PUT", part / put, OF_PLAIN_PUT)));
        }
    }

    private static BenchReport.Target target(final String what, final double value, final double bound) {
        return new BenchReport.Target("gateway", what, value, value < bound);
    }
}
