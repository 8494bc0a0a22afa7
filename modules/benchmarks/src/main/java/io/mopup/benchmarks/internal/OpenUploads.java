/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks.internal;

import io.mopup.contract.MopupTopic;
import java.time.Duration;

/**
 * A processor that knows a number of uploads in progress, for part events of these uploads. It is stopped between the
 * passes, so that it takes nothing from what is measured meanwhile, and goes on with its state.
 */
final class OpenUploads {
    /** A million uploads take about a minute and a half on two cores. */
    private static final Duration OPEN_LIMIT = Duration.ofMinutes(10);

    private final Testbed testbed;
    private final String name;
    private final UploadSeries uploads;
    private final String topic;
    private long published;

    private OpenUploads(final Testbed testbed, final int count) {
        this.testbed = testbed;
        this.name = name(count);
        this.uploads = series(count, testbed.options().partitions());
        this.topic = MopupApplication.topics(name).of(MopupTopic.UPLOAD_EVENTS);
    }

    /**
     * What one pass gave.
     *
     * @param eventsPerSecond part events that the fold took
     */
    record Pass(double eventsPerSecond, MemoryWatch.Peak memory) {}

    /** Creates this many uploads through the processor itself. */
    static OpenUploads create(final Testbed testbed, final int count) {
        final OpenUploads open = new OpenUploads(testbed, count);
        testbed.topics().createCatalogue(MopupApplication.topics(open.name));
        try (Publisher publisher = Publisher.forThroughput(testbed)) {
            for (int n = 0; n < count; n++) {
                publisher.send(open.topic, Events.created(open.uploads.identity(n)));
            }
            publisher.flush();
        }
        try (MopupApplication application = MopupApplication.start(testbed, open.name)) {
            new Progress(testbed, application, open.topic).awaitEnd(OPEN_LIMIT);
        }
        return open;
    }

    /** The uploads that are open. */
    static UploadSeries series(final int count, final int partitions) {
        return UploadSeries.spread(name(count), count, partitions);
    }

    private static String name(final int count) {
        return "open-" + count;
    }

    int count() {
        return uploads.size();
    }

    /** Publishes the part events of the next pass while nobody consumes. */
    PartBatch publish(final long records) {
        final PartBatch batch = PartBatch.publish(testbed, topic, uploads, published, records);
        published += records;
        return batch;
    }

    /** Lets the processor fold what was published. */
    Pass fold(final PartBatch batch) {
        try (MopupApplication application = MopupApplication.start(testbed, name);
                MemoryWatch memory = MemoryWatch.start(application)) {
            final double rate = new Progress(testbed, application, topic).steadyRate(batch);
            application.requireNoDeadLetters(testbed);
            return new Pass(rate, memory.peak());
        }
    }
}
