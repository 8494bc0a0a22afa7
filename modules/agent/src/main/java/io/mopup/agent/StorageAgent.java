/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.agent;

import io.mopup.admin.AdminConfig;
import io.mopup.admin.HostPort;
import io.mopup.agent.internal.AgentAdmin;
import io.mopup.agent.internal.AgentRuntime;
import io.mopup.http.HttpServerException;
import io.mopup.storage.PartStorage;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.metrics.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Executes part deletions and abort rounds on one store, and reports what it did.
 *
 * <p>At least once: a record is acknowledged after its report is safe on the broker. An agent that dies in between leaves
 * the record to another one, which finds nothing left to delete and reports that.
 */
public final class StorageAgent implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StorageAgent.class);
    private static final Duration CLOSE_DEFAULT = Duration.ofSeconds(30);

    private final AgentConfig config;
    private final PartStorage storage;
    private final Consumer<Throwable> onFailure;

    private volatile boolean stopping;
    private volatile Throwable failure;
    private volatile AgentRuntime runtime;
    private volatile Thread thread;
    private volatile AgentAdmin admin;

    public StorageAgent(final AgentConfig config, final PartStorage storage) {
        this(config, storage, failure -> {});
    }

    /** @param onFailure called once, from the agent's thread, if the agent ends by itself */
    public StorageAgent(final AgentConfig config, final PartStorage storage, final Consumer<Throwable> onFailure) {
        this.config = config;
        this.storage = storage;
        this.onFailure = onFailure;
    }

    /**
     * Checks topics, group and registry, waiting for them if need be, and begins to work.
     *
     * @throws AgentStartupException if something has to be done by a person first
     */
    public synchronized void start() {
        if (thread != null) {
            throw new IllegalStateException("An agent starts once");
        }
        AdminConfig.listener(config).ifPresent(this::listen);
        try {
            runtime = new AgentRuntime(config, storage);
        } catch (final RuntimeException e) {
            closeAdmin();
            throw e;
        }
        thread = new Thread(this::run, "mopup-agent-" + config.name());
        thread.start();
        LOG.info(
                "Agent {} works in {} group {}, {} records at a time.",
                config.name(),
                config.getString(AgentConfig.GROUP_PROTOCOL_CONFIG),
                config.groupId(),
                config.parallelism());
    }

    /** Whether the agent works: it was started, was not closed, and has not failed. */
    public boolean healthy() {
        return thread != null && thread.isAlive() && !stopping && failure == null;
    }

    /** Where it answers how it is, as host:port; empty if nobody listens. */
    public Optional<String> adminAddress() {
        return Optional.ofNullable(admin).map(listening -> listening.bound().toString());
    }

    /** Why the agent ended by itself, if it did. */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    /** The metrics that {@link AgentMetric} names, as they stand; empty before the start. */
    public Optional<Metrics> metrics() {
        return Optional.ofNullable(runtime).map(built -> built.metrics().registry());
    }

    /** Closes with a time-out of 30 s. */
    @Override
    public void close() {
        close(CLOSE_DEFAULT);
    }

    /**
     * Takes no more records, finishes what is in work, and gives the rest back to the group.
     *
     * @param timeout how long to wait for what is in work, 10 s at the most; what is not done by then will be delivered
     *     again
     */
    public synchronized void close(final Duration timeout) {
        stopping = true;
        if (thread == null) {
            closeAdmin();
        }
        // The callback for failures may close the agent from its own thread.
        if (thread == null || thread == Thread.currentThread()) {
            return;
        }
        runtime.stop(Instant.now().plus(timeout));
        try {
            thread.join(timeout.plus(CLOSE_DEFAULT).toMillis());
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
        closeAdmin();
    }

    private void listen(final HostPort listener) {
        try {
            admin = new AgentAdmin(listener, config, this::state, () -> metrics()
                    .map(Metrics::metrics)
                    .orElse(Map.of()));
        } catch (final HttpServerException e) {
            throw new AgentStartupException(
                    e.getMessage() + " Check " + AdminConfig.LISTENER_CONFIG + ", and that nobody else has the port.",
                    e);
        }
        LOG.info("The admin port is {}", admin.bound());
    }

    private AgentAdmin.State state() {
        if (failure != null) {
            return AgentAdmin.State.FAILED;
        }
        if (stopping) {
            return AgentAdmin.State.CLOSING;
        }
        return thread == null ? AgentAdmin.State.STARTING : AgentAdmin.State.RUNNING;
    }

    private void closeAdmin() {
        if (admin != null) {
            admin.close();
        }
    }

    private void run() {
        try {
            runtime.run();
        } catch (final Throwable e) {
            if (!stopping) {
                failure = e;
                LOG.error("Agent {} ends; what it held will be delivered again.", config.name(), e);
                onFailure.accept(e);
            }
        }
    }
}
