/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.mopup.admin.HostPort;
import io.mopup.contract.query.QueryErrorCode;
import io.mopup.contract.query.QueryJson;
import io.mopup.http.HttpResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts one question to this instance and to all others. */
final class AllInstances {
    private static final Logger LOG = LoggerFactory.getLogger(AllInstances.class);
    private static final int OK = 200;

    private final Supplier<List<HostPort>> others;
    private final Asking asking;
    private final Executor executor;

    /** The way to another instance. */
    @FunctionalInterface
    interface Asking {
        /** @throws QueryException if it does not answer */
        HttpResponse ask(HostPort instance, String path);
    }

    /**
     * What came back.
     *
     * @param answers in no particular order
     * @param failures one for each instance that gave none
     */
    record Answers<T extends Record>(List<T> answers, List<QueryException> failures) {}

    /** @param executor of a bounded number of threads, each of which waits for one instance */
    AllInstances(final Supplier<List<HostPort>> others, final Asking asking, final Executor executor) {
        this.others = others;
        this.asking = asking;
        this.executor = executor;
    }

    /**
     * Asks everybody at once.
     *
     * @param path where the others answer it
     */
    <T extends Record> Answers<T> ask(final String path, final Supplier<T> here, final Class<T> type) {
        final List<CompletableFuture<T>> asked = others.get().stream()
                .map(instance -> CompletableFuture.supplyAsync(() -> answer(instance, path, type), executor))
                .toList();
        final List<T> answers = new ArrayList<>(List.of(here.get()));
        final List<QueryException> failures = new ArrayList<>();
        for (final CompletableFuture<T> one : asked) {
            try {
                answers.add(one.join());
            } catch (final CompletionException e) {
                LOG.debug("No answer to {}", path, e);
                failures.add(failure(e.getCause()));
            }
        }
        return new Answers<>(answers, failures);
    }

    private <T extends Record> T answer(final HostPort instance, final String path, final Class<T> type) {
        final HttpResponse response = asking.ask(instance, path);
        if (response.status() != OK || !(response.content() instanceof HttpResponse.Content.Bytes body)) {
            throw new QueryException(
                    QueryErrorCode.NOT_READY, "The instance " + instance + " answers " + response.status() + ".");
        }
        try {
            return QueryJson.decode(body.bytes(), type);
        } catch (final IOException e) {
            throw new QueryException(
                    QueryErrorCode.OWNER_UNREACHABLE, "The instance " + instance + " answers something else.", e);
        }
    }

    private static QueryException failure(final Throwable cause) {
        return cause instanceof QueryException known
                ? known
                : new QueryException(QueryErrorCode.INTERNAL_ERROR, String.valueOf(cause), cause);
    }
}
