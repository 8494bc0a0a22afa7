/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The Kafka headers of our records: CloudEvents in binary mode (Kafka protocol binding 1.0.2), W3C trace context, and
 * ours.
 */
public final class MopupHeaders {
    /** On an upload event: asks for a {@code CommandResult}. On every output: the command that caused it. */
    public static final String COMMAND_ID = "mopup-command-id";

    public static final String TRACE_PARENT = "traceparent";
    public static final String TRACE_STATE = "tracestate";

    public static final String CE_ID = "ce_id";
    public static final String CE_TYPE = "ce_type";
    public static final String CE_SOURCE = "ce_source";
    public static final String CE_SPEC_VERSION = "ce_specversion";
    public static final String CE_TIME = "ce_time";
    public static final String CE_SUBJECT = "ce_subject";
    public static final String CONTENT_TYPE = "content-type";

    /** Media type of Avro in the registry's framing. */
    public static final String AVRO = "application/avro";

    /** Dead letters: stable code of the reason, see {@link ReasonCode}. */
    public static final String ERROR_REASON = "mopup.errors.reason";

    /** Dead letters: where the record came from; the names are those of Kafka Streams (KIP-1034). */
    public static final String ERROR_EXCEPTION = "__streams.errors.exception";

    public static final String ERROR_MESSAGE = "__streams.errors.message";
    public static final String ERROR_TOPIC = "__streams.errors.topic";
    public static final String ERROR_PARTITION = "__streams.errors.partition";
    public static final String ERROR_OFFSET = "__streams.errors.offset";

    private static final String SPEC_VERSION = "1.0";

    private MopupHeaders() {}

    /**
     * CloudEvents headers for one record.
     *
     * @param id unique together with the source
     * @param source URI reference of the component that produces, such as {@code /mopup/processor}
     * @param time when it happened
     */
    public static Headers cloudEvent(
            final SpecificRecord record, final String id, final String source, final Instant time) {
        final Headers headers = new RecordHeaders();
        put(headers, CE_SPEC_VERSION, SPEC_VERSION);
        put(headers, CE_ID, id);
        put(headers, CE_TYPE, record.getSchema().getFullName());
        put(headers, CE_SOURCE, source);
        put(headers, CE_SUBJECT, RecordKeys.subject(record));
        put(headers, CE_TIME, time.toString());
        put(headers, CONTENT_TYPE, AVRO);
        return headers;
    }

    /** Adds a text header. */
    public static void put(final Headers headers, final String name, final String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    /** The last value of a text header. */
    public static Optional<String> get(final Headers headers, final String name) {
        final Header header = headers.lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }
}
