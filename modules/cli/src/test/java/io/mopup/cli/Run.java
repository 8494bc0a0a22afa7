/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;

/** One command, executed in this process. */
record Run(int exitCode, String out, String err) {
    static Run mopup(final String... args) {
        final StringWriter out = new StringWriter();
        final StringWriter err = new StringWriter();
        final CommandLine command =
                Mopup.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return new Run(command.execute(args), out.toString(), err.toString());
    }

    List<String> lines() {
        return out.lines().toList();
    }
}
