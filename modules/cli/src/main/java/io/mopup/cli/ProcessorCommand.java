/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import io.mopup.processor.MopupProcessor;
import io.mopup.processor.ProcessorConfig;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code mopup processor}: one instance of the processor, until it is asked to end. */
@Command(
        name = "processor",
        description = {
            "Run one instance of the processor against a Kafka cluster. Logs to standard error.",
            "Ends cleanly on Ctrl-C or SIGTERM. Instances with one application.id share the work."
        })
final class ProcessorCommand implements Callable<Integer> {
    @ParentCommand
    private Mopup mopup;

    @Mixin
    private ConnectionOptions connection;

    @Option(
            names = "--close-timeout",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long a clean close may take. Default: ${DEFAULT-VALUE}")
    private long closeTimeoutSeconds;

    @Override
    public Integer call() throws InterruptedException {
        Logging.ofProcess(mopup.isVerbose());
        final ProcessorConfig config = new ProcessorConfig(connection.properties());
        final Termination termination = Termination.onSignal(Duration.ofSeconds(closeTimeoutSeconds));
        final MopupProcessor processor = new MopupProcessor(config);
        try {
            processor.start();
            final boolean asked = termination.await(() -> !processor.state().hasCompletedShutdown());
            final boolean clean = processor.close(Duration.ofSeconds(closeTimeoutSeconds));
            return termination.closed(asked && clean ? ExitCode.OK : ExitCode.SOFTWARE);
        } catch (final RuntimeException e) {
            processor.close(Duration.ofSeconds(closeTimeoutSeconds));
            termination.closed(ExitCode.SOFTWARE);
            throw e;
        }
    }
}
