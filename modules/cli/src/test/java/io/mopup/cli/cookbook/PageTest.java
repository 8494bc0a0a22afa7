/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.cookbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is found in a page; and that the real pages can be read, with every build. */
class PageTest {
    private static final List<String> LINES = List.of(
            "# Page",
            "```",
            "not looked at",
            "```",
            "## Here",
            "```sh",
            "f() {",
            "  true",
            "}",
            "```",
            "```console",
            "$ one \\",
            "    --more",
            "first",
            "",
            "$ two",
            "```",
            Page.NOT_RUN + ": no time.*",
            "",
            "```",
            "three",
            "```");

    @Test
    void shouldFindCommandsAndTheirOutputWhenTheyStandInAPage() {
        final Page page = page(LINES);

        assertThat(page.steps())
                .containsExactly(
                        new Step("p:6", "f() {\n  true\n}", List.of(), 9, true, false),
                        new Step("p:12", "one \\\n    --more", List.of("first", ""), 13, false, false),
                        new Step("p:16", "two", List.of(), 16, false, false));
        assertThat(page.notRun()).isEqualTo(1);
    }

    @Test
    void shouldChangeNothingButOutputsWhenOthersAreWritten() {
        final Page page = page(LINES);
        final List<Step> steps = page.steps();

        final String written = page.with(Map.of(steps.get(1), List.of("other"), steps.get(2), List.of("2", "3")));

        assertThat(written)
                .isEqualTo(String.join("\n", LINES).replace("first\n", "other").replace("$ two", "$ two\n2\n3") + "\n");
    }

    @Test
    void shouldKnowWhichCommandMayFailWhenItsCodeIsAskedForNext() {
        final Page page = page(List.of("## Here", "```console", "$ false", "$ echo $?", "1", "```"));

        assertThat(page.steps()).extracting(Step::mayFail).containsExactly(true, false);
    }

    @Test
    void shouldRefuseABlockThatIsNeitherRunNorMarked() {
        assertThatThrownBy(() -> page(List.of("## Here", "text", "", "```", "$ one", "```")))
                .hasMessageContaining("p:4 is neither run");
        assertThatThrownBy(() -> page(List.of("## Here", "```console", "one", "```")))
                .hasMessageContaining("p:3 is output of no command");
    }

    /** A page of which less and less is run would stay green. */
    @Test
    void shouldSayInTheCookbookHowMuchOfItIsRun() throws IOException {
        final Page cookbook = Page.read(TranscriptsIT.COOKBOOK, section -> true);

        assertThat(Files.readString(TranscriptsIT.COOKBOOK))
                .contains("%d commands are typed, %d is not and says so."
                        .formatted(cookbook.steps().size(), cookbook.notRun()));
    }

    @Test
    void shouldRunEverythingInTheTourOfTheReadme() {
        final Page readme = Page.read(TranscriptsIT.README, TranscriptsIT.OF_THE_README::contains);

        assertThat(readme.notRun()).isZero();
        assertThat(readme.steps()).filteredOn(Step::isServer).hasSize(1);
    }

    private static Page page(final List<String> lines) {
        return Page.of("p", lines, "Here"::equals);
    }
}
