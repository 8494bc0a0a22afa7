/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway;

import io.mopup.admin.AdminRoutes;
import io.mopup.admin.AdminSecurity;
import io.mopup.admin.AdminServer;
import io.mopup.admin.Health;
import io.mopup.admin.HostPort;
import io.mopup.admin.MetricsEndpoint;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** The admin port of a gateway. It answers from the start, while topics are still being read. */
final class GatewayAdmin implements Health, AutoCloseable {
    /** Whether the gateway works, by one word. */
    enum State {
        STARTING,
        RUNNING,
        /** A topic that it has to follow cannot be read any more; what it knows grows old. */
        BROKEN
    }

    private static final String NAME = "mopup-gateway-admin";
    private static final Set<State> LIVE = Set.of(State.STARTING, State.RUNNING);

    private final Supplier<GatewayStatus> status;
    private final MetricsEndpoint metrics;
    private final AdminServer server;

    /**
     * How a gateway is.
     *
     * @param state STARTING, RUNNING, BROKEN
     * @param s3Port of the S3 API, 0 if it is not answered
     * @param glacierPort of the Glacier API, 0 if it is not answered
     */
    record GatewayStatus(State state, int s3Port, int glacierPort) {}

    /**
     * Listens.
     *
     * @param security of this port
     * @param own what {@link GatewayMetric} names
     * @param clients the metrics of the Kafka clients of this gateway
     * @throws io.mopup.http.HttpServerException if it cannot
     */
    GatewayAdmin(
            final HostPort listener,
            final AdminSecurity security,
            final Supplier<GatewayStatus> status,
            final Supplier<? extends Map<MetricName, ? extends Metric>> own,
            final Supplier<? extends Map<MetricName, ? extends Metric>> clients) {
        this.status = status;
        this.metrics =
                new MetricsEndpoint().ours(List.of(GatewayMetric.values()), own).kafka(clients);
        this.server = AdminServer.start(
                NAME, listener, security, addTo(AdminRoutes.none().with(MetricsEndpoint.PATH, metrics)));
    }

    /** With the port that was free. */
    HostPort bound() {
        return server.bound();
    }

    @Override
    public Answer live() {
        final State state = status.get().state();
        return new Answer(LIVE.contains(state), state.name());
    }

    @Override
    public Answer ready() {
        final State state = status.get().state();
        return new Answer(state == State.RUNNING, state.name());
    }

    @Override
    public GatewayStatus status() {
        return status.get();
    }

    @Override
    public void close() {
        server.close();
        metrics.close();
    }
}
