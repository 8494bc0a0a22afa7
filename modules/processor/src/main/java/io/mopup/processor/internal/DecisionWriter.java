/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.mopup.contract.MopupTopic;
import io.mopup.contract.RecordKeys;
import io.mopup.contract.TopicNames;
import io.mopup.core.Decision;
import io.mopup.core.UploadState;
import io.mopup.processor.TopologyNames;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Carries out decisions as a whole or not at all: everything that can fail because of what was decided is done by
 * {@link #prepare}, which writes nothing.
 */
final class DecisionWriter {
    private static final Decision NOTHING = new Decision(null, List.of(), List.of(), List.of(), 0);

    private final ProcessorContext<byte[], byte[]> context;
    private final UploadStores stores;
    private final TimerQueue timers;
    private final RecordCodecs codecs;
    private final RegistryRetry retry;
    private final TopicNames topics;
    private final OutputMetrics metrics;
    private final ReclaimMetrics reclaimMetrics;
    private final StateGauges gauges;
    private final EarlyCommit earlyCommit;
    private final int maxRecordSize;

    DecisionWriter(
            final ProcessorContext<byte[], byte[]> context,
            final UploadStores stores,
            final TimerQueue timers,
            final RecordCodecs codecs,
            final RegistryRetry retry,
            final TopicNames topics,
            final TaskMetrics metrics,
            final StateGauges gauges,
            final EarlyCommit earlyCommit,
            final int maxRecordSize) {
        this.context = context;
        this.stores = stores;
        this.timers = timers;
        this.codecs = codecs;
        this.retry = retry;
        this.topics = topics;
        this.metrics = new OutputMetrics(metrics);
        this.reclaimMetrics = new ReclaimMetrics(metrics);
        this.gauges = gauges;
        this.earlyCommit = earlyCommit;
        this.maxRecordSize = maxRecordSize;
    }

    /**
     * A decision in bytes.
     *
     * @param before the state that it started from, or null
     */
    record Prepared(
            String uploadId, UploadState before, Decision decision, List<StoreWrite> writes, List<Output> outputs) {
        static Prepared nothing(final String uploadId) {
            return new Prepared(uploadId, null, NOTHING, List.of(), List.of());
        }
    }

    /**
     * Encodes a decision.
     *
     * @param before the state that it started from
     * @throws OutputTooLargeException if a record or a stored value exceeds what the broker takes
     */
    Prepared prepare(final String uploadId, final UploadState before, final Decision decision, final Origin origin) {
        final List<StoreWrite> writes = stores.writes(uploadId, before, decision);
        writes.forEach(this::checkSize);
        final List<Output> outputs = new ArrayList<>(decision.outputs().size() + 1);
        for (final SpecificRecord record : decision.outputs()) {
            outputs.add(output(record, origin, outputs.size(), decision));
        }
        if (before != null && decision.state() == null) {
            outputs.add(new Output(MopupTopic.UPLOADS, null, bytes(uploadId), null, origin.tombstoneHeaders()));
        }
        return new Prepared(uploadId, before, decision, writes, outputs);
    }

    /**
     * Writes the stores, sets the timer and sends the outputs.
     *
     * @return how many records were sent
     */
    int write(final Prepared prepared) {
        gauges.deciding(prepared.uploadId(), prepared.before(), prepared.decision());
        stores.apply(prepared.writes());
        final long timer = prepared.decision().timer();
        if (timer > 0) {
            timers.put(prepared.uploadId(), timer);
        }
        reclaimMetrics.decided(prepared.before(), prepared.decision());
        prepared.outputs().forEach(this::send);
        return prepared.outputs().size();
    }

    /**
     * Sends one record that belongs to no decision, such as the answer to a command that broke a rule.
     *
     * @throws OutputTooLargeException if it exceeds what the broker takes
     */
    void send(final SpecificRecord record, final Origin origin) {
        send(output(record, origin, 0, NOTHING));
    }

    private void send(final Output output) {
        // Not the time of the decision: that never goes back, and brokers refuse records from the future.
        final long timestamp = context.currentSystemTimeMs();
        context.forward(
                new Record<>(output.key(), output.value(), timestamp, output.headers()),
                TopologyNames.sink(output.topic()));
        if (output.record() != null) {
            metrics.published(output.record());
        }
        if (output.topic() == MopupTopic.RESULTS) {
            earlyCommit.answered();
        }
    }

    private Output output(final SpecificRecord record, final Origin origin, final int number, final Decision decision) {
        final MopupTopic topic = MopupTopic.of(record);
        final String topicName = topics.of(topic);
        final Output output = new Output(
                topic,
                record,
                bytes(RecordKeys.of(record)),
                retry.call(() -> codecs.encode(topicName, record)),
                origin.headers(record, number, decision));
        checkSize(topicName, output.size());
        return output;
    }

    private void checkSize(final StoreWrite write) {
        if (write.value() != null) {
            final String store = write.store().name();
            checkSize("store " + store, Output.FRAMING + write.key().length() * 3 + write.value().length);
        }
    }

    private void checkSize(final String where, final int size) {
        if (size > maxRecordSize) {
            throw new OutputTooLargeException(where, size, maxRecordSize);
        }
    }

    private static byte[] bytes(final String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
