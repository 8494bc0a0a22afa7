/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.agent.internal;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.serializers.AbstractKafkaSchemaSerDeConfig;
import io.mopup.agent.AgentConfig;
import io.mopup.agent.AgentConfig.GroupProtocol;
import io.mopup.agent.AgentStartupException;
import io.mopup.contract.MopupTopic;
import io.mopup.contract.RecordDecoder;
import io.mopup.contract.RecordSerdes;
import io.mopup.storage.PartStorage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;

/** Everything that one agent is made of, from its configuration. */
public final class AgentRuntime {
    private static final Duration GOODBYE = Duration.ofSeconds(2);

    private final AgentConfig config;
    private final AgentMetrics metrics;
    private final RecordDecoder decoder;
    private final ReportPublisher publisher;
    private final ThreadPoolExecutor threads;
    private final WorkHandler handler;
    private volatile Optional<Instant> stopBy = Optional.empty();

    /**
     * Checks what has to hold, then builds.
     *
     * @throws AgentStartupException if the agent cannot start
     */
    public AgentRuntime(final AgentConfig config, final PartStorage storage) {
        final Map<String, Object> passedThrough = config.clientConfig();
        final SchemaRegistryClient registry = RecordSerdes.registry(passedThrough);
        check(config, registry);
        final RegistryPatience patience = new RegistryPatience();
        this.config = config;
        this.metrics = new AgentMetrics(config.name());
        this.decoder = RecordSerdes.decoder(registry);
        this.publisher =
                new ReportPublisher(config, RecordSerdes.serializer(registry, passedThrough), patience, metrics);
        // The queue has a bound of its own: one poll.
        this.threads = new ThreadPoolExecutor(
                config.parallelism(),
                config.parallelism(),
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Executors.defaultThreadFactory());
        final StoreWorker worker =
                new StoreWorker(storage, new StoreRetry(config, metrics), new Reports(config.name()), metrics);
        this.handler = new WorkHandler(decoder, patience, worker, publisher, config.topics(), threads, this::stopping);
    }

    /** Works until it is told to stop; then finishes what is in work, and gives back what has not begun. */
    public void run() throws InterruptedException {
        final WorkSource source = source();
        try {
            new WorkLoop(source, handler::handle, metrics, this::stopping).run(this::remaining);
        } finally {
            threads.shutdownNow();
            source.close(remaining());
            publisher.close(remaining());
            decoder.close();
            metrics.close();
        }
    }

    /** Tells {@link #run} to end, and when it has to be done. */
    public void stop(final Instant deadline) {
        stopBy = Optional.of(deadline);
    }

    private boolean stopping() {
        return stopBy.isPresent();
    }

    /** What is left until the deadline; at least as much as a goodbye to the brokers takes. */
    private Duration remaining() {
        final Duration left = stopBy.map(deadline -> Duration.between(Instant.now(), deadline))
                .orElse(Duration.ZERO);
        return left.compareTo(GOODBYE) > 0 ? left : GOODBYE;
    }

    /** The metrics as they stand. */
    public AgentMetrics metrics() {
        return metrics;
    }

    private WorkSource source() {
        final List<String> topics = List.of(
                config.topics().of(MopupTopic.PART_DELETIONS), config.topics().of(MopupTopic.ABORT_ROUNDS));
        return config.groupProtocol() == GroupProtocol.SHARE
                ? new ShareWorkSource(config, topics)
                : new ConsumerWorkSource(config, topics);
    }

    private static void check(final AgentConfig config, final SchemaRegistryClient registry) {
        final StartupChecks checks = new StartupChecks(config);
        try (Admin admin = Admin.create(config.clientConfig())) {
            checks.checkTopics(admin);
            if (config.groupProtocol() == GroupProtocol.SHARE) {
                checks.checkShareGroup(new ShareGroupSettings(admin, config.groupId()));
            }
        }
        final Object autoRegister = config.clientConfig().get(AbstractKafkaSchemaSerDeConfig.AUTO_REGISTER_SCHEMAS);
        if (!Boolean.parseBoolean(String.valueOf(autoRegister))) {
            checks.checkRegistry(registry);
        }
    }
}
