/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mopup containers}: the buckets and vaults that Mopup knows. */
@Command(
        name = "containers",
        description = "Register buckets and vaults, with their owners, aliases and lifecycle rules.",
        subcommands = {ContainersListCommand.class, ContainersPutCommand.class, ContainersDeleteCommand.class})
final class ContainersCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which one: list, put or delete?");
    }
}
