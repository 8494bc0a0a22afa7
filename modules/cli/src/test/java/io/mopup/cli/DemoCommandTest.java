/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {
    @TempDir
    private Path directory;

    @Test
    void shouldExitWithTwoWhenASettingIsOutOfRange() {
        final Run run = Run.mopup("demo", "--abort-ratio", "1.5");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--abort-ratio is 0 to 1");
    }

    @Test
    @Tag("long")
    void shouldBeCleanTwiceOnTheSameDataWhenUploadsAndAbortsRace() throws Exception {
        for (final String seed : new String[] {"11", "12"}) {
            final Run run =
                    Run.mopup("demo", "--uploads", "30", "--seed", seed, "--data-dir", directory.toString(), "--json");
            assertThat(run.exitCode()).as(run.err()).isZero();
            final JsonNode result = new ObjectMapper().readTree(run.out());
            assertThat(result.properties().stream().map(Map.Entry::getKey))
                    .containsExactly(
                            "uploads",
                            "aborted",
                            "completed",
                            "raced",
                            "partsStored",
                            "generationsSuperseded",
                            "partsDeleted",
                            "lateParts",
                            "abortRounds",
                            "bytesStored",
                            "bytesReclaimed",
                            "receipts",
                            "leakedFiles",
                            "lostObjects",
                            "seconds");
            assertThat(result.get("uploads").asInt()).isEqualTo(30);
            assertThat(result.get("receipts")).isEqualTo(result.get("aborted"));
            assertThat(result.get("lateParts").asInt()).isPositive();
        }
    }
}
