/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Stands between a client and the gateway and keeps what both said, so that a case can look at all of an answer, and at what
 * the client really asked, though the client shows little of either. Changes nothing: the signatures stay good.
 * Can hold back what a case is not about.
 */
final class Tap {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    /** What belongs to one connection, or is written anew by who sends. */
    private static final Set<String> OF_CONNECTION = Set.of(
            "host", "connection", "content-length", "expect", "transfer-encoding", "date", "upgrade", "http2-settings");

    private static final WireAnswer HELD = new WireAnswer(400, Map.of(), new byte[0]);

    private final HttpServer server;
    private final String target;
    private final List<Exchange> seen = new CopyOnWriteArrayList<>();
    private volatile Predicate<Asked> gate = asked -> true;

    /**
     * What was asked.
     *
     * @param headers by lower-case name
     */
    record Asked(String method, URI uri, Map<String, String> headers, byte[] body) {}

    /** What was asked and answered. */
    record Exchange(Asked asked, WireAnswer answer) {}

    /** @param target where the gateway listens */
    Tap(final String target) {
        this.target = target;
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool(runnable -> {
            final Thread thread = new Thread(runnable, "tap");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::pass);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What came since {@link #let}, in the order of the answers. */
    List<Exchange> seen() {
        return List.copyOf(seen);
    }

    /** Forgets what came, and from now on answers by itself what must not go through, with a status that nobody retries. */
    void let(final Predicate<Asked> through) {
        gate = through;
        seen.clear();
    }

    private void pass(final HttpExchange exchange) throws IOException {
        try (exchange) {
            final byte[] body = exchange.getRequestBody().readAllBytes();
            final Map<String, String> headers = exchange.getRequestHeaders().entrySet().stream()
                    .collect(Collectors.toMap(
                            header -> lower(header.getKey()), header -> String.join(",", header.getValue())));
            final Asked asked = new Asked(exchange.getRequestMethod(), exchange.getRequestURI(), headers, body);
            final WireAnswer answer = gate.test(asked) ? forward(exchange, body) : HELD;
            seen.add(new Exchange(asked, answer));
            answer.headers().forEach((name, values) -> {
                if (!OF_CONNECTION.contains(name)) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private WireAnswer forward(final HttpExchange exchange, final byte[] body)
            throws IOException, InterruptedException {
        final HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(target + exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OF_CONNECTION.contains(lower(name)) || lower(name).equals("host")) {
                values.forEach(value -> request.header(name, value));
            }
        });
        final HttpResponse<byte[]> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        return new WireAnswer(response.statusCode(), WireRequest.headers(response), response.body());
    }

    private static String lower(final String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
