/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway;

import io.mopup.admin.AdminConfig;
import io.mopup.admin.AdminSecurity;
import io.mopup.admin.ClientMetricsReporter;
import io.mopup.client.ClientConfig;
import io.mopup.client.MopupClient;
import io.mopup.client.UploadQueries;
import io.mopup.gateway.GatewayMetrics.Api;
import io.mopup.gateway.assembly.Assembler;
import io.mopup.gateway.assembly.Assembly;
import io.mopup.gateway.assembly.Reconciler;
import io.mopup.gateway.auth.Authenticator;
import io.mopup.gateway.auth.CredentialsFile;
import io.mopup.gateway.auth.Sessions;
import io.mopup.gateway.glacier.Archives;
import io.mopup.gateway.glacier.GlacierOperations;
import io.mopup.gateway.objects.ObjectStore;
import io.mopup.gateway.s3.S3Operations;
import io.mopup.gateway.state.BucketView;
import io.mopup.gateway.state.UploadIndex;
import io.mopup.http.HttpHandler;
import io.mopup.http.HttpServer;
import io.mopup.storage.PartStorage;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** A gateway: two listeners in front of the processor, and a share in the assembly of what is completed. */
public final class Gateway implements AutoCloseable {
    private static final Duration CATCH_UP = Duration.ofSeconds(60);

    private final GatewayConfig config;
    private final Clock clock;
    private final GatewayMetrics metrics;
    private final Deque<AutoCloseable> closing = new ArrayDeque<>();
    private Optional<HttpServer> s3 = Optional.empty();
    private Optional<HttpServer> glacier = Optional.empty();
    private Optional<GatewayAdmin> admin = Optional.empty();
    private volatile Optional<Platform> serving = Optional.empty();

    private Gateway(final GatewayConfig config, final Clock clock) {
        this.config = config;
        this.clock = clock;
        this.metrics = closed(new GatewayMetrics(config.decisionTimeout()));
    }

    /**
     * What a gateway stores bytes in.
     *
     * @param root of the store, where it keeps notes of its own
     */
    public record Store(PartStorage parts, ObjectStore objects, Path root) {}

    /**
     * Starts, and returns when requests are answered.
     *
     * @throws io.mopup.client.MopupClientException if Kafka does not answer or the topics are not there
     * @throws io.mopup.http.HttpServerException if a port is taken
     */
    public static Gateway start(final GatewayConfig config, final ClientConfig clientConfig, final Store store) {
        final Gateway gateway = new Gateway(config, Clock.systemUTC());
        try {
            gateway.open(clientConfig, store);
            return gateway;
        } catch (final RuntimeException e) {
            gateway.close();
            throw e;
        }
    }

    /** The port of the S3 API, if it is answered. */
    public OptionalInt s3Port() {
        return port(s3);
    }

    /** The port of the Glacier API, if it is answered. */
    public OptionalInt glacierPort() {
        return port(glacier);
    }

    /** Where it answers how it is, as host:port; empty if nobody listens. */
    public Optional<String> adminAddress() {
        return admin.map(listening -> listening.bound().toString());
    }

    /** What it measures. */
    public GatewayMetrics metrics() {
        return metrics;
    }

    /** Takes no more requests, ends those under way, then the rest. */
    @Override
    public void close() {
        while (!closing.isEmpty()) {
            try {
                closing.pop().close();
            } catch (final Exception e) {
                throw new IllegalStateException("The gateway does not close", e);
            }
        }
    }

    private void open(final ClientConfig original, final Store store) {
        final ClientMetricsReporter.Known clients = new ClientMetricsReporter.Known();
        admin = AdminConfig.listener(config)
                .map(listener -> closed(new GatewayAdmin(
                        listener,
                        AdminSecurity.of(config),
                        this::status,
                        metrics.registry()::metrics,
                        clients::metrics)));
        final ClientConfig clientConfig =
                admin.isEmpty() ? original : new ClientConfig(clients.added(original.originals()));
        final MopupClient client = closed(new MopupClient(clientConfig));
        final Platform platform = new Platform(
                new Decisions(client, config.decisionTimeout()),
                new UploadQueries(clientConfig),
                closed(new BucketView(client)),
                closed(new UploadIndex(client)),
                store.parts(),
                new UploadNotes(store.root()),
                new Generations(clock),
                metrics,
                clock);
        platform.buckets().catchUp(CATCH_UP);
        platform.index().catchUp(CATCH_UP);
        closed(new Assembler(
                clientConfig,
                config.getString(GatewayConfig.ASSEMBLY_GROUP_CONFIG),
                config.getInt(GatewayConfig.ASSEMBLY_PARALLELISM_CONFIG),
                new Assembly(platform.notes(), store.parts(), store.objects(), platform.decisions(), clock)));
        closed(new Reconciler(
                platform.notes(),
                platform.queries(),
                store.parts(),
                clock,
                Duration.ofMillis(config.getLong(GatewayConfig.RECONCILE_AGE_CONFIG))));
        listen(platform, store.objects());
        serving = Optional.of(platform);
    }

    private GatewayAdmin.GatewayStatus status() {
        final GatewayAdmin.State state = serving.map(platform ->
                        platform.buckets().isOpen() && platform.index().isOpen()
                                ? GatewayAdmin.State.RUNNING
                                : GatewayAdmin.State.BROKEN)
                .orElse(GatewayAdmin.State.STARTING);
        return new GatewayAdmin.GatewayStatus(
                state, s3Port().orElse(0), glacierPort().orElse(0));
    }

    private void listen(final Platform platform, final ObjectStore objects) {
        final CredentialsFile credentials = Optional.ofNullable(config.getString(GatewayConfig.CREDENTIALS_CONFIG))
                .map(file -> CredentialsFile.read(Path.of(file)))
                .orElseGet(CredentialsFile::development);
        final Sessions sessions = Sessions.of(credentials, clock);
        s3 = config.listener(GatewayConfig.S3_LISTENER_CONFIG)
                .map(address -> server(
                        Api.S3,
                        address,
                        S3Operations.service(credentials, clock, sessions, platform, objects, config.domains())));
        glacier = config.listener(GatewayConfig.GLACIER_LISTENER_CONFIG)
                .map(address -> server(
                        Api.GLACIER,
                        address,
                        GlacierOperations.service(
                                Authenticator.glacier(credentials, clock, sessions), platform, Archives.in(objects))));
    }

    private HttpServer server(final Api api, final InetSocketAddress address, final HttpHandler handler) {
        final HttpServer server = closed(
                HttpServer.start("mopup-" + api.name().toLowerCase(Locale.ROOT), address, config.limits(), handler));
        metrics.cutOff(api, server::answersCutOff);
        return server;
    }

    private <T extends AutoCloseable> T closed(final T resource) {
        closing.push(resource);
        return resource;
    }

    private static OptionalInt port(final Optional<HttpServer> server) {
        return server.map(open -> OptionalInt.of(open.port())).orElseGet(OptionalInt::empty);
    }
}
