/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.trace;

import io.mopup.client.LoggedRecord;
import io.mopup.events.Dialect;
import io.mopup.events.UploadIdentity;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Names things as the semantic conventions of OpenTelemetry do, where those have a name; with the prefix {@code mopup.}
 * where they have none.
 */
final class SpanAttributes {
    private final Map<String, Object> values = new LinkedHashMap<>();

    /** Which upload. */
    SpanAttributes upload(final UploadIdentity identity) {
        final boolean glacier = identity.getDialect() == Dialect.GLACIER;
        return with("mopup.dialect", identity.getDialect())
                .with(glacier ? "mopup.vault" : "aws.s3.bucket", identity.getContainer())
                .with("aws.s3.key", identity.getKey())
                .with(glacier ? "mopup.upload_id" : "aws.s3.upload_id", identity.getUploadId());
    }

    /** Where the record stands that a span begins with, for whoever wants to read it. */
    SpanAttributes record(final LoggedRecord record) {
        return with("messaging.system", "kafka")
                .with("messaging.destination.name", record.topicName())
                .with("messaging.destination.partition.id", Integer.toString(record.partition()))
                .with("messaging.kafka.offset", record.offset());
    }

    /** Adds one; null is left out, and what is neither a number nor a truth value is text. */
    SpanAttributes with(final String name, final Object value) {
        if (value instanceof Number number) {
            values.put(name, number.longValue());
        } else if (value instanceof Boolean) {
            values.put(name, value);
        } else if (value != null) {
            values.put(name, value.toString());
        }
        return this;
    }

    Map<String, Object> map() {
        return values;
    }
}
