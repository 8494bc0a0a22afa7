/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * The timestamp of the record; if it has none, that of its predecessor, or the clock. Streams' own default ends the
 * thread on such a record, so one producer with an ancient message format could stop a partition for ever.
 */
public final class EventTimestamps implements TimestampExtractor {
    @Override
    public long extract(final ConsumerRecord<Object, Object> record, final long partitionTime) {
        if (record.timestamp() >= 0) {
            return record.timestamp();
        }
        return partitionTime >= 0 ? partitionTime : System.currentTimeMillis();
    }
}
