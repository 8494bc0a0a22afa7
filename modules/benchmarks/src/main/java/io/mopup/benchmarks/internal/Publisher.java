/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.benchmarks.internal;

import io.mopup.benchmarks.BenchException;
import io.mopup.contract.RecordKeys;
import io.mopup.contract.RecordSerdes;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** A producer as a front end would have it: keyed by upload, Avro, acknowledged by all, without a transaction. */
final class Publisher implements AutoCloseable {
    private final KafkaProducer<String, SpecificRecord> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    private Publisher(final Testbed testbed, final int lingerMs, final int batchBytes) {
        final Map<String, Object> config = new HashMap<>();
        config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, testbed.bootstrapServers());
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.LINGER_MS_CONFIG, lingerMs);
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, batchBytes);
        this.producer =
                new KafkaProducer<>(config, new StringSerializer(), RecordSerdes.serializer(testbed.serdeConfig()));
    }

    /** Fills batches. */
    static Publisher forThroughput(final Testbed testbed) {
        return new Publisher(testbed, 10, 128 << 10);
    }

    /** Waits a little, as an agent does that reports many things at a time. */
    static Publisher forAnswers(final Testbed testbed) {
        return new Publisher(testbed, 5, 64 << 10);
    }

    /** Waits for nothing. */
    static Publisher forLatency(final Testbed testbed) {
        return new Publisher(testbed, 0, 16 << 10);
    }

    /** Sends without waiting for the acknowledgement; {@link #flush()} does that. */
    void send(final String topic, final SpecificRecord record) {
        producer.send(new ProducerRecord<>(topic, RecordKeys.of(record), record), (metadata, e) -> {
            if (e != null) {
                failure.compareAndSet(null, e);
            }
        });
    }

    /**
     * Waits until all is acknowledged.
     *
     * @throws BenchException if anything was not
     */
    void flush() {
        producer.flush();
        if (failure.get() != null) {
            throw new BenchException(
                    "The broker did not take a record: " + failure.get().getMessage(), failure.get());
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
