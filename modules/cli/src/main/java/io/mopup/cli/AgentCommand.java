/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import io.mopup.agent.AgentConfig;
import io.mopup.agent.StorageAgent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code mopup agent}: one agent on one store, until it is asked to end. */
@Command(
        name = "agent",
        description = {
            "Run one agent: delete parts and abort uploads in one store, and report. Logs to standard error.",
            "Ends cleanly on Ctrl-C or SIGTERM. Agents of one group share the work and must reach the same store."
        })
final class AgentCommand implements Callable<Integer> {
    @ParentCommand
    private Mopup mopup;

    @Mixin
    private ConnectionOptions connection;

    @Option(
            names = "--store",
            paramLabel = "DIR",
            description = "Root of the store in files, as " + StorageConfig.ROOT_CONFIG + ".")
    private Path store;

    @Option(
            names = "--close-timeout",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long the agent may finish what it works on. Default: ${DEFAULT-VALUE}")
    private long closeTimeoutSeconds;

    @Override
    public Integer call() throws InterruptedException {
        Logging.ofProcess(mopup.isVerbose());
        final Map<String, Object> properties = connection.properties();
        if (store != null) {
            properties.put(StorageConfig.ROOT_CONFIG, store.toString());
        }
        final StorageAgent agent = new StorageAgent(new AgentConfig(properties), new StorageConfig(properties).open());
        final Termination termination = Termination.onSignal(Duration.ofSeconds(closeTimeoutSeconds));
        try {
            agent.start();
            final boolean asked = termination.await(agent::healthy);
            agent.close(Duration.ofSeconds(closeTimeoutSeconds));
            agent.failure().ifPresent(failure -> {
                throw new CliException("The agent has ended: " + Failures.sentence(failure), failure);
            });
            return termination.closed(asked ? ExitCode.OK : ExitCode.SOFTWARE);
        } catch (final RuntimeException e) {
            termination.closed(ExitCode.SOFTWARE);
            throw e;
        }
    }
}
