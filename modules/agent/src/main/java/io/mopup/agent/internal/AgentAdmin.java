/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.agent.internal;

import io.mopup.admin.AdminRoutes;
import io.mopup.admin.AdminSecurity;
import io.mopup.admin.AdminServer;
import io.mopup.admin.Health;
import io.mopup.admin.HostPort;
import io.mopup.admin.MetricsEndpoint;
import io.mopup.agent.AgentConfig;
import io.mopup.agent.AgentMetric;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** The admin port of an agent. It answers from the start, while brokers and registry are still waited for. */
public final class AgentAdmin implements Health, AutoCloseable {
    /** Whether the agent works, by one word. */
    public enum State {
        STARTING,
        RUNNING,
        CLOSING,
        FAILED
    }

    private static final String NAME = "mopup-agent-admin";
    /** A restart helps none of these: they work, are about to, or end anyway. */
    private static final Set<State> LIVE = Set.of(State.STARTING, State.RUNNING, State.CLOSING);

    private final AgentConfig config;
    private final Supplier<State> state;
    private final MetricsEndpoint metrics;
    private final AdminServer server;

    /**
     * How an agent is.
     *
     * @param name in reports and metrics
     * @param group that shares the work
     * @param protocol of the group, share or classic
     * @param state STARTING, RUNNING, CLOSING, FAILED
     */
    public record AgentStatus(String name, String group, String protocol, String state) {}

    /**
     * Listens.
     *
     * @param own what {@link AgentMetric} names, nothing before the agent works
     * @throws io.mopup.http.HttpServerException if it cannot
     */
    public AgentAdmin(
            final HostPort listener,
            final AgentConfig config,
            final Supplier<State> state,
            final Supplier<? extends Map<MetricName, ? extends Metric>> own) {
        this.config = config;
        this.state = state;
        this.metrics =
                new MetricsEndpoint().ours(List.of(AgentMetric.values()), own).kafka(config::clientMetrics);
        this.server = AdminServer.start(
                NAME,
                listener,
                AdminSecurity.of(config),
                addTo(AdminRoutes.none().with(MetricsEndpoint.PATH, metrics)));
    }

    /** With the port that was free. */
    public HostPort bound() {
        return server.bound();
    }

    @Override
    public Answer live() {
        return new Answer(LIVE.contains(state.get()), state.get().name());
    }

    @Override
    public Answer ready() {
        return new Answer(state.get() == State.RUNNING, state.get().name());
    }

    @Override
    public AgentStatus status() {
        return new AgentStatus(
                config.name(),
                config.groupId(),
                config.getString(AgentConfig.GROUP_PROTOCOL_CONFIG),
                state.get().name());
    }

    @Override
    public void close() {
        server.close();
        metrics.close();
    }
}
