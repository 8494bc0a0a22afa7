/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import io.mopup.benchmarks.Bench;
import io.mopup.benchmarks.BenchOptions;
import io.mopup.benchmarks.BenchReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

    @Override
    public Integer call() {
        final BenchReport report = Bench.run(
                quick ? BenchOptions.QUICK : BenchOptions.STANDARD,
                doing -> spec.commandLine().getErr().println("mopup: " + doing));
        spec.commandLine().getOut().println(json ? report.json() : report.table());
        return ExitCode.OK;
    }
}
