/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import io.mopup.client.admin.SchemaAdmin;
import io.mopup.client.admin.SubjectState;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mopup schemas register}. */
@Command(
        name = "register",
        description = {
            "Register the schema of every record under its subject, with compatibility " + SchemaAdmin.COMPATIBILITY
                    + ".",
            "Doing it again changes nothing. Exit code 1 if the registry would refuse one."
        })
final class SchemasRegisterCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Option(names = "--dry-run", description = "Only show what would be registered.")
    private boolean dryRun;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        try (SchemaAdmin schemas = new SchemaAdmin(connection.client())) {
            final List<SubjectState> subjects = dryRun ? schemas.compare() : schemas.register();
            Subjects.print(spec.commandLine().getOut(), json, subjects, this::said);
            return subjects.stream().anyMatch(subject -> subject.kind() == SubjectState.Kind.INCOMPATIBLE)
                    ? ExitCode.SOFTWARE
                    : ExitCode.OK;
        }
    }

    private String said(final SubjectState.Kind kind) {
        return switch (kind) {
            case SAME -> "unchanged   ";
            case NEW -> dryRun ? "would add   " : "added       ";
            case COMPATIBLE -> dryRun ? "would update" : "updated     ";
            case INCOMPATIBLE -> "refused     ";
        };
    }
}
