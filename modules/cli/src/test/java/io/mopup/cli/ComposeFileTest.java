/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mopup.contract.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** There is no container engine in the build, so at least what is run in the containers is checked. */
class ComposeFileTest {
    /** A list in YAML's flow style with double quotes is a JSON array as well. */
    private static final Pattern COMMAND = Pattern.compile("^ +command: (\\[.*])$", Pattern.MULTILINE);

    @Test
    void shouldHaveEveryCommandThatTheComposeFileRuns() throws IOException {
        final List<String[]> commands = commands();

        assertThat(commands).isNotEmpty();
        commands.forEach(arguments -> assertThatNoException()
                .as(String.join(" ", arguments))
                .isThrownBy(() -> Mopup.commandLine().parseArgs(arguments)));
    }

    private static List<String[]> commands() throws IOException {
        final List<String[]> commands = new ArrayList<>();
        final Matcher matcher = COMMAND.matcher(Files.readString(SourceTree.ROOT.resolve("docker/compose.yaml")));
        while (matcher.find()) {
            commands.add(new ObjectMapper().readValue(matcher.group(1), String[].class));
        }
        return commands;
    }
}
