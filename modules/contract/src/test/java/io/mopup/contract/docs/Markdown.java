/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract.docs;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The little Markdown that the reference pages need. */
public final class Markdown {
    private Markdown() {}

    /** A page with a heading and a note where it comes from. */
    public static String page(final String title, final String source, final String... blocks) {
        final String note = "<!-- Generated from " + source + "; a test fails when this page is stale. -->";
        return Stream.concat(Stream.of("# " + title, note), Stream.of(blocks))
                .collect(Collectors.joining("\n\n", "", "\n"));
    }

    /** A table; a bar in a cell is escaped. */
    public static String table(final List<String> head, final List<List<String>> rows) {
        final Stream<List<String>> rule =
                Stream.of(head.stream().map(cell -> "---").toList());
        return Stream.of(Stream.of(head), rule, rows.stream())
                .flatMap(lines -> lines)
                .map(cells -> cells.stream().map(Markdown::cell).collect(Collectors.joining(" | ", "| ", " |")))
                .collect(Collectors.joining("\n"));
    }

    /** Text in the font of code. */
    public static String code(final String text) {
        return "`" + text + "`";
    }

    private static String cell(final String text) {
        return text.replace("|", "\\|");
    }
}
