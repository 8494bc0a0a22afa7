/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.mopup.contract.query.QueryErrorCode;
import io.mopup.http.HttpLimits;
import io.mopup.http.HttpServer;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.streams.KafkaStreams;

/**
 * Answers queries over HTTP. Listens before Kafka Streams is there, because the others are told the port when it joins;
 * until then everybody is told to come back.
 */
public final class QueryServer implements AutoCloseable {
    private static final Duration FORWARD_LIMIT = Duration.ofSeconds(5);
    private static final String NAME = "mopup-query";

    private final HttpServer server;
    private final HostPort bound;
    private volatile QueryHandler.Uploads uploads = new NotStarted();

    /**
     * Listens.
     *
     * @throws io.mopup.http.HttpServerException if it cannot
     */
    public QueryServer(final HostPort listener) {
        final HttpLimits limits = HttpLimits.DEFAULT;
        final OtherInstances others = new OtherInstances(FORWARD_LIMIT, limits.threads() / 2);
        server = HttpServer.start(
                NAME, listener.address(), limits, request -> new QueryHandler(uploads, others).handle(request));
        bound = listener.withPort(server.port());
    }

    /** With the port that was free. */
    public HostPort bound() {
        return bound;
    }

    /**
     * Answers from these stores from now on.
     *
     * @param self as the other instances know this one
     */
    public void serve(final KafkaStreams streams, final HostPort self, final FoldParts parts) {
        uploads = new StreamsUploads(streams, self, parts);
    }

    @Override
    public void close() {
        server.close();
    }

    private static final class NotStarted implements QueryHandler.Uploads {
        @Override
        public UploadOwner owner(final String uploadId) {
            throw new QueryException(QueryErrorCode.NOT_READY, "This instance is starting.");
        }

        @Override
        public Optional<? extends Record> answer(final int partition, final QueryRequest query) {
            return Optional.empty();
        }
    }
}
