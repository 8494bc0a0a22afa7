/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mopup policies}: rules that abort uploads wherever they are. */
@Command(
        name = "policies",
        description = "Abort uploads by age or by the time since their last activity.",
        subcommands = {PoliciesListCommand.class, PoliciesPutCommand.class})
final class PoliciesCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which one: list or put?");
    }
}
