/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks.internal;

import io.mopup.contract.MopupTopic;
import java.time.Duration;

/** The beginning of every abort: uploads that the processor knows, with parts. */
final class AbortedUploads {
    private static final Duration READY_LIMIT = Duration.ofSeconds(120);

    private AbortedUploads() {}

    /** Publishes creations and parts, and waits until the processor has folded them. */
    static void prepare(
            final Testbed testbed,
            final MopupApplication application,
            final UploadSeries uploads,
            final int partsOfEach) {
        final String topic = application.topic(MopupTopic.UPLOAD_EVENTS);
        try (Publisher publisher = Publisher.forThroughput(testbed)) {
            for (int n = 0; n < uploads.size(); n++) {
                publisher.send(topic, Events.created(uploads.identity(n)));
                for (int part = 1; part <= partsOfEach; part++) {
                    publisher.send(topic, Events.part(uploads.identity(n), part));
                }
            }
            publisher.flush();
        }
        new Progress(testbed, application, topic).awaitEnd(READY_LIMIT);
    }
}
