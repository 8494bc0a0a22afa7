/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class EventTimestampsTest {
    private final EventTimestamps timestamps = new EventTimestamps();

    @Test
    void shouldTakeTheTimeOfTheRecordWhenItHasOne() {
        assertThat(timestamps.extract(record(5), 9)).isEqualTo(5);
    }

    @Test
    void shouldTakeTheTimeOfThePartitionWhenTheRecordHasNone() {
        assertThat(timestamps.extract(record(-1), 9)).isEqualTo(9);
    }

    @Test
    void shouldTakeTheClockWhenNothingElseTellsTheTime() {
        assertThat(timestamps.extract(record(-1), -1)).isPositive();
    }

    private static ConsumerRecord<Object, Object> record(final long timestamp) {
        return new ConsumerRecord<>(
                "topic",
                0,
                0,
                timestamp,
                TimestampType.CREATE_TIME,
                0,
                0,
                null,
                null,
                new RecordHeaders(),
                Optional.empty());
    }
}
