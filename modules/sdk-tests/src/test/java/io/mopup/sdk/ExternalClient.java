/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Programs of others, as processes of their own. They are there or the test fails: CONTRIBUTING.md says how to get them. */
final class ExternalClient {
    static final Path SCRIPTS = Path.of("src", "test", "clients").toAbsolutePath();

    private static final long LIMIT_SECONDS = 180;
    private static final String KEY = "mopupdev";

    private ExternalClient() {}

    /** What a program printed to its standard output; fails with all that it printed if it ended with an error. */
    static String run(final String... command) {
        return run(Map.of(), command);
    }

    /** The same with more variables in its environment. */
    static String run(final Map<String, String> variables, final String... command) {
        try {
            final Path out = Files.createTempFile(Path.of("target"), "client-", ".out");
            final Path err = Files.createTempFile(Path.of("target"), "client-", ".err");
            final ProcessBuilder builder = new ProcessBuilder(List.of(command))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment()
                    .putAll(Map.of(
                            "AWS_ACCESS_KEY_ID",
                            KEY,
                            "AWS_SECRET_ACCESS_KEY",
                            KEY + "secret",
                            "AWS_DEFAULT_REGION",
                            "us-east-1",
                            "AWS_EC2_METADATA_DISABLED",
                            "true"));
            // What the machine is set up with must not decide what a client does.
            builder.environment().remove("AWS_CA_BUNDLE");
            builder.environment().keySet().removeIf(name -> name.toLowerCase(Locale.ROOT)
                    .endsWith("_proxy"));
            builder.environment().putAll(variables);
            final Process process = builder.start();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            final String printed = Files.readString(out, StandardCharsets.UTF_8);
            assertThat(process.waitFor())
                    .as(() -> String.join(" ", command) + "\n" + printed + "\n" + text(err))
                    .isZero();
            return printed;
        } catch (final IOException e) {
            throw new AssertionError("Cannot be run: " + String.join(" ", command), e);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The JSON object that a program printed. */
    static JsonNode answers(final String... command) throws IOException {
        return new ObjectMapper().readTree(run(command));
    }

    private static String text(final Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (final IOException e) {
            return e.toString();
        }
    }
}
