/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.broker;

import io.mopup.contract.MopupTopic;
import io.mopup.contract.RecordDecoder;
import io.mopup.contract.RecordSerdes;
import io.mopup.embedded.testing.SharedStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Everything that was published and committed on the outputs of one installation, from the beginning. */
public final class Outputs implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);

    private final Installation installation;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final RecordDecoder decoder;
    private final Map<MopupTopic, List<ConsumerRecord<byte[], byte[]>>> records = new EnumMap<>(MopupTopic.class);

    public Outputs(final Installation installation) {
        this.installation = installation;
        this.decoder = RecordSerdes.decoder(installation.registryConfig());
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, SharedStack.bootstrapServers(),
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        final List<MopupTopic> outputs = Arrays.stream(MopupTopic.values())
                .filter(topic -> topic.role() == MopupTopic.Role.OUTPUT || topic.role() == MopupTopic.Role.DEAD_LETTER)
                .toList();
        outputs.forEach(topic -> records.put(topic, new ArrayList<>()));
        consumer.assign(outputs.stream()
                .flatMap(topic -> IntStream.range(0, Installation.PARTITIONS)
                        .mapToObj(partition -> new TopicPartition(installation.name(topic), partition)))
                .toList());
        consumer.seekToBeginning(consumer.assignment());
    }

    /** Reads what is new. */
    public Outputs poll() {
        for (final ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            records.get(installation.topics().topic(record.topic()).orElseThrow())
                    .add(record);
        }
        return this;
    }

    public List<ConsumerRecord<byte[], byte[]>> raw(final MopupTopic topic) {
        return records.get(topic);
    }

    /** Everything read so far, without tombstones. */
    <T extends SpecificRecord> List<T> read(final MopupTopic topic, final Class<T> type) {
        return raw(topic).stream()
                .filter(record -> record.value() != null)
                .map(record -> type.cast(decode(topic, record)))
                .toList();
    }

    public SpecificRecord decode(final MopupTopic topic, final ConsumerRecord<byte[], byte[]> record) {
        return decoder.decode(record.topic(), topic, record.value());
    }

    @Override
    public void close() {
        consumer.close();
        decoder.close();
    }
}
