/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import io.mopup.client.admin.DeadLetter;
import io.mopup.client.admin.DeadLetterBox;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mopup dlq replay}. */
@Command(
        name = "replay",
        description = {
            "Send the records of dead letters again to the topics that they came from.",
            "Shows what it would do, and does it with --execute. The letters stay where they are; a command or part that",
            "was taken already is recognised and not done twice."
        })
final class DlqReplayCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Mixin
    private DeadLetterFilter filter;

    @Option(names = "--all", description = "All letters. Needed if nothing else says which.")
    private boolean all;

    @Option(names = "--execute", description = "Send them.")
    private boolean execute;

    @Override
    public Integer call() {
        if (filter.isEmpty() != all) {
            throw new ParameterException(
                    spec.commandLine(), "Say which letters: --id, --reason or --from-topic, or else --all.");
        }
        final DeadLetterBox box = new DeadLetterBox(connection.client());
        final List<DeadLetter> letters = new ArrayList<>();
        box.read(filter::accepts, letters::add);
        final List<DeadLetter> whole =
                letters.stream().filter(DeadLetter::isWhole).toList();
        if (execute) {
            box.replay(whole);
        }
        print(letters);
        return whole.size() == letters.size() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private void print(final List<DeadLetter> letters) {
        final PrintWriter out = spec.commandLine().getOut();
        letters.forEach(letter -> out.println(said(letter) + "  " + letter.id() + "  " + letter.reason() + "  "
                + letter.origin() + "  " + letter.key()));
        if (!execute && !letters.isEmpty()) {
            out.println("Nothing was sent. Send with --execute.");
        }
        out.flush();
    }

    private String said(final DeadLetter letter) {
        if (!letter.isWhole()) {
            return "not here  ";
        }
        return execute ? "sent      " : "would send";
    }
}
