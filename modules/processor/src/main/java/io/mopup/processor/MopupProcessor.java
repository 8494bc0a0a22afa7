/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor;

import io.mopup.admin.AdminConfig;
import io.mopup.admin.AdminPeers;
import io.mopup.admin.AdminSecurity;
import io.mopup.admin.HostPort;
import io.mopup.http.HttpServerException;
import io.mopup.processor.internal.FoldParts;
import io.mopup.processor.internal.FoldTopology;
import io.mopup.processor.internal.Incurable;
import io.mopup.processor.internal.ProcessorAdmin;
import io.mopup.processor.internal.RegistryAccess;
import io.mopup.processor.internal.StartupChecks;
import io.mopup.processor.internal.StreamsDefaults;
import io.mopup.processor.internal.ThreadReplacement;
import io.mopup.processor.internal.TopicShapes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One instance of the processor. Instances with the same application id share the partitions of the input topics.
 *
 * <p>{@link #start} once, {@link #close} once; both from any thread.
 */
public final class MopupProcessor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MopupProcessor.class);
    private static final int ADMIN_TIMEOUT_MS = 5_000;
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(60);

    private final ProcessorConfig config;
    private final RegistryAccess registry;
    private final CountDownLatch settled = new CountDownLatch(1);
    private volatile KafkaStreams streams;
    private volatile ProcessorAdmin adminPort;
    private volatile boolean closing;

    public MopupProcessor(final ProcessorConfig config) {
        this.config = config;
        this.registry = new RegistryAccess(config.originals());
    }

    /** What a processor of this configuration is made of. Names of topics follow from it, their partitions do not. */
    public static TopologyDescription topology(final ProcessorConfig config) {
        final RegistryAccess registry = new RegistryAccess(config.originals());
        final FoldParts parts = FoldParts.of(config, registry.codecs(), 1, Integer.MAX_VALUE);
        try {
            return FoldTopology.build(parts, config.exactlyOnce()).describe();
        } finally {
            registry.codecs().close();
        }
    }

    /**
     * Listens on the admin port, checks topics and schemas, then starts. Waits for brokers and registry up to the configured time.
     *
     * @throws StartupException if something is missing that waiting does not bring, or the processor was closed meanwhile
     */
    public void start() {
        AdminConfig.listener(config).ifPresent(this::listen);
        final StartupChecks checks =
                new StartupChecks(config.topics(), config.millis(ProcessorConfig.STARTUP_TIMEOUT_CONFIG));
        final TopicShapes shapes;
        try (Admin admin = Admin.create(adminConfig())) {
            shapes = checks.checkTopics(() -> TopicShapes.lookUp(admin, config.topics()));
            checks.checkState(
                    shapes, () -> TopicShapes.changelogs(admin, config.getString(StreamsConfig.APPLICATION_ID_CONFIG)));
        }
        checks.checkRegistry(registry);
        if (closing) {
            throw new StartupException("Closed while starting.");
        }
        if (config.getBoolean(FoldConfig.DELETE_ORPHANS_CONFIG)
                && !config.foldSettings().deleteOrphans()) {
            LOG.warn(
                    "{} has no effect with at_least_once: orphans are reported only.",
                    FoldConfig.DELETE_ORPHANS_CONFIG);
        }
        final Map<String, Object> streamsConfig = config.streamsConfig();
        adminAddress().ifPresent(address -> streamsConfig.put(StreamsConfig.APPLICATION_SERVER_CONFIG, address));
        final int maxRecordSize = Math.min(StreamsDefaults.maxRequestSize(streamsConfig), shapes.maxMessageBytes());
        final FoldParts parts =
                FoldParts.of(config, registry.codecs(), shapes.inputPartitions(config.topics()), maxRecordSize);
        final Topology topology = FoldTopology.build(parts, config.exactlyOnce());
        final KafkaStreams created = new KafkaStreams(topology, new StreamsConfig(streamsConfig));
        created.setUncaughtExceptionHandler(new ThreadReplacement(
                config.getInt(ProcessorConfig.THREAD_REPLACEMENTS_CONFIG),
                config.millis(ProcessorConfig.THREAD_REPLACEMENTS_WINDOW_CONFIG),
                config.millis(ProcessorConfig.REGISTRY_PAUSE_CONFIG),
                new Incurable(this::partitionsChanged),
                System::nanoTime));
        created.setStateListener(this::changed);
        streams = created;
        adminAddress()
                .flatMap(HostPort::parse)
                .ifPresent(self -> adminPort.serve(created, topology, self, streamsConfig, parts));
        created.start();
    }

    /** Where other instances and front ends ask for the state of uploads, as host:port; empty if nobody listens. */
    public Optional<String> adminAddress() {
        return Optional.ofNullable(adminPort)
                .map(server -> AdminConfig.advertised(config, server.bound()).toString());
    }

    /**
     * Waits until all partitions of this instance are being worked on.
     *
     * @return false if the time passed, or the processor ended before
     */
    public boolean awaitRunning(final Duration limit) throws InterruptedException {
        return settled.await(limit.toMillis(), TimeUnit.MILLISECONDS) && state() == State.RUNNING;
    }

    /** Where it stands. ERROR: it has shut itself down. */
    public State state() {
        final KafkaStreams current = streams;
        return current == null ? State.CREATED : current.state();
    }

    /** The metrics of this instance: those of {@link ProcessorMetric} and those of Kafka Streams. */
    public Map<MetricName, ? extends Metric> metrics() {
        final KafkaStreams current = streams;
        return current == null ? Map.of() : current.metrics();
    }

    /**
     * Ends after the record in hand, with everything committed. What is not committed when the time is over is worked
     * on again by whoever takes over.
     *
     * @return whether it ended within the time
     */
    public boolean close(final Duration limit) {
        closing = true;
        final ProcessorAdmin listening = adminPort;
        if (listening != null) {
            // First, so that no query reads a store that is being closed.
            listening.close();
        }
        final KafkaStreams current = streams;
        final boolean ended = current == null || current.close(closeOptions(limit));
        registry.codecs().close();
        return ended;
    }

    @Override
    public void close() {
        if (!close(CLOSE_LIMIT)) {
            LOG.warn("The processor did not end within {}; its uncommitted work will be repeated.", CLOSE_LIMIT);
        }
    }

    /** Streams' own default is to say nothing; then the partitions wait until the session of this instance is over. */
    private CloseOptions closeOptions(final Duration limit) {
        return CloseOptions.timeout(limit)
                .withGroupMembershipOperation(
                        config.getBoolean(ProcessorConfig.LEAVE_GROUP_CONFIG)
                                ? GroupMembershipOperation.LEAVE_GROUP
                                : GroupMembershipOperation.REMAIN_IN_GROUP);
    }

    private Optional<String> partitionsChanged() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(adminConfig())) {
            return TopicShapes.partitionsChanged(
                    admin, config.topics(), config.getString(StreamsConfig.APPLICATION_ID_CONFIG));
        }
    }

    private void listen(final HostPort listener) {
        try {
            final AdminSecurity security = AdminSecurity.of(config);
            adminPort = new ProcessorAdmin(listener, security, AdminPeers.of(config, security));
        } catch (final HttpServerException e) {
            throw new StartupException(
                    e.getMessage() + " Check " + AdminConfig.LISTENER_CONFIG + ", and that nobody else has the port.",
                    e);
        }
        LOG.info("The admin port is {}", adminPort.bound());
    }

    private void changed(final State now, final State before) {
        LOG.info("Processor: {} -> {}", before, now);
        if (now == State.RUNNING || now == State.ERROR || now == State.NOT_RUNNING) {
            settled.countDown();
        }
    }

    private Map<String, Object> adminConfig() {
        final Map<String, Object> admin =
                new HashMap<>(new StreamsConfig(config.streamsConfig()).getAdminConfigs("mopup-startup"));
        // Kafka would be silent for a minute; the checks try again and say so.
        admin.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ADMIN_TIMEOUT_MS);
        admin.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ADMIN_TIMEOUT_MS);
        return admin;
    }
}
