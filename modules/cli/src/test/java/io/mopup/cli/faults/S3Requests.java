/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Requests to a gateway that may be away: tried again as an SDK does it, but for longer. Used by many threads. */
final class S3Requests {
    static final String TOKEN = "token-of-the-fault-tests";

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration ONE_TRY = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int SERVER_ERROR = 500;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;

    S3Requests(final String url) {
        this.url = url;
    }

    /**
     * Sends until there is an answer that is no server error.
     *
     * @throws IllegalStateException if there is none for two minutes
     */
    HttpResponse<byte[]> send(final String method, final String target, final byte[] body) {
        final long end = System.nanoTime() + PATIENCE.toNanos();
        String last;
        do {
            try {
                final HttpResponse<byte[]> answer = once(method, target, body);
                if (answer.statusCode() < SERVER_ERROR) {
                    return answer;
                }
                last = new String(answer.body(), StandardCharsets.UTF_8);
            } catch (final IOException e) {
                last = e.toString();
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        } while (System.nanoTime() - end < 0);
        throw new IllegalStateException(method + " " + target + " is not answered: " + last);
    }

    /** One try. */
    HttpResponse<byte[]> once(final String method, final String target, final byte[] body) throws IOException {
        final HttpRequest request = HttpRequest.newBuilder(URI.create(url + target))
                .timeout(ONE_TRY)
                .header("Authorization", "Bearer " + TOKEN)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
                .build();
        try {
            return client.send(request, BodyHandlers.ofByteArray());
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
