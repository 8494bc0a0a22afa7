/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks.internal;

import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** Something on Kafka Streams that is measured while it runs. Made running; closed once. */
interface Application extends AutoCloseable {
    /** Its consumer group. */
    String group();

    /** What Kafka Streams measures of itself. */
    Map<MetricName, ? extends Metric> metrics();

    /** Whether it still works; one that failed would be waited for in vain. */
    boolean healthy();

    /** Stops it cleanly; state and committed offsets stay. */
    @Override
    void close();
}
