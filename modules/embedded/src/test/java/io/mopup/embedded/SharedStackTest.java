/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.mopup.embedded.testing.SharedStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a running broker and registry can do, on the instance that the tests of other modules use. */
class SharedStackTest {

    @BeforeAll
    static void startSideBySide() {
        SharedStack.registryUrl();
    }

    @Test
    void shouldHaveShareStreamsAndTransactionFeaturesOnWhenFormatted() throws Exception {
        try (Admin admin = Clients.admin(SharedStack.bootstrapServers())) {
            final Map<String, FinalizedVersionRange> features =
                    admin.describeFeatures().featureMetadata().get().finalizedFeatures();
            assertThat(features).hasEntrySatisfying("share.version", level -> assertThat(level.maxVersionLevel())
                    .isEqualTo((short) 1));
            assertThat(features).hasEntrySatisfying("streams.version", level -> assertThat(level.maxVersionLevel())
                    .isEqualTo((short) 1));
            assertThat(features).hasEntrySatisfying("transaction.version", level -> assertThat(level.maxVersionLevel())
                    .isEqualTo((short) 2));
        }
    }

    @Test
    void shouldDeliverCommittedRecordsToAShareGroupWhenTheyWereWrittenInATransaction() throws Exception {
        final String topic = "share-group-test";
        Clients.createTopic(SharedStack.bootstrapServers(), new NewTopic(topic, 1, (short) 1));
        readFromTheStart(topic);
        Clients.produce(SharedStack.bootstrapServers(), List.of(new ProducerRecord<>(topic, "upload-1", "delete")));

        final List<String> delivered = new ArrayList<>();
        try (KafkaShareConsumer<String, String> consumer = new KafkaShareConsumer<>(
                Map.of("bootstrap.servers", SharedStack.bootstrapServers(), "group.id", topic),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            await().atMost(Clients.LIMIT).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> delivered.add(record.value()));
                return !delivered.isEmpty();
            });
        }
        assertThat(delivered).containsExactly("delete");
    }

    @Test
    void shouldReadBackAnAvroRecordWhenItsSchemaIsInTheRegistry() {
        final Schema schema = SchemaBuilder.record("SharedStackRecord")
                .fields()
                .requiredString("uploadId")
                .endRecord();
        final Map<String, Object> config = Map.of("schema.registry.url", SharedStack.registryUrl());

        try (KafkaAvroSerializer serializer = new KafkaAvroSerializer();
                KafkaAvroDeserializer deserializer = new KafkaAvroDeserializer()) {
            serializer.configure(config, false);
            deserializer.configure(config, false);

            final byte[] bytes = serializer.serialize(
                    "shared-stack-test",
                    new GenericRecordBuilder(schema).set("uploadId", "upload-1").build());

            assertThat(deserializer.deserialize("shared-stack-test", bytes))
                    .hasToString("{\"uploadId\": \"upload-1\"}");
        }
    }

    private static void readFromTheStart(final String group) throws Exception {
        try (Admin admin = Clients.admin(SharedStack.bootstrapServers())) {
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.GROUP, group),
                            List.of(
                                    set("share.auto.offset.reset", "earliest"),
                                    set("share.isolation.level", "read_committed"))))
                    .all()
                    .get();
        }
    }

    private static AlterConfigOp set(final String key, final String value) {
        return new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET);
    }
}
