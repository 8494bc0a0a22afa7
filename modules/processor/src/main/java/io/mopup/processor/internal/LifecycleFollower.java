/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.mopup.contract.RecordDecoder;
import io.mopup.contract.query.LifecycleEvent;
import io.mopup.contract.query.QueryErrorCode;
import io.mopup.contract.query.UploadHistory;
import io.mopup.http.LiveSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the lifecycle topic while somebody wants to know: it begins with the first question and ends some minutes after
 * the last one, because every instance reads the events of the whole installation.
 */
final class LifecycleFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LifecycleFollower.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int CAPACITY = 10_000;
    private static final String BEGIN = "begin";
    private static final String LIFECYCLE = "lifecycle";

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final RecordDecoder decoder;
    private final String topic;
    private final Listeners listeners;
    private final Duration idle;
    private Run run;
    private boolean closed;

    /** What a listener is told first. Without it, it would not know that it missed something. */
    record Beginning(Long since, boolean complete) {}

    /**
     * @param consumers each new, without a group, of committed records
     * @param idle after which it ends if nobody listens or asks
     */
    LifecycleFollower(
            final Supplier<Consumer<byte[], byte[]>> consumers,
            final RecordDecoder decoder,
            final String topic,
            final Listeners listeners,
            final Duration idle) {
        this.consumers = consumers;
        this.decoder = decoder;
        this.topic = topic;
        this.listeners = listeners;
        this.idle = idle;
    }

    /**
     * What is known of one upload.
     *
     * @throws QueryException if the topic cannot be read
     */
    UploadHistory history(final String uploadId, final int limit) {
        return ready().log.history(uploadId, limit);
    }

    /**
     * The events from now on.
     *
     * @param seen the id of the last event that the listener has seen, or null. It is told what came since, or that this
     *     is not known any more
     * @throws QueryException if the topic cannot be read, or there are too many listeners
     */
    LiveSource listen(final String seen) {
        final Run current = ready();
        // No event is added in between, so none is missed and none comes twice.
        synchronized (current.log) {
            final List<EventLog.Numbered> missed = current.missed(seen);
            final List<byte[]> first = new ArrayList<>();
            first.add(ServerSentEvents.event(
                    current.id(missed == null || missed.isEmpty() ? current.log.last() : current.number(seen)),
                    BEGIN,
                    new Beginning(current.log.since(), missed != null)));
            if (missed != null) {
                missed.forEach(event -> first.add(current.message(event)));
            }
            return listeners.add(first);
        }
    }

    @Override
    public void close() {
        final Run current;
        synchronized (this) {
            closed = true;
            current = run;
        }
        listeners.end();
        if (current != null) {
            current.end();
        }
    }

    private Run ready() {
        final Run current = running();
        try {
            current.caughtUp.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return current;
        } catch (final TimeoutException e) {
            throw new QueryException(QueryErrorCode.NOT_READY, "The lifecycle topic is being read.", e);
        } catch (final ExecutionException e) {
            throw new QueryException(
                    QueryErrorCode.NOT_READY,
                    "The lifecycle topic cannot be read: " + e.getCause().getMessage(),
                    e);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QueryException(QueryErrorCode.NOT_READY, "This instance stops.", e);
        }
    }

    private synchronized Run running() {
        if (closed) {
            throw new QueryException(QueryErrorCode.NOT_READY, "This instance stops.");
        }
        if (run == null || run.over) {
            run = new Run();
            run.thread.start();
        }
        run.askedAt = System.nanoTime();
        return run;
    }

    private synchronized boolean ended(final Run one) {
        one.over |= closed || listeners.isEmpty() && System.nanoTime() - one.askedAt > idle.toNanos();
        return one.over;
    }

    /** From one beginning to one end; ids of events of different runs never agree. */
    private final class Run {
        private final String name = UUID.randomUUID().toString();
        private final EventLog log = new EventLog(CAPACITY);
        private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();
        private final Thread thread = new Thread(this::follow, "mopup-lifecycle-follower");
        private volatile boolean over;
        private volatile long askedAt;

        private Run() {
            thread.setDaemon(true);
        }

        private void follow() {
            try (Consumer<byte[], byte[]> consumer = consumers.get()) {
                final int partitions = consumer.partitionsFor(topic).size();
                try (LifecycleReader reader = new LifecycleReader(
                        consumer, decoder, topic, log, CAPACITY / partitions, System.currentTimeMillis())) {
                    while (!ended(this)) {
                        read(reader);
                    }
                }
            } catch (final RuntimeException e) {
                LOG.warn("The lifecycle topic cannot be read; the next question tries again", e);
                over = true;
                caughtUp.completeExceptionally(e);
                listeners.end();
            } finally {
                over = true;
            }
        }

        private void read(final LifecycleReader reader) {
            final List<LifecycleEvent> events = reader.poll(POLL);
            synchronized (log) {
                events.forEach(event -> listeners.tell(message(log.add(event))));
            }
            if (!caughtUp.isDone() && reader.caughtUp()) {
                caughtUp.complete(null);
            }
        }

        private void end() {
            over = true;
            try {
                thread.join(PATIENCE.toMillis());
            } catch (final InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private String id(final long number) {
            return name + '/' + number;
        }

        private byte[] message(final EventLog.Numbered event) {
            return ServerSentEvents.event(id(event.number()), LIFECYCLE, event.event());
        }

        /** What came since; null if that is not known, and nothing for a listener that is new. */
        private List<EventLog.Numbered> missed(final String seen) {
            return seen == null ? List.of() : number(seen) < 0 ? null : log.behind(number(seen));
        }

        private long number(final String seen) {
            if (seen == null || !seen.startsWith(name + '/')) {
                return -1;
            }
            try {
                return Long.parseLong(seen.substring(name.length() + 1));
            } catch (final NumberFormatException e) {
                return -1;
            }
        }
    }
}
