/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import io.mopup.processor.MopupProcessor;
import io.mopup.processor.ProcessorConfig;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code mopup topology}. */
@Command(
        name = "topology",
        description = "Print the topology of the processor, as Kafka Streams describes it. Asks nobody.")
final class TopologyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Override
    public Integer call() {
        final ProcessorConfig config = new ProcessorConfig(connection.properties());
        spec.commandLine().getOut().print(MopupProcessor.topology(config));
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }
}
