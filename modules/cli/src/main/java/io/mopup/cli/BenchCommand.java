/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import io.mopup.benchmarks.Bench;
import io.mopup.benchmarks.BenchOptions;
import io.mopup.benchmarks.BenchReport;
import io.mopup.benchmarks.GatewayBench;
import io.mopup.benchmarks.GatewayReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mopup bench}: how fast, against what this machine can do. */
@Command(
        name = "bench",
        description = {
            "Measure throughput and latency against the limits of this machine, on a broker of its own.",
            "A missed target is a figure like any other: the exit code is 0 whenever everything could be measured."
        })
final class BenchCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--quick", description = "Small volumes, some minutes: shows the order of magnitude and no more.")
    private boolean quick;

    @Option(names = "--json", description = "Print the report as one JSON object instead of a table.")
    private boolean json;

    @Parameters(
            arity = "0..1",
            paramLabel = "WHAT",
            defaultValue = "PROCESSOR",
            description = "PROCESSOR or GATEWAY. Default: ${DEFAULT-VALUE}")
    private What what;

    @Option(
            names = "--clients",
            defaultValue = "64",
            description = "GATEWAY: clients at once. Default: ${DEFAULT-VALUE}")
    private int clients;

    @Option(names = "--seconds", description = "GATEWAY: how long the load lasts. Default: 300, quick 10")
    private Integer seconds;

    enum What {
        PROCESSOR,
        GATEWAY
    }

    @Override
    public Integer call() {
        if (what == What.GATEWAY) {
            final int length = seconds != null ? seconds : quick ? 10 : 300;
            final GatewayReport report = GatewayBench.run(
                    new GatewayBench.Options(clients, length, quick ? 5 : 30),
                    doing -> spec.commandLine().getErr().println("mopup: " + doing));
            spec.commandLine().getOut().println(json ? report.json() : report.table());
            return ExitCode.OK;
        }
        final BenchReport report = Bench.run(
                quick ? BenchOptions.QUICK : BenchOptions.STANDARD,
                doing -> spec.commandLine().getErr().println("mopup: " + doing));
        spec.commandLine().getOut().println(json ? report.json() : report.table());
        return ExitCode.OK;
    }
}
