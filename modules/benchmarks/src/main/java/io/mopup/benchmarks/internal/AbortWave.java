/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks.internal;

import io.mopup.contract.MopupTopic;
import io.mopup.contract.RecordDecoder;
import io.mopup.contract.RecordSerdes;
import io.mopup.events.LifecycleType;
import io.mopup.events.UploadLifecycle;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Aborts as many uploads at once as fit through, and measures until the last record of what follows is committed. */
final class AbortWave {
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final double NANOS = 1e9;

    private final Testbed testbed;
    private final MopupApplication application;

    AbortWave(final Testbed testbed, final MopupApplication application) {
        this.testbed = testbed;
        this.application = application;
    }

    /** Aborts a second, from the first command that is sent to the last part deletion that a consumer sees. */
    double toLastDeletion(final String name, final int uploads, final int partsOfEach) {
        final UploadSeries series =
                UploadSeries.spread(name, uploads, testbed.options().partitions());
        return run(
                series,
                partsOfEach,
                MopupTopic.PART_DELETIONS,
                (long) uploads * partsOfEach,
                deletion -> series.owns(deletion.key()));
    }

    /** Aborts a second, from the first command that is sent to the last receipt that a consumer sees. */
    double toLastReceipt(final String name, final int uploads, final int partsOfEach) {
        final UploadSeries series =
                UploadSeries.spread(name, uploads, testbed.options().partitions());
        try (RecordDecoder decoder = RecordSerdes.decoder(testbed.serdeConfig());
                BenchAgent agent = BenchAgent.start(testbed, application)) {
            return run(
                    series,
                    partsOfEach,
                    MopupTopic.LIFECYCLE,
                    uploads,
                    record -> series.owns(record.key()) && isReceipt(decoder, record));
        }
    }

    private double run(
            final UploadSeries series,
            final int partsOfEach,
            final MopupTopic awaited,
            final long count,
            final Predicate<ConsumerRecord<String, byte[]>> counts) {
        AbortedUploads.prepare(testbed, application, series, partsOfEach);
        final Counter counter = new Counter(count, counts);
        try (TopicWatch watch = TopicWatch.start(testbed, List.of(application.topic(awaited)), counter);
                Publisher publisher = Publisher.forThroughput(testbed)) {
            final long startedAt = System.nanoTime();
            for (int n = 0; n < series.size(); n++) {
                publisher.send(application.topic(MopupTopic.COMMANDS), Events.abort(series.identity(n)));
            }
            publisher.flush();
            watch.await(count + " records on " + awaited.suffix() + " after " + series.size() + " aborts", LIMIT);
            return series.size() * NANOS / (counter.lastNanos - startedAt);
        }
    }

    private static boolean isReceipt(final RecordDecoder decoder, final ConsumerRecord<String, byte[]> record) {
        final var decoded = decoder.decode(record.topic(), MopupTopic.LIFECYCLE, record.value());
        return ((UploadLifecycle) decoded).getType() == LifecycleType.RECLAIMED;
    }

    private static final class Counter implements TopicWatch.Watcher {
        private final long awaited;
        private final Predicate<ConsumerRecord<String, byte[]>> counts;
        private long seen;
        private long lastNanos;

        Counter(final long awaited, final Predicate<ConsumerRecord<String, byte[]>> counts) {
            this.awaited = awaited;
            this.counts = counts;
        }

        @Override
        public void saw(final ConsumerRecord<String, byte[]> record, final long nanos) {
            if (counts.test(record)) {
                seen++;
                lastNanos = nanos;
            }
        }

        @Override
        public boolean complete() {
            return seen >= awaited;
        }
    }
}
