/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.mopup.admin.AdminRoutes;
import io.mopup.contract.MopupTopic;
import io.mopup.contract.query.QueryPaths;
import io.mopup.http.HttpHandler;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the console shows: lists, counts and events of the whole installation, and the console itself. */
final class ConsoleService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleService.class);
    private static final int ASKED_AT_ONCE = 8;
    private static final int LISTENERS = 32;
    private static final int LISTENER_ROOM = 1_000;
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final Duration FOLLOWER_IDLE = Duration.ofMinutes(10);
    private static final Duration SAMPLE = Duration.ofSeconds(10);
    private static final int SAMPLES = (int) Duration.ofHours(1).dividedBy(SAMPLE);

    private final ExecutorService asking = Executors.newFixedThreadPool(ASKED_AT_ONCE, named("mopup-admin-ask"));
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(named("mopup-admin-sample"));
    private final StreamsUploads uploads;
    private final LifecycleFollower follower;
    private final HttpHandler list;
    private final InstallationSummary summary;

    /** @param config that Kafka Streams was started with: the way to the brokers */
    ConsoleService(
            final StreamsUploads uploads,
            final OtherInstances others,
            final FoldParts parts,
            final Map<String, Object> config) {
        this.uploads = uploads;
        final AllInstances all = new AllInstances(uploads::others, others, asking);
        list = new ListHandler(uploads::list, all, parts.partitions());
        summary = new InstallationSummary(
                () -> parts.counts().of(uploads.partitions()),
                all,
                parts.partitions(),
                SAMPLES,
                System::currentTimeMillis);
        follower = new LifecycleFollower(
                () -> new KafkaConsumer<>(consumer(config), new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                parts.codecs().decoder(),
                parts.topics().of(MopupTopic.LIFECYCLE),
                new Listeners(LISTENERS, LISTENER_ROOM, HEARTBEAT.toMillis()),
                FOLLOWER_IDLE);
        final var unused = timer.scheduleWithFixedDelay(
                this::sample, SAMPLE.toMillis() / 10, SAMPLE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** With everything of this, and what is asked of single uploads. */
    AdminRoutes addTo(final AdminRoutes routes, final HttpHandler single) {
        final EventHandlers events = new EventHandlers(follower);
        return ConsoleFiles.addTo(routes)
                .with(QueryPaths.LIST, list)
                .with(QueryPaths.UPLOADS, events.historyOr(single))
                .with(QueryPaths.SUMMARY, summary)
                .with(QueryPaths.EVENTS, events::events);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        follower.close();
        asking.shutdownNow();
    }

    /** As the processor reads, but alone and from where it wants to. */
    private static Map<String, Object> consumer(final Map<String, Object> config) {
        final Map<String, Object> consumer =
                new StreamsConfig(config).getRestoreConsumerConfigs("mopup-lifecycle-follower");
        consumer.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        return consumer;
    }

    /** A task that failed once would never run again. */
    private void sample() {
        try {
            summary.sample();
        } catch (final QueryException e) {
            LOG.debug("There is no sample while there is nothing to count", e);
        } catch (final RuntimeException e) {
            LOG.warn("No sample could be taken; it tries again", e);
        }
    }

    private static ThreadFactory named(final String name) {
        return task -> {
            final Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
