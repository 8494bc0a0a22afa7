/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import io.mopup.agent.AgentStartupException;
import io.mopup.client.MopupClientException;
import io.mopup.contract.RegistryUnavailableException;
import io.mopup.embedded.EmbeddedStartException;
import io.mopup.processor.StartupException;
import io.mopup.storage.StorageException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says in one sentence why a command failed; the stack trace only on request. */
final class Failures implements IExecutionExceptionHandler {
    /** Their messages are sentences already. */
    private static final List<Class<? extends Exception>> OURS = List.of(
            CliException.class,
            MopupClientException.class,
            EmbeddedStartException.class,
            StartupException.class,
            AgentStartupException.class,
            StorageException.class);

    private final BooleanSupplier verbose;

    Failures(final BooleanSupplier verbose) {
        this.verbose = verbose;
    }

    @Override
    public int handleExecutionException(
            final Exception failure, final CommandLine commandLine, final ParseResult parsed) {
        if (verbose.getAsBoolean()) {
            failure.printStackTrace(commandLine.getErr());
        }
        commandLine.getErr().println("mopup: " + sentence(failure));
        commandLine.getErr().flush();
        return ExitCode.SOFTWARE;
    }

    static String sentence(final Throwable failure) {
        final Optional<Throwable> ours = causes(failure)
                .filter(cause -> OURS.stream().anyMatch(type -> type.isInstance(cause)))
                .findFirst();
        if (ours.isPresent()) {
            return ours.get().getMessage();
        }
        if (causes(failure).anyMatch(RegistryUnavailableException.class::isInstance)) {
            return "The schema registry does not answer. Check --registry-url, and that it runs.";
        }
        // Kafka hides which key is wrong behind "Failed to construct ...".
        final Optional<Throwable> config =
                causes(failure).filter(ConfigException.class::isInstance).findFirst();
        if (config.isPresent()) {
            return "The configuration is wrong: " + config.get().getMessage();
        }
        final Throwable cause = causes(failure)
                .filter(wrapped ->
                        !(wrapped instanceof ExecutionException) && !(wrapped instanceof CompletionException))
                .findFirst()
                .orElse(failure);
        return cause.getClass().getSimpleName() + ": " + cause.getMessage() + " (--verbose shows where)";
    }

    /** The failure, its cause, the cause of that, and so on. */
    static Stream<Throwable> causes(final Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }
}
