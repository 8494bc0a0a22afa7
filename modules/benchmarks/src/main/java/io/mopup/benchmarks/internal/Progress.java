/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks.internal;

import io.mopup.benchmarks.BenchException;
import io.mopup.benchmarks.internal.Throughput.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How far an application has come with its input: the committed offsets of its group.
 *
 * <p>Input topics are written without transactions, so no commit markers stand in them and offsets count records. Under
 * exactly-once the offsets are part of the transaction that carries changelogs and outputs, so a committed input is one
 * whose outputs can be read; otherwise Streams flushes the outputs before it commits. It is therefore the same measure
 * for a topology that forwards every record and for one that forwards none.
 */
final class Progress {
    private static final Duration INTERVAL = Duration.ofMillis(50);

    private final Testbed testbed;
    private final Application application;
    private final Set<TopicPartition> inputs;

    Progress(final Testbed testbed, final Application application, final String... topics) {
        this.testbed = testbed;
        this.application = application;
        this.inputs = Set.of(topics).stream()
                .flatMap(topic -> IntStream.range(0, testbed.options().partitions())
                        .mapToObj(partition -> new TopicPartition(topic, partition)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Samples until this many records are done in total, or the time is over. */
    List<Sample> sampleUntil(final long records, final Duration limit) {
        final long deadline = System.nanoTime() + limit.toNanos();
        final List<Sample> samples = new ArrayList<>();
        Sample last;
        do {
            LockSupport.parkNanos(INTERVAL.toNanos());
            last = new Sample(System.nanoTime(), committed());
            samples.add(last);
            if (!application.healthy()) {
                throw new BenchException(application.group() + " failed; its log says why.");
            }
        } while (last.records() < records && last.nanos() < deadline);
        return samples;
    }

    /** Waits until everything that is there now is done. */
    void awaitEnd(final Duration limit) {
        final long end = end();
        final List<Sample> samples = sampleUntil(end, limit);
        final long done = samples.get(samples.size() - 1).records();
        if (done < end) {
            throw new BenchException(application.group() + " did " + done + " of " + end + " records within "
                    + limit.toSeconds() + " s.");
        }
    }

    /** How many records are done since the topics exist. */
    long committed() {
        final Map<TopicPartition, OffsetAndMetadata> offsets = Testbed.await(
                "read the offsets of " + application.group(),
                testbed.admin().listConsumerGroupOffsets(application.group()).partitionsToOffsetAndMetadata());
        return inputs.stream()
                .map(offsets::get)
                .mapToLong(offset -> offset == null ? 0 : offset.offset())
                .sum();
    }

    /** How many records there are. */
    long end() {
        return Testbed.await(
                        "read the ends of the inputs",
                        testbed.admin()
                                .listOffsets(inputs.stream()
                                        .collect(Collectors.toMap(input -> input, input -> OffsetSpec.latest())))
                                .all())
                .values()
                .stream()
                .mapToLong(end -> end.offset())
                .sum();
    }
}
