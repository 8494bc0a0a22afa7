/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import io.mopup.client.admin.DeadLetter;
import io.mopup.client.admin.DeadLetterBox;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mopup dlq list}. */
@Command(name = "list", description = "List dead letters: id, time, reason, where the record was, its key.")
final class DlqListCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Mixin
    private DeadLetterFilter filter;

    @Option(names = "--json", description = "Print one JSON object a line.")
    private boolean json;

    @Override
    public Integer call() {
        final PrintWriter out = spec.commandLine().getOut();
        new DeadLetterBox(connection.client())
                .read(filter::accepts, letter -> out.println(json ? json(letter) : text(letter)));
        out.flush();
        return ExitCode.OK;
    }

    private static String text(final DeadLetter letter) {
        return "%-8s  %s  %-20s  %s  %s"
                .formatted(letter.id(), time(letter), letter.reason(), letter.origin(), letter.key());
    }

    private static String json(final DeadLetter letter) {
        return Json.line(Json.object()
                .put("id", letter.id())
                .put("time", time(letter).toString())
                .put("reason", letter.reason())
                .put("message", letter.message())
                .put("origin", letter.origin())
                .put("key", letter.key())
                .put("whole", letter.isWhole()));
    }

    private static Instant time(final DeadLetter letter) {
        return Instant.ofEpochMilli(letter.letter().timestamp());
    }
}
