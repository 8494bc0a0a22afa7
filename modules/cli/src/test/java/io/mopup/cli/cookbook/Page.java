/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.cookbook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A page of which blocks are typed into a shell.
 *
 * <p>In a block {@code console}, a line that begins with {@code $} is a command, up to the first line that does not end
 * with a backslash, and what follows is its output. A block {@code sh} is a script that prints nothing. Every other block
 * has to stand under a line that begins with {@link #NOT_RUN}, which readers see.
 */
final class Page {
    static final String NOT_RUN = "*Not run by the test";

    private static final String FENCE = "```";
    private static final String PROMPT = "$ ";

    private final String name;
    private final List<String> lines;
    private final Predicate<String> sections;
    private final List<Step> steps = new ArrayList<>();
    private int notRun;

    private Page(final String name, final List<String> lines, final Predicate<String> sections) {
        this.name = name;
        this.lines = lines;
        this.sections = sections;
    }

    /**
     * Reads a page.
     *
     * @param sections whether to look into the section of the second level with this title; blocks before the first
     *     one belong to the title ""
     */
    static Page read(final Path file, final Predicate<String> sections) {
        try {
            return of(file.getFileName().toString(), Files.readAllLines(file), sections);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Page of(final String name, final List<String> lines, final Predicate<String> sections) {
        final Page page = new Page(name, lines, sections);
        page.parse();
        return page;
    }

    List<Step> steps() {
        return steps;
    }

    /** How many blocks are marked as not run. */
    int notRun() {
        return notRun;
    }

    /** The page with other outputs. */
    String with(final Map<Step, List<String>> outputs) {
        final Map<Integer, Step> fromTheEnd = new TreeMap<>((left, right) -> right - left);
        outputs.keySet().forEach(step -> fromTheEnd.put(step.first(), step));
        final List<String> written = new ArrayList<>(lines);
        fromTheEnd.forEach((first, step) -> {
            final List<String> output =
                    written.subList(first, first + step.output().size());
            output.clear();
            output.addAll(outputs.get(step));
        });
        return String.join("\n", written) + "\n";
    }

    private void parse() {
        String section = "";
        for (int at = 0; at < lines.size(); at++) {
            final String line = lines.get(at);
            if (line.startsWith("## ")) {
                section = line.substring("## ".length());
            } else if (line.startsWith(FENCE)) {
                final int end = at + 1 + lines.subList(at + 1, lines.size()).indexOf(FENCE);
                if (sections.test(section)) {
                    block(at, end);
                }
                at = end;
            }
        }
    }

    private void block(final int fence, final int end) {
        switch (lines.get(fence).substring(FENCE.length())) {
            case "sh" ->
                steps.add(new Step(
                        place(fence), String.join("\n", lines.subList(fence + 1, end)), List.of(), end, true, false));
            case "console" -> console(fence + 1, end);
            default -> {
                if (fence < 2 || !lines.get(fence - 2).startsWith(NOT_RUN)) {
                    throw new IllegalArgumentException(place(fence) + " is neither run (sh, console) nor marked as \""
                            + NOT_RUN + "\" in the line above.");
                }
                notRun++;
            }
        }
    }

    private void console(final int begin, final int end) {
        int at = begin;
        while (at < end) {
            if (!lines.get(at).startsWith(PROMPT)) {
                throw new IllegalArgumentException(place(at) + " is output of no command.");
            }
            int output = at + 1;
            while (output < end && lines.get(output - 1).endsWith("\\")) {
                output++;
            }
            int next = output;
            while (next < end && !lines.get(next).startsWith(PROMPT)) {
                next++;
            }
            final String command = String.join("\n", lines.subList(at, output)).substring(PROMPT.length());
            steps.add(new Step(
                    place(at), command, List.copyOf(lines.subList(output, next)), output, false, isCodeAsked(next)));
            at = next;
        }
    }

    private boolean isCodeAsked(final int next) {
        return lines.get(next).equals(PROMPT + "echo $?");
    }

    private String place(final int line) {
        return name + ":" + (line + 1);
    }
}
