/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.client.internal;

import io.mopup.client.MopupClientException;
import io.mopup.contract.query.QueryError;
import io.mopup.contract.query.QueryErrorCode;
import io.mopup.contract.query.QueryJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/** Asks one instance after the other until one answers. Any of them can, because it asks the owner of the upload. */
public final class QueryTransport {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);
    /** Longer than an instance waits for another one, so that its reason arrives. */
    private static final long ATTEMPT_LIMIT = TimeUnit.SECONDS.toNanos(7);

    private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(1);
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int UNAVAILABLE = 503;

    private final HttpClient client;
    private final List<URI> urls;
    private final Duration limit;
    private final Optional<String> token;
    private volatile int preferred;

    /**
     * @param urls at least one, without a slash at the end
     * @param limit for a call with all its attempts
     * @param token that the instances want to see
     * @param tls for URLs of https; names of hosts are compared with their certificates
     */
    public QueryTransport(
            final List<URI> urls,
            final Duration limit,
            final Optional<String> token,
            final UnaryOperator<HttpClient.Builder> tls) {
        this.client = tls.apply(HttpClient.newBuilder())
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_LIMIT)
                .build();
        this.urls = List.copyOf(urls);
        this.limit = limit;
        this.token = token;
    }

    /**
     * Reads one answer; empty if there is no such upload.
     *
     * @throws MopupClientException if nobody answers in time, or with something else
     */
    public <T extends Record> Optional<T> get(final String path, final Class<T> type) {
        final long deadline = System.nanoTime() + limit.toNanos();
        final int first = preferred;
        long pause = FIRST_PAUSE;
        String refusal = "";
        for (int attempt = 0; attempt == 0 || System.nanoTime() < deadline; attempt++) {
            final int number = (first + attempt) % urls.size();
            final URI url = URI.create(urls.get(number) + path);
            try {
                final HttpResponse<byte[]> answer = send(url, Math.min(deadline - System.nanoTime(), ATTEMPT_LIMIT));
                if (answer.statusCode() != UNAVAILABLE) {
                    preferred = number;
                    return decode(url, answer, type);
                }
                refusal = url + ": " + error(answer);
            } catch (final TimeoutException e) {
                // The last attempt is cut short; what an instance said before tells more.
                refusal = refusal.isEmpty() ? url + ": no answer" : refusal;
            } catch (final IOException e) {
                refusal = url + ": " + e;
            }
            if (number == (first + urls.size() - 1) % urls.size()) {
                // Each of them was asked; a partition that moves needs some moments.
                pause(Math.min(pause, deadline - System.nanoTime()));
                pause = Math.min(2 * pause, LONGEST_PAUSE);
            }
        }
        throw new MopupClientException(
                "No instance of the processor answered within " + limit.toMillis() + " ms; the last one: " + refusal);
    }

    private HttpResponse<byte[]> send(final URI url, final long nanos) throws IOException, TimeoutException {
        final HttpRequest.Builder request = HttpRequest.newBuilder(url);
        token.ifPresent(known -> request.header("Authorization", "Bearer " + known));
        final CompletableFuture<HttpResponse<byte[]>> future =
                client.sendAsync(request.build(), BodyHandlers.ofByteArray());
        try {
            return future.get(nanos, TimeUnit.NANOSECONDS);
        } catch (final ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause()), e);
        } catch (final InterruptedException e) {
            throw interrupted(e);
        } finally {
            future.cancel(true);
        }
    }

    private static <T extends Record> Optional<T> decode(
            final URI url, final HttpResponse<byte[]> answer, final Class<T> type) {
        try {
            if (answer.statusCode() == OK) {
                return Optional.of(QueryJson.decode(answer.body(), type));
            }
        } catch (final IOException e) {
            throw new MopupClientException(url + " does not answer as a processor does; check the URL.", e);
        }
        final String code = error(answer);
        // A server that is no processor says 404 as well, and no upload may be taken for gone because of it.
        if (answer.statusCode() == NOT_FOUND && code.equals(QueryErrorCode.UNKNOWN_UPLOAD.name())) {
            return Optional.empty();
        }
        throw new MopupClientException(url + " answers " + answer.statusCode() + " " + code + ".");
    }

    private static String error(final HttpResponse<byte[]> answer) {
        try {
            return String.valueOf(
                    QueryJson.decode(answer.body(), QueryError.class).code());
        } catch (final IOException e) {
            return "without a reason";
        }
    }

    private static void pause(final long nanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (final InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static MopupClientException interrupted(final InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new MopupClientException("The query was interrupted.", cause);
    }
}
