/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks.internal;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Part events that lie on a topic and that nobody has read yet.
 *
 * @param begin the offset of the first one on each partition
 * @param records how many there are
 * @param producedPerSecond how fast they were published
 */
record PartBatch(Map<TopicPartition, Long> begin, long records, double producedPerSecond) {
    private static final double NANOS = 1e9;

    /**
     * Publishes the next parts of all uploads of a series, one part of each upload in turn.
     *
     * @param first how many records earlier batches had
     */
    static PartBatch publish(
            final Testbed testbed,
            final String topic,
            final UploadSeries uploads,
            final long first,
            final long records) {
        final Map<TopicPartition, Long> begin = testbed.topics().ends(topic);
        final long startedAt = System.nanoTime();
        try (Publisher publisher = Publisher.forThroughput(testbed)) {
            for (long n = first; n < first + records; n++) {
                final int upload = (int) (n % uploads.size());
                publisher.send(topic, Events.part(uploads.identity(upload), (int) (n / uploads.size()) + 1));
            }
            publisher.flush();
        }
        return new PartBatch(begin, records, records * NANOS / (System.nanoTime() - startedAt));
    }

    String topic() {
        return begin.keySet().iterator().next().topic();
    }

    /** All offsets of the beginning, summed up. */
    long beginTotal() {
        return begin.values().stream().mapToLong(Long::longValue).sum();
    }
}
