/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.mopup.contract.MopupHeaders;
import io.mopup.contract.MopupTopic;
import io.mopup.contract.ReasonCode;
import io.mopup.contract.RecordKeys;
import io.mopup.contract.RejectedRecordException;
import io.mopup.contract.TopicNames;
import io.mopup.contract.TraceParent;
import io.mopup.core.FoldInput;
import io.mopup.core.RecordRules;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Makes inputs of the fold from raw records. */
final class InputDecoder {
    private final RecordCodecs codecs;
    private final TopicNames topics;
    private final int partitions;
    private final RegistryRetry retry;

    /** @param partitions how many each input topic has */
    InputDecoder(final RecordCodecs codecs, final TopicNames topics, final int partitions, final RegistryRetry retry) {
        this.codecs = codecs;
        this.topics = topics;
        this.partitions = partitions;
        this.retry = retry;
    }

    /**
     * Decodes one record.
     *
     * @param now epoch milliseconds, never going back
     * @throws RejectedRecordException if it can never be used
     * @throws io.mopup.contract.RegistryUnavailableException if its schema could not be fetched
     */
    FoldInput decode(final Record<byte[], byte[]> raw, final RecordMetadata origin, final long now) {
        final byte[] key = raw.key();
        if (key == null) {
            throw new RejectedRecordException(ReasonCode.KEY_MISSING, "");
        }
        final int expected = RecordKeys.partition(key, partitions);
        if (expected != origin.partition()) {
            // The state of its upload lives in another task; to fold it here would decide on half of the history.
            throw new RejectedRecordException(ReasonCode.MISROUTED, "It belongs on partition " + expected + ".");
        }
        final MopupTopic topic = topics.topic(origin.topic()).orElseThrow();
        final SpecificRecord record = retry.call(() -> codecs.decoder().decode(origin.topic(), topic, raw.value()));
        return new FoldInput(
                record, commandId(record, raw.headers()), raw.timestamp(), now, traceParent(raw.headers()));
    }

    /** The rule of the contract that a record breaks, if it breaks one. */
    static Optional<ReasonCode> brokenRule(final byte[] key, final SpecificRecord record) {
        return RecordRules.check(record).or(() -> {
            final byte[] uploadId = RecordKeys.identity(record).getUploadId().getBytes(StandardCharsets.UTF_8);
            return Arrays.equals(uploadId, key) ? Optional.empty() : Optional.of(ReasonCode.KEY_MISMATCH);
        });
    }

    private static String commandId(final SpecificRecord record, final Headers headers) {
        if (MopupTopic.COMMANDS.holds(record)) {
            return RecordKeys.commandId(record);
        }
        // An event is a fact; an unusable id only means that nobody can be told about it.
        return MopupHeaders.get(headers, MopupHeaders.COMMAND_ID)
                .filter(id -> RecordRules.commandId(id).isEmpty())
                .orElse(null);
    }

    /** Anything else in that header is no trace context, and would be carried into state and outputs at any length. */
    private static String traceParent(final Headers headers) {
        return MopupHeaders.get(headers, MopupHeaders.TRACE_PARENT)
                .flatMap(TraceParent::parse)
                .map(TraceParent::toString)
                .orElse(null);
    }
}
