/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mopup dlq}: records that nobody could use. */
@Command(
        name = "dlq",
        description = "Look at the dead letters, and send them again once what was wrong is mended.",
        subcommands = {DlqListCommand.class, DlqShowCommand.class, DlqReplayCommand.class})
final class DlqCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which one: list, show or replay?");
    }
}
