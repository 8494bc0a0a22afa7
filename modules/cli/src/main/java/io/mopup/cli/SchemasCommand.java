/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mopup schemas}: the contract and a registry. */
@Command(
        name = "schemas",
        description = "Register the contract, or compare a registry with it.",
        subcommands = {SchemasRegisterCommand.class, SchemasCheckCommand.class})
final class SchemasCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which one: register or check?");
    }
}
