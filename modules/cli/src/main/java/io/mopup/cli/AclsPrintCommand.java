/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mopup.client.ClientConfig;
import io.mopup.contract.AclRule;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mopup acls print}. */
@Command(
        name = "print",
        description = {
            "Show the least ACLs that a role needs. Asks no broker.",
            "A star at the end of a name stands for every name that begins so."
        })
final class AclsPrintCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private AclOptions options;

    @Option(names = "--kafka-acls", description = "Print the commands of kafka-acls.sh that grant them.")
    private boolean commands;

    @Override
    public Integer call() {
        final PrintWriter out = spec.commandLine().getOut();
        final List<AclRule> rules = options.rules();
        if (options.isJson()) {
            final ObjectNode object = Json.object().put("principal", options.principal());
            final ArrayNode array = object.putArray("acls");
            rules.forEach(rule -> array.add(AclLines.json(rule)));
            out.println(Json.line(object));
        } else if (commands) {
            final String brokers = String.join(",", options.client().getList(ClientConfig.BOOTSTRAP_SERVERS_CONFIG));
            AclLines.commands(rules, options.principal(), brokers).forEach(out::println);
        } else {
            rules.forEach(rule -> out.println(AclLines.text(rule)));
        }
        out.flush();
        return ExitCode.OK;
    }
}
