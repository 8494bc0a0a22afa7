/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks.internal;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** Settings that everything measured shares, the limits as well as the processor. */
public final class CommonSettings {
    /** The processor's default; each commit is a transaction under exactly-once, so the limits need the same. */
    public static final int COMMIT_INTERVAL_MS = 200;

    /**
     * The least that a broker allows by default. Streams does not leave its group when it is closed: an instance that
     * comes back before the session is over would wait for the rest of it, and so would one that is closed while its
     * threads change partitions.
     */
    private static final int SESSION_MS = 6_000;

    private CommonSettings() {}

    static Map<String, Object> streams(final Testbed testbed, final String group) {
        return Map.of(
                StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
                testbed.bootstrapServers(),
                StreamsConfig.APPLICATION_ID_CONFIG,
                group,
                StreamsConfig.STATE_DIR_CONFIG,
                testbed.stateDirectory(group).toString(),
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                testbed.options().guarantee(),
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                COMMIT_INTERVAL_MS,
                StreamsConfig.NUM_STREAM_THREADS_CONFIG,
                testbed.options().threads(),
                StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
                SESSION_MS);
    }
}
