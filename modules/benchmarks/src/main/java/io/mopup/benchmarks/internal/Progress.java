/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks.internal;

import io.mopup.benchmarks.BenchException;
import io.mopup.benchmarks.internal.Throughput.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.TopicPartition;

/**
 * How far an application has come with a topic: the committed offsets of its group.
 *
 * <p>Inputs are written without transactions, so no commit markers stand on their topics and offsets count records. Under
 * exactly-once the offsets are part of the transaction that carries changelogs and outputs, so a committed input is one
 * whose outputs can be read; without, Streams flushes the outputs before it commits. It is therefore the same measure for
 * a topology that forwards every record and for one that forwards none.
 */
final class Progress {
    private static final Duration INTERVAL = Duration.ofMillis(50);
    /** JIT compilation, filling of caches and the first rebalance lie before this share of the records. */
    private static final double STEADY_FROM = 0.25;
    /** Behind this share the first partitions are done, and threads fall idle. */
    private static final double STEADY_TO = 0.95;

    private final Testbed testbed;
    private final Application application;
    private final String topic;
    private final Set<TopicPartition> inputs;

    Progress(final Testbed testbed, final Application application, final String topic) {
        this.testbed = testbed;
        this.application = application;
        this.topic = topic;
        this.inputs = testbed.topics().partitionsOf(topic);
    }

    /** Waits until a batch is done, or the time of a pass is over; records a second of the steady part. */
    double steadyRate(final PartBatch batch) {
        final long begin = batch.beginTotal();
        final List<Sample> samples =
                sampleUntil(begin + batch.records(), testbed.options().passLimit());
        return Throughput.between(
                samples, begin + (long) (batch.records() * STEADY_FROM), begin + (long) (batch.records() * STEADY_TO));
    }

    /**
     * Waits until everything is done that is there now.
     *
     * @throws BenchException if that takes longer than the limit
     */
    void awaitEnd(final Duration limit) {
        final long end = testbed.topics().ends(topic).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        final List<Sample> samples = sampleUntil(end, limit);
        final long done = samples.get(samples.size() - 1).records();
        if (done < end) {
            throw new BenchException(application.group() + " did " + done + " of " + end + " records within "
                    + limit.toSeconds() + " s.");
        }
    }

    private List<Sample> sampleUntil(final long records, final Duration limit) {
        final long deadline = System.nanoTime() + limit.toNanos();
        final List<Sample> samples = new ArrayList<>();
        Sample last;
        do {
            LockSupport.parkNanos(INTERVAL.toNanos());
            last = new Sample(System.nanoTime(), testbed.topics().committed(application.group(), inputs));
            samples.add(last);
            if (!application.healthy()) {
                throw new BenchException(application.group() + " failed; its log says why.");
            }
        } while (last.records() < records && last.nanos() < deadline);
        return samples;
    }
}
