/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An SDK of another language, in a process that takes one call a line as JSON and answers each with one line. */
final class ScriptClient implements ClientUnderTest, AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Process process;
    private final Writer calls;
    private final BufferedReader answers;

    ScriptClient(final String... command) {
        try {
            process = ExternalClient.builder(Map.of(), command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (final IOException e) {
            throw new AssertionError("Cannot be run: " + String.join(" ", command), e);
        }
        calls = process.outputWriter(StandardCharsets.UTF_8);
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static ScriptClient boto3() {
        return new ScriptClient(
                "/usr/bin/python3",
                ExternalClient.SCRIPTS.resolve("boto3_calls.py").toString(),
                Taps.S3.url(),
                Taps.GLACIER.url());
    }

    static ScriptClient javaScript() {
        return new ScriptClient(
                "node",
                ExternalClient.SCRIPTS.resolve("js").resolve("calls.js").toString(),
                Taps.S3.url(),
                Taps.GLACIER.url());
    }

    @Override
    public Shown call(final ApiCall call) throws IOException, Inexpressible {
        call.signer();
        calls.write(MAPPER.writeValueAsString(call) + "\n");
        calls.flush();
        final String line = answers.readLine();
        if (line == null) {
            throw new IOException("The client has ended");
        }
        final JsonNode shown = MAPPER.readTree(line);
        return new Shown(
                shown.path("status").asInt(),
                shown.path("code").asText(),
                shown.path("message").asText());
    }

    /** Ends the process: its input ends. */
    @Override
    public void close() throws IOException {
        calls.close();
    }
}
