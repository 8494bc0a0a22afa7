/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.faults;

import io.mopup.agent.AgentConfig;
import io.mopup.client.ClientConfig;
import io.mopup.processor.FoldConfig;
import io.mopup.processor.ProcessorConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** Configuration of processors and agents in which everything that is minutes in production is seconds. */
final class Timing {
    /** Between the two looks of a receipt. */
    static final Duration QUIET_PERIOD = Duration.ofSeconds(1);
    /** After which a processor that says nothing loses its partitions. */
    static final Duration SESSION_TIMEOUT = Duration.ofSeconds(4);
    /** After which a transaction that nobody ends is aborted. */
    static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(5);

    private Timing() {}

    /** The group and its sessions are as in production. */
    static Map<String, String> processor(final Map<String, String> servers, final String name, final Path state) {
        final Map<String, String> all = new HashMap<>(servers);
        all.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        // As operations.md has it for more than one instance.
        all.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, "1");
        all.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, name);
        all.put(ProcessorConfig.REGISTRY_RETRY_CONFIG, "1000");
        all.put(ProcessorConfig.REGISTRY_PAUSE_CONFIG, "1000");
        all.put(FoldConfig.QUIET_PERIOD_CONFIG, millis(QUIET_PERIOD));
        all.put(FoldConfig.UNKNOWN_GRACE_CONFIG, "2000");
        all.put(FoldConfig.ASSEMBLY_ALARM_CONFIG, "2000");
        all.put(FoldConfig.REPORT_TIMEOUT_CONFIG, "2000");
        all.put(FoldConfig.REPORT_TIMEOUT_MAX_CONFIG, "15000");
        // So small that most uploads need several turns, and a kill comes between them.
        all.put(FoldConfig.INLINE_SLICE_CONFIG, "2");
        all.put(FoldConfig.SLICE_CONFIG, "3");
        all.put(FoldConfig.MAX_OUTSTANDING_CONFIG, "6");
        return all;
    }

    /** Who is dead is noticed within a round. */
    static Map<String, String> shortSessions() {
        return Map.of(
                StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
                millis(SESSION_TIMEOUT),
                StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
                millis(TRANSACTION_TIMEOUT));
    }

    static Map<String, String> agent(final Map<String, String> servers, final String name) {
        final Map<String, String> all = new HashMap<>(servers);
        all.put(AgentConfig.NAME_CONFIG, name);
        return all;
    }

    static ClientConfig client(final Map<String, String> servers) {
        return new ClientConfig(servers);
    }

    private static String millis(final Duration time) {
        return Long.toString(time.toMillis());
    }
}
