/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mopup.client.ClientConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
    @TempDir
    private Path directory;

    @Test
    void shouldReadOurKeysAndKafkasWhenTheyStandInTheFile() throws IOException {
        assertThat(Configuration.load(
                        file("mopup.client.result.timeout.ms=5\nsecurity.protocol=SSL\n"), Map.of(), Map.of()))
                .containsEntry(ClientConfig.RESULT_TIMEOUT_MS_CONFIG, "5")
                .containsEntry("security.protocol", "SSL");
    }

    @Test
    void shouldReadBothKindsOfKeysWhenTheyStandInTheEnvironment() {
        assertThat(Configuration.load(
                        null,
                        Map.of(
                                "MOPUP_CLIENT_RESULT_TIMEOUT_MS", "5",
                                "MOPUP_CLIENT_ID", "me",
                                "MOPUP_TOPIC_PREFIX", "x.",
                                "MOPUP_SASL_JAAS_CONFIG", "secret",
                                "PATH", "/bin"),
                        Map.of()))
                .containsOnly(
                        Map.entry("mopup.client.result.timeout.ms", "5"),
                        Map.entry("client.id", "me"),
                        Map.entry("mopup.topic.prefix", "x."),
                        Map.entry("sasl.jaas.config", "secret"));
    }

    @Test
    void shouldPreferOptionsToEnvironmentToFileWhenAllAreGiven() throws IOException {
        final Path file = file("a=file\nb=file\nc=file\n");
        assertThat(Configuration.load(file, Map.of("MOPUP_B", "env", "MOPUP_C", "env"), Map.of("c", "option")))
                .containsOnly(Map.entry("a", "file"), Map.entry("b", "env"), Map.entry("c", "option"));
    }

    @Test
    void shouldRefuseWhenAKeyOfOursIsUnknown() throws IOException {
        final Path file = file("mopup.client.result.timeout=5\n");
        assertThatThrownBy(() -> Configuration.load(file, Map.of(), Map.of()))
                .isInstanceOf(CliException.class)
                .hasMessageContaining("mopup.client.result.timeout.")
                .hasMessageContaining(ClientConfig.RESULT_TIMEOUT_MS_CONFIG);
    }

    @Test
    void shouldRefuseWhenAVariableOfOursIsUnknown() {
        assertThatThrownBy(() -> Configuration.load(null, Map.of("MOPUP_CLIENT_RESULT_TIMEOUT", "5"), Map.of()))
                .isInstanceOf(CliException.class)
                .hasMessageContaining("mopup.client.result.timeout.");
    }

    @Test
    void shouldNameTheFileWhenItDoesNotExist() {
        final Run run = Run.mopup(
                "status",
                "--command-config",
                directory.resolve("none.properties").toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("none.properties").hasLineCount(1);
    }

    private Path file(final String text) throws IOException {
        return Files.writeString(directory.resolve("client.properties"), text);
    }
}
