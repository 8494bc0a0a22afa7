/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks.internal;

import io.mopup.benchmarks.internal.Throughput.Sample;
import io.mopup.contract.MopupTopic;
import io.mopup.contract.RecordDecoder;
import io.mopup.contract.RecordSerdes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** How fast one consumer reads, or reads and decodes, what lies on a topic. */
final class ConsumerLimit {
    private static final int MAX_POLL_RECORDS = 1_000;
    private static final Duration POLL = Duration.ofMillis(100);

    private ConsumerLimit() {}

    /**
     * Records a second.
     *
     * @param decode whether each value is made a record of the contract
     */
    static double measure(final Testbed testbed, final PartBatch batch, final boolean decode) {
        final Map<String, Object> config = new HashMap<>(testbed.consumerConfig());
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_POLL_RECORDS);
        final long deadline = System.nanoTime() + testbed.options().passLimit().toNanos();
        final List<Sample> samples = new ArrayList<>();
        try (RecordDecoder decoder = RecordSerdes.decoder(testbed.serdeConfig());
                KafkaConsumer<String, byte[]> consumer =
                        new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(batch.begin().keySet());
            batch.begin().forEach(consumer::seek);
            long read = 0;
            while (read < batch.records() && System.nanoTime() < deadline) {
                final ConsumerRecords<String, byte[]> polled = consumer.poll(POLL);
                if (decode) {
                    for (final ConsumerRecord<String, byte[]> record : polled) {
                        decoder.decode(record.topic(), MopupTopic.UPLOAD_EVENTS, record.value());
                    }
                }
                read += polled.count();
                samples.add(new Sample(System.nanoTime(), read));
            }
        }
        return Throughput.between(samples, 1, batch.records());
    }
}
