/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.client.ClientConfig;
import io.mopup.contract.DeadLetters;
import io.mopup.contract.MopupHeaders;
import io.mopup.contract.MopupTopic;
import io.mopup.contract.ReasonCode;
import io.mopup.contract.RecordSerdes;
import io.mopup.embedded.testing.SharedStack;
import io.mopup.events.Dialect;
import io.mopup.events.PartUploaded;
import io.mopup.events.UploadIdentity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DlqCommandTest {
    private final Installation installation = new Installation().prepared();
    private final String events = installation.topics().of(MopupTopic.UPLOAD_EVENTS);

    @BeforeEach
    void fill() throws Exception {
        final Headers headers = new RecordHeaders();
        MopupHeaders.put(headers, MopupHeaders.COMMAND_ID, "c1");
        letter(0, "u1", part("u1"), DeadLetters.headers(headers, ReasonCode.MISROUTED, "Belongs on 2.", events, 1, 7));
        letter(1, "u2", new byte[] {1, 2, (byte) 0xff}, headers(ReasonCode.UNDECODABLE, 8));
        letter(1, null, null, headers(ReasonCode.OUTPUT_TOO_LARGE, 9));
    }

    @Test
    void shouldListWhatLiesThereWhenConditionsAreMet() {
        assertThat(run("list").lines()).hasSize(3);
        assertThat(run("list", "--reason", "misrouted").lines())
                .singleElement()
                .asString()
                .contains("0:0", "MISROUTED", events + "-1@7", "u1");
        assertThat(run("list", "--id", "1:0", "--id", "1:1").lines()).hasSize(2);
        assertThat(run("list", "--from-topic", "other").lines()).isEmpty();
        assertThat(run("list", "--json").lines())
                .allMatch(line -> line.startsWith("{"))
                .anyMatch(line -> line.contains("\"id\":\"1:1\"") && line.contains("\"whole\":false"));
    }

    @Test
    void shouldShowWhatALetterSaysWhenItCanBeRead() {
        assertThat(run("show", "0:0").out())
                .contains("MISROUTED", "Belongs on 2.", MopupHeaders.COMMAND_ID + " = c1", "\"partNumber\":3");
        assertThat(run("show", "1:0").out()).contains("3 bytes: 0102ff");
        assertThat(run("show", "1:1").out()).contains("value    none");

        final Run missing = run("show", "0:9");
        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.err()).contains("no dead letter 0:9").hasLineCount(1);
    }

    @Test
    void shouldSendNothingWhenItIsNotToldToExecute() {
        final Run run = run("replay", "--id", "0:0");

        assertThat(run.exitCode()).isZero();
        assertThat(run.lines().get(0)).startsWith("would send  0:0");
        assertThat(run.out()).contains("--execute");
        assertThat(sent()).isEmpty();
    }

    @Test
    void shouldSendTheRecordAsItWasWhenItIsToldToExecute() {
        final Run run = run("replay", "--reason", "MISROUTED", "--execute");

        assertThat(run.exitCode()).isZero();
        assertThat(run.lines()).singleElement().asString().startsWith("sent        0:0");
        assertThat(sent()).singleElement().satisfies(record -> {
            assertThat(record.key()).isEqualTo("u1".getBytes(StandardCharsets.UTF_8));
            assertThat(record.value()).isEqualTo(part("u1"));
            assertThat(record.headers()).extracting(header -> header.key()).containsExactly(MopupHeaders.COMMAND_ID);
        });
        assertThat(run("list").lines()).hasSize(3);
    }

    @Test
    void shouldExitWithOneWhenARecordIsNotThereToBeSent() {
        final Run run = run("replay", "--all", "--execute");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("not here    1:1");
        assertThat(sent()).hasSize(2);
    }

    @Test
    void shouldExitWithTwoWhenItIsNotSaidWhichLettersToSend() {
        assertThat(run("replay").exitCode()).isEqualTo(2);
        assertThat(run("replay", "--all", "--id", "0:0").exitCode()).isEqualTo(2);
        assertThat(Run.mopup("dlq").exitCode()).isEqualTo(2);
    }

    private Run run(final String... args) {
        final List<String> all = new ArrayList<>(List.of("dlq"));
        all.addAll(List.of(args));
        return installation.run(all.toArray(String[]::new));
    }

    private Headers headers(final ReasonCode reason, final long offset) {
        return DeadLetters.headers(new RecordHeaders(), reason, "", events, 1, offset);
    }

    private void letter(final int partition, final String key, final byte[] value, final Headers headers)
            throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, SharedStack.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            final byte[] bytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
            producer.send(new ProducerRecord<>(
                            installation.topics().of(MopupTopic.DEAD_LETTERS), partition, bytes, value, headers))
                    .get();
        }
    }

    private byte[] part(final String uploadId) {
        try (Serializer<SpecificRecord> serializer =
                RecordSerdes.serializer(Map.of(ClientConfig.REGISTRY_URL_CONFIG, SharedStack.registryUrl()))) {
            return serializer.serialize(
                    events,
                    PartUploaded.newBuilder()
                            .setIdentity(new UploadIdentity(Dialect.S3, null, "photos", "a.jpg", uploadId))
                            .setPartNumber(3)
                            .setGeneration(1L)
                            .setLocator("l")
                            .setSize(5L)
                            .setUploadedAt(Instant.EPOCH)
                            .build());
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> sent() {
        final List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, SharedStack.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(IntStream.range(0, Installation.PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(events, partition))
                    .toList());
            consumer.seekToBeginning(consumer.assignment());
            final Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
            }
        }
        return found;
    }
}
