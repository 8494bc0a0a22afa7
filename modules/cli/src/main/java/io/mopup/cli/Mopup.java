/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The {@code mopup} command. */
@Command(
        name = "mopup",
        description =
                "Decides abort-multipart-upload commands, frees the storage behind them, and proves that it is free.",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            ProcessorCommand.class,
            AgentCommand.class,
            GatewayCommand.class,
            AbortCommand.class,
            WatchCommand.class,
            StatusCommand.class,
            TraceCommand.class,
            ListCommand.class,
            RetryCommand.class,
            PinCommand.class,
            CancelCommand.class,
            DlqCommand.class,
            ResetCommand.class,
            ContainersCommand.class,
            PoliciesCommand.class,
            StoreCommand.class,
            BenchCommand.class,
            TopicsCommand.class,
            AclsCommand.class,
            SchemasCommand.class,
            TopologyCommand.class,
            ConfigCommand.class,
            CompletionCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        scope = ScopeType.INHERIT,
        usageHelpAutoWidth = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:refused or failed", "2:wrong usage"})
public final class Mopup implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Log more to standard error, and print the stack trace of a failure.")
    private boolean verbose;

    /** Runs one command and ends the process with its exit code. */
    public static void main(final String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The command with everything set up, for {@link #main} and for tests. */
    static CommandLine commandLine() {
        final Mopup mopup = new Mopup();
        return new CommandLine(mopup)
                .setExecutionStrategy(parsed -> {
                    Logging.toStderr(mopup.verbose);
                    return new CommandLine.RunLast().execute(parsed);
                })
                .setExecutionExceptionHandler(new Failures(() -> mopup.verbose))
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    boolean isVerbose() {
        return verbose;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command? See below.");
    }
}
