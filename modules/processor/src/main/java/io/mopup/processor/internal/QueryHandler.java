/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.mopup.admin.AdminAnswers;
import io.mopup.admin.HostPort;
import io.mopup.contract.query.QueryErrorCode;
import io.mopup.contract.query.QueryPaths;
import io.mopup.http.HttpHandler;
import io.mopup.http.HttpRequest;
import io.mopup.http.HttpResponse;
import java.util.Optional;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers queries where the upload is, or passes them on to the instance where it is. */
final class QueryHandler implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(QueryHandler.class);

    private final Uploads uploads;
    private final Instances instances;

    QueryHandler(final Uploads uploads, final Instances instances) {
        this.uploads = uploads;
        this.instances = instances;
    }

    /** The uploads of the whole installation, and which of them are here. */
    interface Uploads {
        /** @throws QueryException if that is not known at this moment */
        UploadOwner owner(String uploadId);

        /**
         * Answers from the stores of this instance; empty if the upload is not known.
         *
         * @throws InvalidStateStoreException if the partition has just left
         */
        Optional<? extends Record> answer(int partition, QueryRequest query);
    }

    /** The other instances. */
    @FunctionalInterface
    interface Instances {
        /** @throws QueryException if it does not answer */
        HttpResponse ask(HostPort instance, QueryRequest query);
    }

    @Override
    public HttpResponse handle(final HttpRequest request) {
        try {
            final QueryRequest query = QueryRequest.of(request);
            final UploadOwner owner = uploads.owner(query.uploadId());
            if (owner instanceof UploadOwner.Here here) {
                return uploads.answer(here.partition(), query)
                        .map(answer -> AdminAnswers.ok(answer))
                        .orElseGet(() -> AdminAnswers.error(QueryErrorCode.UNKNOWN_UPLOAD, "No such upload is known."));
            }
            if (request.headers().has(QueryPaths.FORWARDED_HEADER)) {
                // Two instances that each take the other one for the owner would pass it to and fro.
                return AdminAnswers.error(QueryErrorCode.NOT_READY, "The upload is on its way to another instance.");
            }
            return instances.ask(((UploadOwner.There) owner).address(), query);
        } catch (final QueryException e) {
            LOG.debug("Query {} {}", request.method(), request.path(), e);
            return AdminAnswers.error(e.code(), e.getMessage());
        } catch (final InvalidStateStoreException e) {
            LOG.debug("Query {} {}", request.method(), request.path(), e);
            return AdminAnswers.error(
                    QueryErrorCode.NOT_READY, "The partition of the upload is not worked on here any more.");
        }
    }
}
