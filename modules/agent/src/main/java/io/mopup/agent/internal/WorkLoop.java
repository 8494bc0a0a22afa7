/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.agent.internal;

import io.mopup.agent.AgentMetric;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes records from a source, has them worked on, and acknowledges each when its report is safe. What takes long is
 * renewed again and again. Runs in one thread; what it holds is limited by one poll.
 */
public final class WorkLoop {
    private static final Logger LOG = LoggerFactory.getLogger(WorkLoop.class);

    /** Also how long a stop can go unnoticed. */
    private static final Duration POLL = Duration.ofMillis(200);

    private record Position(TopicPartition partition, long offset) {
        static Position of(final ConsumerRecord<?, ?> record) {
            return new Position(new TopicPartition(record.topic(), record.partition()), record.offset());
        }
    }

    /**
     * A record in work.
     *
     * @param deliveries how often the broker has delivered it; 0 where it does not count
     */
    private record Task(int deliveries, CompletableFuture<AcknowledgeType> result) {}

    private final WorkSource source;
    private final Function<ConsumerRecord<byte[], byte[]>, CompletableFuture<AcknowledgeType>> handler;
    private final AgentMetrics metrics;
    private final BooleanSupplier stopping;

    /** By position, because a record whose lock was lost can be delivered again while it is still in work here. */
    private final Map<Position, Task> inWork = new HashMap<>();

    public WorkLoop(
            final WorkSource source,
            final Function<ConsumerRecord<byte[], byte[]>, CompletableFuture<AcknowledgeType>> handler,
            final AgentMetrics metrics,
            final BooleanSupplier stopping) {
        this.source = source;
        this.handler = handler;
        this.metrics = metrics;
        this.stopping = stopping;
    }

    /**
     * Works until it is time to stop; then waits for what is in work, acknowledges it, and gives the rest back.
     *
     * @param drain how long that wait may be; it is never longer than records are surely held
     */
    public void run(final Supplier<Duration> drain) throws InterruptedException {
        while (true) {
            final List<ConsumerRecord<byte[], byte[]>> held = source.poll(POLL);
            for (final ConsumerRecord<byte[], byte[]> record : held) {
                inWork.compute(Position.of(record), (position, known) -> task(record, known));
            }
            metrics.inFlight(inWork.size());
            awaitAll();
            if (stopping.getAsBoolean()) {
                await(shorter(drain.get(), source.patience()));
                acknowledge(held, AcknowledgeType.RELEASE);
                return;
            }
            acknowledge(held, AcknowledgeType.RENEW);
        }
    }

    /** Lost locks too: so what was lost can never pile up behind new polls. */
    private void awaitAll() throws InterruptedException {
        final long begin = System.nanoTime();
        boolean done;
        do {
            done = await(POLL);
        } while (!done && System.nanoTime() - begin < source.patience().toNanos() && !stopping.getAsBoolean());
    }

    private static Duration shorter(final Duration one, final Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private Task task(final ConsumerRecord<byte[], byte[]> record, final Task known) {
        final int deliveries = record.deliveryCount().map(Short::intValue).orElse(0);
        if (deliveries > (known == null ? 1 : known.deliveries())) {
            metrics.count(AgentMetric.REDELIVERIES);
        }
        return new Task(deliveries, known == null ? handler.apply(record) : known.result());
    }

    /** Returns whether all is done in time. */
    private boolean await(final Duration timeout) throws InterruptedException {
        try {
            CompletableFuture.allOf(inWork.values().stream().map(Task::result).toArray(CompletableFuture<?>[]::new))
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (final ExecutionException e) {
            // All are done; each outcome is looked at by itself.
            return true;
        } catch (final TimeoutException e) {
            return false;
        }
    }

    private void acknowledge(final List<ConsumerRecord<byte[], byte[]>> held, final AcknowledgeType unfinished) {
        final Map<ConsumerRecord<byte[], byte[]>, AcknowledgeType> outcomes = new LinkedHashMap<>();
        for (final ConsumerRecord<byte[], byte[]> record : held) {
            outcomes.put(record, outcome(inWork.get(Position.of(record)).result(), unfinished));
        }
        if (!outcomes.isEmpty()) {
            source.acknowledge(outcomes);
        }
        // Not simply what is done by now: what was renewed comes again, and its result must be there then.
        outcomes.values().removeIf(outcome -> outcome != AcknowledgeType.RENEW);
        final Set<Position> renewed =
                outcomes.keySet().stream().map(Position::of).collect(Collectors.toSet());
        inWork.entrySet().removeIf(entry -> entry.getValue().result().isDone() && !renewed.contains(entry.getKey()));
        metrics.inFlight(inWork.size());
    }

    private static AcknowledgeType outcome(
            final CompletableFuture<AcknowledgeType> future, final AcknowledgeType unfinished) {
        if (!future.isDone()) {
            return unfinished;
        }
        try {
            return future.join();
        } catch (final CompletionException | CancellationException e) {
            final Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof CancellationException) {
                return AcknowledgeType.RELEASE;
            }
            if (cause instanceof RetriableException) {
                LOG.warn("A record is given back, because its report could not be published: {}", cause.getMessage());
                return AcknowledgeType.RELEASE;
            }
            throw e;
        }
    }
}
