/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Prometheus itself, which scrapes every second; and what it thinks of our rules, which wait for nothing here. */
final class PrometheusServer implements AutoCloseable {
    private static final String PROGRAM = "/usr/bin/prometheus";

    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final String url;
    private final ExternalClient.Running server;

    /**
     * Starts it.
     *
     * @param rules the file of the alerts
     * @param targets host and port by job
     */
    PrometheusServer(final Path directory, final Path rules, final Map<String, String> targets) throws IOException {
        final StringBuilder config = new StringBuilder("global: {scrape_interval: 1s, evaluation_interval: 1s}\n");
        config.append("rule_files: [alerts.yml]\nscrape_configs:\n");
        targets.forEach((job, target) -> config.append("  - job_name: ")
                .append(job)
                .append("\n    static_configs: [{targets: [\"")
                .append(target)
                .append("\"]}]\n"));
        Files.writeString(directory.resolve("prometheus.yml"), config);
        Files.writeString(
                directory.resolve("alerts.yml"), Files.readString(rules).replaceAll("(?m)^ +for: .*\n", ""));
        final int port = freePort();
        url = "http://127.0.0.1:" + port;
        server = ExternalClient.start(
                Map.of(),
                PROGRAM,
                "--config.file=" + directory.resolve("prometheus.yml"),
                "--storage.tsdb.path=" + directory.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port);
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** The names of the alerts that fire. */
    Set<String> firing() throws IOException {
        final Set<String> firing = new TreeSet<>();
        get("/api/v1/alerts").at("/data/alerts").forEach(alert -> {
            if (alert.at("/state").asText().equals("firing")) {
                firing.add(alert.at("/labels/alertname").asText());
            }
        });
        return firing;
    }

    /** The names of the rules with what the server thinks of each: ok, unknown, err. */
    Map<String, String> health() throws IOException {
        final Map<String, String> health = new TreeMap<>();
        get("/api/v1/rules").at("/data/groups").forEach(group -> group.at("/rules")
                .forEach(rule ->
                        health.put(rule.at("/name").asText(), rule.at("/health").asText())));
        return health;
    }

    /** Whether it has a series of a metric. */
    boolean has(final String metric) throws IOException {
        final String query = URLEncoder.encode("count(" + metric + ")", StandardCharsets.UTF_8);
        return get("/api/v1/query?query=" + query).at("/data/result").size() == 1;
    }

    @Override
    public void close() {
        server.process().destroy();
        server.finish();
    }

    private JsonNode get(final String path) throws IOException {
        try {
            final HttpRequest request =
                    HttpRequest.newBuilder(URI.create(url + path)).build();
            return json.readTree(client.send(request, BodyHandlers.ofString()).body());
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
