/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.mopup.contract.DeadLetters;
import io.mopup.contract.MopupHeaders;
import io.mopup.contract.MopupTopic;
import io.mopup.contract.ReasonCode;
import io.mopup.processor.ProcessorMetric;
import io.mopup.processor.TopologyNames;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends records that nobody can use to the dead letters, with the reason. */
final class DeadLetterWriter {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterWriter.class);
    private static final int MAX_DETAIL = 1_000;

    private final ProcessorContext<byte[], byte[]> context;
    private final TaskMetrics metrics;
    private final int maxRecordSize;

    DeadLetterWriter(
            final ProcessorContext<byte[], byte[]> context, final TaskMetrics metrics, final int maxRecordSize) {
        this.context = context;
        this.metrics = metrics;
        this.maxRecordSize = maxRecordSize;
    }

    /**
     * Sends one record.
     *
     * @param detail what exactly was wrong; may be empty
     * @param cause what was thrown, or null
     */
    void send(
            final Record<byte[], byte[]> record,
            final RecordMetadata origin,
            final ReasonCode reason,
            final String detail,
            final Throwable cause) {
        LOG.debug("Dead letter: {} reason={} detail={}", origin, reason, detail);
        final Headers headers = headers(record.headers(), origin, reason, detail, cause);
        final long timestamp = context.currentSystemTimeMs();
        final Record<byte[], byte[]> letter = Output.size(record.key(), record.value(), headers) <= maxRecordSize
                ? new Record<>(record.key(), record.value(), timestamp, headers)
                : summary(origin, reason, cause);
        context.forward(letter, TopologyNames.sink(MopupTopic.DEAD_LETTERS));
        metrics.count(ProcessorMetric.DEAD_LETTERS, reason.name());
        if (reason == ReasonCode.MISROUTED) {
            metrics.count(ProcessorMetric.MISROUTED);
        }
    }

    /** The headers alone, for a record that was as large as records may be before they were added. */
    private Record<byte[], byte[]> summary(
            final RecordMetadata origin, final ReasonCode reason, final Throwable cause) {
        final String detail = "The record is too large to be copied; it is at the place that the headers name.";
        return new Record<>(
                null, null, context.currentSystemTimeMs(), headers(new RecordHeaders(), origin, reason, detail, cause));
    }

    private static Headers headers(
            final Headers original,
            final RecordMetadata origin,
            final ReasonCode reason,
            final String detail,
            final Throwable cause) {
        final String text = detail == null ? "" : detail.substring(0, Math.min(detail.length(), MAX_DETAIL));
        final Headers headers =
                DeadLetters.headers(original, reason, text, origin.topic(), origin.partition(), origin.offset());
        if (cause != null) {
            MopupHeaders.put(
                    headers, MopupHeaders.ERROR_EXCEPTION, cause.getClass().getName());
        }
        return headers;
    }
}
