/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks.internal;

import io.mopup.benchmarks.BenchException;
import io.mopup.benchmarks.internal.AbortTimes.Abort;
import io.mopup.contract.MopupTopic;
import io.mopup.core.FoldSettings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Aborts one upload of ten thousand parts, and small ones behind it on the same partition. */
final class LargeUpload {
    static final int LARGE_PARTS = 10_000;
    /** A few more than leave with the command, so that the small ones have to queue for a slice as well. */
    static final int SMALL_PARTS = FoldSettings.DEFAULT.inlineSlice() + 8;

    private static final int SMALL_UPLOADS = 40;
    private static final Duration SMALL_INTERVAL = Duration.ofMillis(10);
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int PARTITION = 0;

    private final Testbed testbed;
    private final MopupApplication application;

    LargeUpload(final Testbed testbed, final MopupApplication application) {
        this.testbed = testbed;
        this.application = application;
    }

    /**
     * What was measured.
     *
     * @param slice milliseconds from one slice of the large one to the next
     * @param small the small aborts that were sent while slices of the large one were leaving
     */
    record Result(Abort large, double slice, List<Abort> small) {}

    /** Prepares all uploads, aborts the large one, then the small ones, and waits for all that follows. */
    Result run(final String name) {
        final int partitions = testbed.options().partitions();
        final UploadSeries large = UploadSeries.on(PARTITION, name + "-large", 1, partitions);
        final UploadSeries small = UploadSeries.on(PARTITION, name + "-small", SMALL_UPLOADS, partitions);
        AbortedUploads.prepare(testbed, application, large, LARGE_PARTS);
        AbortedUploads.prepare(testbed, application, small, SMALL_PARTS);
        try (AbortTimes largeTimes = new AbortTimes(testbed, application, large, LARGE_PARTS);
                AbortTimes smallTimes = new AbortTimes(testbed, application, small, SMALL_PARTS);
                TopicWatch watch = TopicWatch.start(testbed, largeTimes.topics(), new Both(largeTimes, smallTimes));
                Publisher publisher = Publisher.forLatency(testbed)) {
            abort(publisher, largeTimes, 0);
            for (int n = 0; n < SMALL_UPLOADS; n++) {
                abort(publisher, smallTimes, n);
                LockSupport.parkNanos(SMALL_INTERVAL.toNanos());
            }
            watch.await("what follows the abort of " + LARGE_PARTS + " parts", LIMIT);
            return result(largeTimes.aborts().get(0), smallTimes.aborts());
        }
    }

    private void abort(final Publisher publisher, final AbortTimes times, final int index) {
        times.sent(index, System.nanoTime());
        publisher.send(
                application.topic(MopupTopic.COMMANDS),
                Events.abort(times.uploads().identity(index)));
    }

    private static Result result(final Abort large, final List<Abort> small) {
        final List<Abort> during =
                small.stream().filter(abort -> abort.sentBeforeEndOf(large)).toList();
        if (during.isEmpty()) {
            throw new BenchException("No small abort was sent while the large one was worked on.");
        }
        final double slices = (double) LARGE_PARTS / FoldSettings.DEFAULT.slice();
        return new Result(large, large.decisions() / slices, during);
    }

    private record Both(AbortTimes large, AbortTimes small) implements TopicWatch.Watcher {
        @Override
        public void saw(final ConsumerRecord<String, byte[]> record, final long nanos) {
            large.saw(record, nanos);
            small.saw(record, nanos);
        }

        @Override
        public boolean complete() {
            return large.complete() && small.complete();
        }
    }
}
