/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks.internal;

import io.mopup.benchmarks.BenchException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Requests with a bearer token, so that signing costs the client nothing. */
public final class GatewayClient {
    static final String TOKEN = "benchmark-token-of-32-characters";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int ERROR = 500;
    private static final Pattern CODE = Pattern.compile("<Code>([A-Za-z]+)</Code>");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;

    public GatewayClient(final String url) {
        this.url = url;
    }

    /** Sends and measures one request to the gateway; empty if it was not answered with 2xx. */
    Optional<HttpResponse<String>> send(
            final OperationTimes times,
            final String operation,
            final String method,
            final String target,
            final byte[] body) {
        return sendTo(times, operation, method, url + target, body);
    }

    /** The same to any server. */
    Optional<HttpResponse<String>> sendTo(
            final OperationTimes times,
            final String operation,
            final String method,
            final String where,
            final byte[] body) {
        final HttpRequest request = HttpRequest.newBuilder(URI.create(where))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + TOKEN)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
                .build();
        final long begin = System.nanoTime();
        try {
            final HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            times.add(operation, System.nanoTime() - begin, status(response));
            return response.statusCode() < 300 ? Optional.of(response) : Optional.empty();
        } catch (final IOException e) {
            times.add(operation, System.nanoTime() - begin, e.getClass().getSimpleName());
            return Optional.empty();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("Interrupted.", e);
        }
    }

    private static String status(final HttpResponse<String> response) {
        final Matcher code = CODE.matcher(response.body());
        return response.statusCode() >= ERROR && code.find()
                ? response.statusCode() + " " + code.group(1)
                : Integer.toString(response.statusCode());
    }
}
