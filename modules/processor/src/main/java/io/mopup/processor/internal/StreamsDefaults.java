/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.mopup.contract.TopicNames;
import io.mopup.processor.ProcessorConfig;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** What Kafka Streams is started with when nothing else is configured, and what nobody may configure. */
public final class StreamsDefaults {
    private static final String OURS = "mopup.";

    /**
     * For states that many reports in a row rewrite: from here they reach the changelog once a commit instead of once a
     * report. Streams' own 10 MiB hold about ten thousand of them.
     */
    private static final long STORE_CACHE_BYTES = 32L << 20;

    private StreamsDefaults() {}

    /** The complete configuration: defaults, overridden by what was given, overridden by what must not differ. */
    public static Map<String, Object> complete(final ProcessorConfig config) {
        final Map<String, Object> all = new HashMap<>(defaults(config));
        config.originals().forEach((key, value) -> {
            if (!key.startsWith(OURS)) {
                all.put(key, value);
            }
        });
        all.putAll(fixed(config));
        return all;
    }

    private static Map<String, Object> defaults(final ProcessorConfig config) {
        final Map<String, Object> values = new HashMap<>();
        // One deletion id for one generation and one result for one command, without leaning on idempotence alone.
        values.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        // How late a result is seen by readers of committed records. Streams has 100 ms with exactly-once, which makes
        // twice as many small transactions, and 30 s without.
        values.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 200);
        values.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 2);
        // A thread without input looks at its timers only between two polls, and these last as long as there is none.
        values.put(StreamsConfig.POLL_MS_CONFIG, config.getLong(ProcessorConfig.TIMER_INTERVAL_CONFIG));
        // The broker's own default, which an operator has set for this cluster.
        values.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, -1);
        // Knows standbys, static members and topologies that change from release to release; the newer protocol does
        // not yet (KIP-1071 as of Kafka 4.3).
        values.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
        // When an instance goes or comes, the others hear of it with their next heartbeat, and until then its
        // partitions
        // wait. Kafka has 3 s.
        values.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_000);
        // Local state that was away for longer may hold entries whose tombstones are gone from the changelog
        // (KIP-1259). Half of that time, because cleaning is not punctual.
        values.put(
                StreamsConfig.STATE_CLEANUP_DIR_MAX_AGE_MS_CONFIG,
                ChangelogTopics.DELETE_RETENTION.dividedBy(2).toMillis());
        values.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, STORE_CACHE_BYTES);
        // Without effect here, but Kafka 4.3 warns if it is missing: at each start, and once more for each thread,
        // whose
        // assignor makes a configuration of its own from that of the consumer.
        final String ofGlobalStores = StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG;
        values.put(ofGlobalStores, true);
        values.put(StreamsConfig.mainConsumerPrefix(ofGlobalStores), true);
        // An acknowledged decision has to survive the loss of a broker, also with at-least-once.
        values.put(StreamsConfig.producerPrefix(ProducerConfig.ACKS_CONFIG), "all");
        return values;
    }

    private static Map<String, Object> fixed(final ProcessorConfig config) {
        final Map<String, Object> values = new HashMap<>();
        values.put(StreamsConfig.APPLICATION_ID_CONFIG, config.getString(StreamsConfig.APPLICATION_ID_CONFIG));
        // A generated name changes with the topology and abandons the changelog that carries it (KIP-1111).
        values.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        values.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksDbSettings.class);
        values.put(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, EventTimestamps.class);
        values.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, OversizedOutputs.class);
        // For the classes that Streams makes itself.
        values.put(TopicNames.TOPIC_PREFIX_CONFIG, config.topics().prefix());
        values.put(ProcessorConfig.ROCKSDB_CACHE_CONFIG, config.getLong(ProcessorConfig.ROCKSDB_CACHE_CONFIG));
        values.put(
                ProcessorConfig.ROCKSDB_WRITE_BUFFERS_CONFIG,
                config.getLong(ProcessorConfig.ROCKSDB_WRITE_BUFFERS_CONFIG));
        return values;
    }

    /** The largest record that the producers take, in bytes. */
    public static int maxRequestSize(final Map<String, Object> streamsConfig) {
        final Map<String, Object> producer = new StreamsConfig(streamsConfig).getProducerConfigs("");
        final Object size = producer.getOrDefault(
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                ProducerConfig.configDef().defaultValues().get(ProducerConfig.MAX_REQUEST_SIZE_CONFIG));
        return Integer.parseInt(size.toString());
    }
}
