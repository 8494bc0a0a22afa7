/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks.internal;

import io.mopup.contract.MopupTopic;
import org.apache.kafka.streams.Topology;

/** Runs the two limits over the very records that the processor gets. */
final class LimitRuns {
    private final Testbed testbed;
    private int count;

    LimitRuns(final Testbed testbed) {
        this.testbed = testbed;
    }

    /** L1, in records a second. */
    double passThrough(final PartBatch batch) {
        final String name = "limit-1-" + count++;
        return run(name, batch, LimitTopologies.passThrough(testbed, batch.topic(), output(name)));
    }

    /** L2, in records a second. */
    double oneStore(final PartBatch batch) {
        final String name = "limit-2-" + count++;
        return run(name, batch, LimitTopologies.oneStore(testbed, batch.topic(), output(name)));
    }

    private double run(final String name, final PartBatch batch, final Topology topology) {
        testbed.topics().createLike(MopupTopic.UPLOAD_EVENTS, output(name));
        testbed.topics().startAt(name, batch.begin());
        try (Application application = LimitApplication.start(testbed, name, topology)) {
            return new Progress(testbed, application, batch.topic()).steadyRate(batch);
        } finally {
            testbed.topics().deleteOf(name);
        }
    }

    private static String output(final String name) {
        return name + "-output";
    }
}
