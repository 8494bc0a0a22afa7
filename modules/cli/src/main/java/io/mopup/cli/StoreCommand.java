/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mopup store}: the directory that holds a store in files. */
@Command(name = "store", description = "Prepare a store in files.", subcommands = StoreFormatCommand.class)
final class StoreCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which one: format?");
    }
}
