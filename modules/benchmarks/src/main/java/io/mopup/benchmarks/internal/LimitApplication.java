/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks.internal;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A topology that has nothing of ours, with the settings that the processor runs with. */
final class LimitApplication implements Application {
    private static final Logger LOG = LoggerFactory.getLogger(LimitApplication.class);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(30);

    private final String group;
    private final KafkaStreams streams;

    private LimitApplication(final String group, final KafkaStreams streams) {
        this.group = group;
        this.streams = streams;
    }

    static LimitApplication start(final Testbed testbed, final String name, final Topology topology) {
        final Map<String, Object> config = new HashMap<>(CommonSettings.streams(testbed, name));
        config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        // Without effect here; Kafka 4.3 warns at each start if it is missing.
        config.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG, true);
        config.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        config.put(StreamsConfig.producerPrefix(ProducerConfig.ACKS_CONFIG), "all");
        final KafkaStreams streams = new KafkaStreams(topology, new StreamsConfig(config));
        streams.start();
        return new LimitApplication(name, streams);
    }

    @Override
    public String group() {
        return group;
    }

    @Override
    public Map<MetricName, ? extends Metric> metrics() {
        return streams.metrics();
    }

    @Override
    public boolean healthy() {
        return streams.state().isRunningOrRebalancing() || streams.state() == KafkaStreams.State.CREATED;
    }

    @Override
    public void close() {
        if (!streams.close(CLOSE_LIMIT)) {
            LOG.warn("{} did not end within {}.", group, CLOSE_LIMIT);
        }
    }
}
