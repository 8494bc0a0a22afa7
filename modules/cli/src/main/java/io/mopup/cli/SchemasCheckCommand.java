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

/** {@code mopup schemas check}. */
@Command(
        name = "check",
        description = {
            "Compare the registry with the schemas of this release. Changes nothing.",
            "Exit code 1 if one is missing, older, or not compatible."
        })
final class SchemasCheckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        try (SchemaAdmin schemas = new SchemaAdmin(connection.client())) {
            final List<SubjectState> subjects = schemas.compare();
            Subjects.print(spec.commandLine().getOut(), json, subjects, SchemasCheckCommand::said);
            return subjects.stream().allMatch(subject -> subject.kind() == SubjectState.Kind.SAME)
                    ? ExitCode.OK
                    : ExitCode.SOFTWARE;
        }
    }

    private static String said(final SubjectState.Kind kind) {
        return switch (kind) {
            case SAME -> "ok          ";
            case NEW -> "missing     ";
            case COMPATIBLE -> "older       ";
            case INCOMPATIBLE -> "incompatible";
        };
    }
}
