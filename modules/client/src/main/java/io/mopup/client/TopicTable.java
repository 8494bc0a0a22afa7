/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.client;

import io.mopup.client.internal.KeyedRecord;
import io.mopup.client.internal.TopicReader;
import io.mopup.contract.RegistryUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows a compacted topic from its beginning, on a thread of its own, for as long as it is open. */
public final class TopicTable<T extends SpecificRecord> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicTable.class);
    private static final Duration POLL = Duration.ofMillis(20);

    private final String topic;
    private final TopicReader reader;
    private final Class<T> type;
    private final BiConsumer<String, Optional<T>> each;
    private final ConcurrentLinkedQueue<CompletableFuture<Void>> asked = new ConcurrentLinkedQueue<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private final Thread thread;
    private volatile MopupClientException ended;

    private record Waiting(Map<TopicPartition, Long> ends, CompletableFuture<Void> done) {}

    TopicTable(
            final String topic,
            final TopicReader reader,
            final Class<T> type,
            final BiConsumer<String, Optional<T>> each) {
        this.topic = topic;
        this.reader = reader;
        this.type = type;
        this.each = each;
        this.thread = new Thread(this::run, "mopup-table");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Waits until everything that is committed by now was handed out.
     *
     * @throws MopupClientException if that does not come in time, or the topic can no longer be read
     */
    public void catchUp(final Duration limit) {
        try {
            caughtUp().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (final ExecutionException e) {
            throw new MopupClientException(e.getCause().getMessage(), e.getCause());
        } catch (final TimeoutException e) {
            throw new MopupClientException(topic + " was not read to its end within " + limit.toSeconds() + " s.", e);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MopupClientException("Interrupted while " + topic + " was read.", e);
        }
    }

    /** Whether the topic is still followed: neither closed nor broken. */
    public boolean isOpen() {
        return ended == null;
    }

    private CompletableFuture<Void> caughtUp() {
        final CompletableFuture<Void> done = new CompletableFuture<>();
        asked.add(done);
        // After registering: a thread that ended before that would not find this one.
        if (ended != null) {
            done.completeExceptionally(ended);
        }
        return done;
    }

    @Override
    public void close() {
        ended = new ClientClosedException();
        reader.wakeup();
        try {
            thread.join();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (reader) {
            while (ended == null) {
                takeQuestions();
                readOne();
                waiting.removeIf(this::isAnswered);
            }
        } catch (final WakeupException e) {
            LOG.debug("Closed");
        } catch (final RuntimeException e) {
            LOG.error("A table can no longer be read", e);
            ended = new MopupClientException("The table can no longer be read: " + e.getMessage(), e);
        } finally {
            waiting.forEach(one -> one.done().completeExceptionally(ended));
            asked.forEach(one -> one.completeExceptionally(ended));
        }
    }

    private void takeQuestions() {
        if (asked.isEmpty()) {
            return;
        }
        // One look at the ends answers all who asked before it.
        final List<CompletableFuture<Void>> together = new ArrayList<>();
        for (CompletableFuture<Void> next = asked.poll(); next != null; next = asked.poll()) {
            together.add(next);
        }
        final Map<TopicPartition, Long> ends = reader.committedEnds();
        together.forEach(done -> waiting.add(new Waiting(ends, done)));
    }

    private boolean isAnswered(final Waiting one) {
        final boolean reached = reader.reached(one.ends());
        if (reached) {
            one.done().complete(null);
        }
        return reached;
    }

    private void readOne() {
        try {
            reader.next(POLL).ifPresent(this::handOut);
        } catch (final RegistryUnavailableException e) {
            LOG.warn("A record cannot be read: {}", e.getMessage());
        }
    }

    private void handOut(final KeyedRecord record) {
        if (record.value().isEmpty() || type.isInstance(record.value().get())) {
            each.accept(record.key(), record.value().map(type::cast));
        }
    }
}
