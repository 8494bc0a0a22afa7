/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import io.mopup.client.ClientConfig;
import io.mopup.client.admin.DeadLetter;
import io.mopup.client.admin.DeadLetterBox;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.common.header.Header;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mopup dlq show}. */
@Command(name = "show", description = "Show one dead letter whole: why, its headers, and what it says.")
final class DlqShowCommand implements Callable<Integer> {
    private static final int MOST_BYTES = 512;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Parameters(paramLabel = "PARTITION:OFFSET", description = "Which one, as 'mopup dlq list' names it.")
    private String id;

    @Override
    public Integer call() {
        final ClientConfig config = connection.client();
        final DeadLetterBox box = new DeadLetterBox(config);
        final List<DeadLetter> found = new ArrayList<>();
        box.read(letter -> letter.id().equals(id), found::add);
        if (found.isEmpty()) {
            throw new CliException("There is no dead letter " + id + ". See 'mopup dlq list'.");
        }
        print(box, found.get(0), spec.commandLine().getOut());
        return ExitCode.OK;
    }

    private static void print(final DeadLetterBox box, final DeadLetter letter, final PrintWriter out) {
        out.println("id       " + letter.id());
        out.println("reason   " + letter.reason());
        out.println("message  " + letter.message());
        out.println("origin   " + letter.origin());
        out.println("key      " + letter.key());
        for (final Header header : letter.letter().headers()) {
            out.println("header   " + header.key() + " = "
                    + (header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8)));
        }
        out.println("value    "
                + box.decoded(letter)
                        .map(Json::line)
                        .orElseGet(() -> bytes(letter.letter().value())));
        out.flush();
    }

    /** What no schema explains. */
    private static String bytes(final byte[] value) {
        if (value == null) {
            return "none";
        }
        final String shown = HexFormat.of().formatHex(value, 0, Math.min(value.length, MOST_BYTES));
        return value.length + " bytes: " + shown + (value.length > MOST_BYTES ? "..." : "");
    }
}
