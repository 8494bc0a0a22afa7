/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.agent.internal;

import io.mopup.contract.MopupTopic;
import io.mopup.contract.RecordDecoder;
import io.mopup.contract.RejectedRecordException;
import io.mopup.contract.TopicNames;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** From one record to its acknowledgement: decode, act, report; the acknowledgement is due when the report is safe. */
public final class WorkHandler {
    private final RecordDecoder decoder;
    private final RegistryPatience registry;
    private final StoreWorker worker;
    private final ReportPublisher publisher;
    private final TopicNames topics;
    private final Executor threads;
    private final BooleanSupplier stopping;

    WorkHandler(
            final RecordDecoder decoder,
            final RegistryPatience registry,
            final StoreWorker worker,
            final ReportPublisher publisher,
            final TopicNames topics,
            final Executor threads,
            final BooleanSupplier stopping) {
        this.decoder = decoder;
        this.registry = registry;
        this.worker = worker;
        this.publisher = publisher;
        this.topics = topics;
        this.threads = threads;
        this.stopping = stopping;
    }

    /**
     * Begins to work on a record. Fails with a {@link CancellationException} if the agent stops before it is its turn, and
     * with Kafka's exceptions if neither a report nor a dead letter could be published.
     */
    public CompletableFuture<AcknowledgeType> handle(final ConsumerRecord<byte[], byte[]> record) {
        return CompletableFuture.completedFuture(record).thenComposeAsync(this::answer, threads);
    }

    private CompletableFuture<AcknowledgeType> answer(final ConsumerRecord<byte[], byte[]> record) {
        if (stopping.getAsBoolean()) {
            throw new CancellationException("The agent is stopping");
        }
        final SpecificRecord report;
        try {
            report = worker.work(registry.call(() -> decode(record)));
        } catch (final RejectedRecordException e) {
            return publisher.reject(record, e).thenApply(sent -> AcknowledgeType.REJECT);
        }
        return publisher.report(record, report).thenApply(sent -> AcknowledgeType.ACCEPT);
    }

    private SpecificRecord decode(final ConsumerRecord<byte[], byte[]> record) {
        final MopupTopic topic = topics.topic(record.topic()).orElseThrow();
        return decoder.decode(record.topic(), topic, record.value());
    }
}
