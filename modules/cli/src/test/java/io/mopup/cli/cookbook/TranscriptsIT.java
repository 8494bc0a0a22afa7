/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.cookbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.contract.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Types everything that the README's tour and the cookbook say into a shell, in a directory in which there is nothing of
 * this repository but what they name, and compares what is printed with what the pages say. With
 * {@code -Dmopup.docs.write=true} the pages get what was printed.
 *
 * <p>Needs the built command, aws and kcat. In the phase "test" the command is that of the build before, or of none.
 */
@Tag("long")
@DisabledOnOs(OS.WINDOWS)
@EnabledIfSystemProperty(named = "mopup.packaged", matches = "true")
class TranscriptsIT {
    private static final boolean WRITE = Boolean.getBoolean("mopup.docs.write");
    private static final String HOW_TO_WRITE =
            "Is the page right, or the program? To paste what was printed: mvn -pl modules/cli -am verify -Plong -Dtest=TranscriptsIT"
                    + " -Dsurefire.failIfNoSpecifiedTests=false -Dmopup.docs.write=true";
    static final Set<String> OF_THE_README = Set.of("A tour of five minutes", "An SDK of your own");
    static final Path README = SourceTree.ROOT.resolve("README.md");
    static final Path COOKBOOK = SourceTree.ROOT.resolve("docs/cookbook.md");
    /** What a reader of the pages has in front of him. */
    private static final List<String> CHECKOUT = List.of("bin", "schemas", "LICENSE");

    @TempDir
    private Path directory;

    @TempDir
    private Path notes;

    @Test
    void shouldPrintWhatThePagesSayWhenTheirCommandsAreTyped() throws Exception {
        for (final String file : CHECKOUT) {
            Files.createSymbolicLink(directory.resolve(file), SourceTree.ROOT.resolve(file));
        }
        final Places places = new Places(directory);
        final List<String> wrong = new ArrayList<>();
        try (Shell shell = new Shell(directory, notes, places.environment())) {
            final Map<Path, Page> pages = new LinkedHashMap<>();
            pages.put(README, Page.read(README, OF_THE_README::contains));
            pages.put(COOKBOOK, Page.read(COOKBOOK, section -> true));
            for (final Map.Entry<Path, Page> page : pages.entrySet()) {
                final Map<Step, List<String>> other = new HashMap<>();
                for (final Step step : page.getValue().steps()) {
                    run(shell, places, step, other, wrong);
                }
                if (WRITE && !other.isEmpty()) {
                    Files.writeString(page.getKey(), page.getValue().with(other));
                }
            }
            assertThat(shell.end()).as("Exit code of what was left running").isZero();
        }
        assertThat(wrong).as(HOW_TO_WRITE).isEmpty();
    }

    private static void run(
            final Shell shell,
            final Places places,
            final Step step,
            final Map<Step, List<String>> other,
            final List<String> wrong)
            throws IOException {
        final String command = places.here(step);
        final Shell.Output output = step.isServer()
                ? new Shell.Output(0, shell.leaveRunning(command, "       account"))
                : shell.type(command);
        final List<String> printed = places.inThePage(output.lines());
        final boolean failed = output.exitCode() != 0 && !step.mayFail();
        if (!failed && Varying.removed(printed).equals(Varying.removed(step.output()))) {
            return;
        }
        if (WRITE && !failed && !step.isScript()) {
            other.put(step, printed);
        } else {
            wrong.add("%s (exit code %d)%n$ %s%nThe page says:%n%s%nPrinted:%n%s%n"
                    .formatted(
                            step.page(),
                            output.exitCode(),
                            step.command(),
                            String.join("\n", step.output()),
                            String.join("\n", printed)));
        }
    }
}
