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
        final Finished finished = start(variables, command).finish();
        assertThat(finished.exit())
                .as(() -> String.join(" ", command) + "\n" + finished.out() + "\n" + finished.err())
                .isZero();
        return finished.out();
    }

    /** What is left of a program that ended, in whatever way. */
    record Finished(int exit, String out, String err) {}

    /** A program that runs. */
    record Running(Process process, Path out, Path err) {

        /** Waits for its end; ends it after the time that any of them may take. */
        Finished finish() {
            try {
                if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
                return new Finished(process.waitFor(), text(out), text(err));
            } catch (final InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }

    /** Starts a program, whose output goes to files. */
    static Running start(final Map<String, String> variables, final String... command) {
        try {
            final Path out = Files.createTempFile(Path.of("target"), "client-", ".out");
            final Path err = Files.createTempFile(Path.of("target"), "client-", ".err");
            final Process process = builder(variables, command)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            return new Running(process, out, err);
        } catch (final IOException e) {
            throw new AssertionError("Cannot be run: " + String.join(" ", command), e);
        }
    }

    /** With the keys of the tests, and without what the machine is set up with. */
    static ProcessBuilder builder(final Map<String, String> variables, final String... command) {
        final ProcessBuilder builder = new ProcessBuilder(List.of(command));
        final Map<String, String> environment = builder.environment();
        environment.putAll(keys(KEY));
        environment.put("AWS_DEFAULT_REGION", "us-east-1");
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        // What the machine is set up with must not decide what a client does.
        environment.remove("AWS_CA_BUNDLE");
        environment.keySet().removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
        environment.putAll(variables);
        return builder;
    }

    /** Environment of a program that signs as this user. */
    static Map<String, String> keys(final String user) {
        return Map.of("AWS_ACCESS_KEY_ID", user, "AWS_SECRET_ACCESS_KEY", user + "secret");
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
