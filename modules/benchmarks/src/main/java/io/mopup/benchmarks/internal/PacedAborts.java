/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks.internal;

import io.mopup.benchmarks.internal.AbortTimes.Abort;
import io.mopup.contract.MopupTopic;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Aborts at a fixed rate, whether or not the earlier ones are answered. */
final class PacedAborts {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final double NANOS = 1e9;

    private final Testbed testbed;
    private final MopupApplication application;

    PacedAborts(final Testbed testbed, final MopupApplication application) {
        this.testbed = testbed;
        this.application = application;
    }

    /** Prepares the uploads, aborts them one after the other, and waits for all that follows. */
    List<Abort> run(final String name, final int uploads, final int partsOfEach, final double perSecond) {
        final UploadSeries series =
                UploadSeries.spread(name, uploads, testbed.options().partitions());
        AbortedUploads.prepare(testbed, application, series, partsOfEach);
        try (AbortTimes times = new AbortTimes(testbed, application, series, partsOfEach);
                TopicWatch watch = TopicWatch.start(testbed, times.topics(), times);
                Publisher publisher = Publisher.forLatency(testbed)) {
            final long begin = System.nanoTime();
            for (int n = 0; n < uploads; n++) {
                final long due = begin + (long) (n * NANOS / perSecond);
                sleepUntil(due);
                times.sent(n, due);
                publisher.send(application.topic(MopupTopic.COMMANDS), Events.abort(series.identity(n)));
            }
            publisher.flush();
            watch.await("answers and deletions of " + uploads + " paced aborts", LIMIT);
            return times.aborts();
        }
    }

    private static void sleepUntil(final long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
