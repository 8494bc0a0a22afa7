/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.mopup.admin.AdminAnswers;
import io.mopup.admin.AdminPeers;
import io.mopup.admin.AdminRoutes;
import io.mopup.admin.AdminSecurity;
import io.mopup.admin.AdminServer;
import io.mopup.admin.Health;
import io.mopup.admin.HostPort;
import io.mopup.admin.MetricsEndpoint;
import io.mopup.contract.query.ProcessorStatus;
import io.mopup.contract.query.QueryErrorCode;
import io.mopup.contract.query.QueryPaths;
import io.mopup.http.HttpHandler;
import io.mopup.http.HttpLimits;
import io.mopup.http.HttpResponse;
import io.mopup.processor.ProcessorMetric;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/**
 * The admin port of a processor. Listens before Kafka Streams is there, because the others are told the port when it joins;
 * until then everybody is told to come back.
 */
public final class ProcessorAdmin implements AutoCloseable {
    private static final Duration FORWARD_LIMIT = Duration.ofSeconds(5);
    private static final String NAME = "mopup-admin";
    private static final String TOPOLOGY = "/topology";

    private final OtherInstances others;
    private final AdminServer server;
    private final MetricsEndpoint metrics = new MetricsEndpoint();
    private volatile ConsoleService console;
    private volatile HttpHandler routes;

    /**
     * Listens.
     *
     * @param security of this port
     * @param peers how the ports of other instances are asked
     * @throws io.mopup.http.HttpServerException if it cannot
     */
    public ProcessorAdmin(final HostPort listener, final AdminSecurity security, final AdminPeers peers) {
        others = new OtherInstances(FORWARD_LIMIT, HttpLimits.DEFAULT.threads() / 2, peers);
        routes = notStarted();
        server = AdminServer.start(NAME, listener, security, request -> routes.handle(request));
    }

    private AdminRoutes notStarted() {
        final HttpHandler later = request -> AdminAnswers.error(QueryErrorCode.NOT_READY, NotStarted.MESSAGE);
        return ConsoleFiles.addTo(new NotStarted().addTo(AdminRoutes.none().with(MetricsEndpoint.PATH, metrics)))
                .with(QueryPaths.UPLOADS, new QueryHandler(new NotStarted(), others))
                .with(QueryPaths.LIST, later)
                .with(QueryPaths.SUMMARY, later)
                .with(QueryPaths.EVENTS, later);
    }

    /** With the port that was free. */
    public HostPort bound() {
        return server.bound();
    }

    /**
     * Answers from this instance from now on.
     *
     * @param self as the other instances know this one
     * @param config that Kafka Streams was made with
     */
    public void serve(
            final KafkaStreams streams,
            final Topology topology,
            final HostPort self,
            final Map<String, Object> config,
            final FoldParts parts) {
        final String applicationId =
                config.get(StreamsConfig.APPLICATION_ID_CONFIG).toString();
        final byte[] description = topology.describe().toString().getBytes(StandardCharsets.UTF_8);
        metrics.ours(List.of(ProcessorMetric.values()), streams::metrics).kafka(streams::metrics);
        final AdminRoutes health = new ProcessorHealth(streams, applicationId, self)
                .addTo(AdminRoutes.none().with(MetricsEndpoint.PATH, metrics))
                .with(TOPOLOGY, request -> HttpResponse.bytes(200, "text/plain; charset=utf-8", description));
        final StreamsUploads uploads = new StreamsUploads(streams, self, parts);
        final ConsoleService service = new ConsoleService(uploads, others, parts, config);
        console = service;
        routes = service.addTo(health, new QueryHandler(uploads, others));
    }

    @Override
    public void close() {
        final ConsoleService service = console;
        if (service != null) {
            // Listeners would keep the port open for as long as it waits for requests to end.
            service.close();
        }
        server.close();
        metrics.close();
    }

    /** Checks of topics and registry may take minutes, and a restart would begin them anew. */
    private static final class NotStarted implements QueryHandler.Uploads, Health {
        private static final String STATE = "STARTING";
        private static final String MESSAGE = "This instance is starting.";

        @Override
        public UploadOwner owner(final String uploadId) {
            throw new QueryException(QueryErrorCode.NOT_READY, MESSAGE);
        }

        @Override
        public Optional<? extends Record> answer(final int partition, final QueryRequest query) {
            return Optional.empty();
        }

        @Override
        public Answer live() {
            return new Answer(true, STATE);
        }

        @Override
        public Answer ready() {
            return new Answer(false, STATE);
        }

        @Override
        public ProcessorStatus status() {
            return new ProcessorStatus(null, null, STATE, List.of(), List.of());
        }
    }
}
