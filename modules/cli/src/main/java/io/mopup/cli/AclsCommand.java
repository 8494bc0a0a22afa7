/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mopup acls}: what each role needs of the brokers. */
@Command(
        name = "acls",
        description = "Show which ACLs a role needs, or grant them to a principal.",
        subcommands = {AclsPrintCommand.class, AclsApplyCommand.class})
final class AclsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which one: print or apply?");
    }
}
