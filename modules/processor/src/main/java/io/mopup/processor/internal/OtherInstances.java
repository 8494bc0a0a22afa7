/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.mopup.admin.AdminPeers;
import io.mopup.admin.HostPort;
import io.mopup.contract.query.QueryErrorCode;
import io.mopup.contract.query.QueryJson;
import io.mopup.contract.query.QueryPaths;
import io.mopup.http.HttpResponse;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Passes queries on to other instances, for a bounded time and a bounded number of them at once. */
final class OtherInstances implements QueryHandler.Instances, AllInstances.Asking {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);
    private static final String RETRY_AFTER = "Retry-After";

    private final HttpClient client;
    private final Duration limit;
    private final AdminPeers peers;
    private final Semaphore underWay;

    /**
     * @param limit for one answer as a whole
     * @param atOnce fewer than there are threads, or two instances that wait for each other have none left to answer
     * @param peers how the others want to be asked
     */
    OtherInstances(final Duration limit, final int atOnce, final AdminPeers peers) {
        this.client = peers.client().connectTimeout(CONNECT_LIMIT).build();
        this.limit = limit;
        this.peers = peers;
        this.underWay = new Semaphore(atOnce);
    }

    @Override
    public HttpResponse ask(final HostPort instance, final QueryRequest query) {
        return ask(instance, query.path());
    }

    @Override
    public HttpResponse ask(final HostPort instance, final String path) {
        if (!underWay.tryAcquire()) {
            throw unreachable(instance, "too many queries wait for other instances", null);
        }
        try {
            return answer(instance, path);
        } finally {
            underWay.release();
        }
    }

    private HttpResponse answer(final HostPort instance, final String path) {
        final CompletableFuture<java.net.http.HttpResponse<byte[]>> future = client.sendAsync(
                peers.request(instance, path)
                        .header(QueryPaths.FORWARDED_HEADER, "1")
                        .build(),
                BodyHandlers.ofByteArray());
        try {
            // Not the time-out of the request: on Java 17 that ends with the headers, and the body may take for ever.
            return answer(instance, future.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (final TimeoutException e) {
            throw unreachable(instance, "no answer within " + limit.toMillis() + " ms", e);
        } catch (final ExecutionException e) {
            throw unreachable(instance, String.valueOf(e.getCause()), e);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(instance, "this instance stops", e);
        } finally {
            future.cancel(true);
        }
    }

    private static HttpResponse answer(final HostPort instance, final java.net.http.HttpResponse<byte[]> answer) {
        if (!answer.headers().firstValue("Content-Type").orElse("").equals(QueryJson.CONTENT_TYPE)) {
            throw unreachable(instance, "status " + answer.statusCode() + " of something else", null);
        }
        final HttpResponse response = HttpResponse.bytes(answer.statusCode(), QueryJson.CONTENT_TYPE, answer.body());
        return answer.headers()
                .firstValue(RETRY_AFTER)
                .map(seconds -> response.with(RETRY_AFTER, seconds))
                .orElse(response);
    }

    private static QueryException unreachable(final HostPort instance, final String why, final Throwable cause) {
        return new QueryException(QueryErrorCode.OWNER_UNREACHABLE, "Asked " + instance + ": " + why + ".", cause);
    }
}
