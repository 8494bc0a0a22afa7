/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts {@code mopup up} as a process of its own, because signals and exit codes are what it is about. */
class UpCommandTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private Path directory;

    private Process process;

    @AfterEach
    void end() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void shouldAnswerAndEndCleanlyAndContinueWhenItIsStartedAndStoppedAndStartedAgain() throws Exception {
        final JsonNode first = up();
        assertThat(first.get("ready").asBoolean()).isTrue();
        assertThat(first.get("pid").asLong()).isEqualTo(process.pid());
        final Run abort = abort(first);
        assertThat(abort.exitCode()).as(abort.err()).isEqualTo(1);
        assertThat(abort.lines().get(0)).startsWith("404 NoSuchUpload");

        assertThat(metrics(first, "queryUrl"))
                .contains("mopup_processor_commands_total{", "kafka_stream_thread_process_ratio{");
        assertThat(metrics(first, "agentAdminUrl"))
                .contains("mopup_agent_in_flight{", "kafka_consumer_share_", "kafka_producer_");
        assertThat(metrics(first, "gatewayAdminUrl"))
                .contains("mopup_gateway_answers_cut_off_total{", "kafka_consumer_");
        for (final String url : List.of("queryUrl", "agentAdminUrl", "gatewayAdminUrl")) {
            assertThat(get(first, url, "/live").statusCode()).isEqualTo(200);
            assertThat(get(first, url, "/ready").statusCode()).isEqualTo(200);
            assertThat(get(first, url, "/status").body()).contains("RUNNING");
        }

        // Fetches and rounds take a moment; until then Kafka has no metrics of them.
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(measured(first)).containsAll(Monitoring.ofOthers()));

        final Run second = Run.mopup("up", "--data-dir", data());
        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.err())
                .contains("Another mopup (process " + process.pid() + ")")
                .hasLineCount(1);
        assertThat(stop()).isZero();

        final JsonNode again = up();
        // The same command gets its recorded answer: nothing was forgotten.
        assertThat(abort(again).out()).isEqualTo(abort.out());
        assertThat(stop()).isZero();
    }

    private JsonNode up() throws Exception {
        final ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Mopup.class.getName(),
                "up",
                "--data-dir",
                data(),
                "--kafka-port",
                "0",
                "--registry-port",
                "0",
                "--admin-port",
                "0",
                "--agent-admin-port",
                "0",
                "--gateway-admin-port",
                "0",
                "--json");
        builder.environment().put("MOPUP_FOLD_UNKNOWN_GRACE_MS", "500");
        final Path err = directory.resolve("stderr");
        process = builder.redirectError(err.toFile()).start();
        final BufferedReader out = process.inputReader();
        final String line = out.readLine();
        assertThat(line).as(Files.readString(err)).isNotNull();
        return MAPPER.readTree(line);
    }

    /** The names of all series of all three. */
    private static Set<String> measured(final JsonNode ready) throws Exception {
        final String all =
                metrics(ready, "queryUrl") + metrics(ready, "agentAdminUrl") + metrics(ready, "gatewayAdminUrl");
        return all.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toSet());
    }

    private static String metrics(final JsonNode ready, final String url) throws Exception {
        return get(ready, url, "/metrics").body();
    }

    private static HttpResponse<String> get(final JsonNode ready, final String url, final String path)
            throws Exception {
        final URI uri = URI.create(ready.get(url).asText() + path);
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    private int stop() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private String data() {
        return directory.resolve("data").toString();
    }

    private static Run abort(final JsonNode up) {
        return Run.mopup(
                "abort",
                "--dialect",
                "s3",
                "--bucket",
                "bucket",
                "--key",
                "k",
                "--upload-id",
                "u1",
                "--command-id",
                "c1",
                "--bootstrap-server",
                up.get("bootstrapServers").asText(),
                "--registry-url",
                up.get("registryUrl").asText());
    }
}
