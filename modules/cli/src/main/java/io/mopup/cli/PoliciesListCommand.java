/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import io.mopup.events.AbortPolicy;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mopup policies list}. */
@Command(name = "list", description = "List the policies.")
final class PoliciesListCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Option(names = "--json", description = "Print one JSON object a line.")
    private boolean json;

    @Override
    public Integer call() {
        ReferenceData.list(
                connection,
                AbortPolicy.class,
                json,
                PoliciesListCommand::text,
                spec.commandLine().getOut());
        return ExitCode.OK;
    }

    private static String text(final AbortPolicy policy) {
        final StringJoiner text = new StringJoiner(", ", policy.getName() + ": ", "");
        add(text, "idle for %s s", policy.getIdleSeconds());
        add(text, "age %s s", policy.getAgeSeconds());
        add(text, "dialect %s", policy.getDialect());
        add(text, "container %s", policy.getContainer());
        add(text, "owner %s", policy.getOwner());
        add(text, "prefix '%s'", policy.getPrefix().isEmpty() ? null : policy.getPrefix());
        add(text, "initiator %s", policy.getInitiator());
        add(text, "at least %s bytes", policy.getMinBytes());
        add(text, "at most %s bytes", policy.getMaxBytes());
        add(text, "%s", policy.getDryRun() ? "dry run" : null);
        add(text, "%s", policy.getEnabled() ? null : "disabled");
        return text.toString();
    }

    private static void add(final StringJoiner text, final String format, final Object value) {
        if (value != null) {
            text.add(format.formatted(value));
        }
    }
}
