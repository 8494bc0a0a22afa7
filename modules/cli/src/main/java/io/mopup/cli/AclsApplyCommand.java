/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mopup.client.admin.AclAdmin;
import io.mopup.client.admin.AclDifference;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mopup acls apply}. */
@Command(
        name = "apply",
        description = {
            "Grant a principal what its role needs. Shows what it would do, and does it with --execute.",
            "Names what the principal has beyond that, and takes nothing away."
        })
final class AclsApplyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private AclOptions options;

    @Option(names = "--dry-run", description = "Change nothing. That is what happens without --execute, too.")
    private boolean dryRun;

    @Option(names = "--execute", description = "Grant what is missing.")
    private boolean execute;

    @Override
    public Integer call() {
        if (dryRun && execute) {
            throw new ParameterException(spec.commandLine(), "Either --dry-run or --execute.");
        }
        final AclDifference difference;
        try (Admin admin = Admin.create(options.client().passedThrough())) {
            final AclAdmin acls = new AclAdmin(admin);
            difference = execute
                    ? acls.apply(options.principal(), options.rules())
                    : acls.compare(options.principal(), options.rules());
        }
        if (options.isJson()) {
            json(difference);
        } else {
            text(difference);
        }
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }

    private void text(final AclDifference difference) {
        final PrintWriter out = spec.commandLine().getOut();
        final String said = execute ? "granted      " : "would grant  ";
        difference.missing().forEach(rule -> out.println(said + AclLines.text(rule)));
        difference.superfluous().forEach(binding -> out.println("superfluous  " + AclLines.text(binding)));
        if (difference.missing().isEmpty()) {
            out.println(options.principal() + " has all it needs.");
        } else if (!execute) {
            out.println("Nothing was changed. Grant with --execute.");
        }
    }

    private void json(final AclDifference difference) {
        final ObjectNode object =
                Json.object().put("principal", options.principal()).put("executed", execute);
        final ArrayNode missing = object.putArray("missing");
        difference.missing().forEach(rule -> missing.add(AclLines.json(rule)));
        final ArrayNode superfluous = object.putArray("superfluous");
        difference.superfluous().forEach(binding -> superfluous.add(AclLines.text(binding)));
        spec.commandLine().getOut().println(Json.line(object));
    }
}
