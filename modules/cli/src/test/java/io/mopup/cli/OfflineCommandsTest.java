/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.processor.TopologyNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Commands that need no cluster. */
class OfflineCommandsTest {
    @TempDir
    Path directory;

    @Test
    void shouldPrintTheTopologyWithTheTopicsOfThePrefix() {
        final Run run = Run.mopup("topology", "--topic-prefix", "other.");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains(TopologyNames.FOLD, TopologyNames.UPLOADS_STORE, "other.commands");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void shouldCompleteCommandsAndOptionsInAShell() throws IOException, InterruptedException {
        final Path script = Files.writeString(
                directory.resolve("completion"), Run.mopup("completion").out());

        assertThat(completions(script, "mopup", "topics", "")).contains("plan", "apply", "verify");
        assertThat(completions(script, "mopup", "li")).contains("list");
        assertThat(completions(script, "mopup", "list", "--key")).contains("--key-prefix");
    }

    /** What a shell offers for the last word. */
    private String completions(final Path script, final String... words) throws IOException, InterruptedException {
        final String program = """
                source '%s'
                COMP_WORDS=(%s); COMP_CWORD=%d
                _complete_mopup
                printf '%%s\\n' "${COMPREPLY[@]}"
                """.formatted(script, quoted(words), words.length - 1);
        final Process bash = new ProcessBuilder("bash", "-c", program)
                .redirectErrorStream(true)
                .start();
        final String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return output;
    }

    private static String quoted(final String... words) {
        return "'" + String.join("' '", words) + "'";
    }
}
