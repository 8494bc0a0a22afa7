/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.confluent;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.testutil.MockSchemaRegistry;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.confluent.kafka.serializers.subject.TopicRecordNameStrategy;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The serializers work with the Avro, Jackson and Guava versions of this build. */
class AvroSerializerTest {

    private static final String SCOPE = "avro-serializer-test";
    private static final String TOPIC = "mopup.upload-events";
    private static final Map<String, Object> CONFIG = Map.of(
            "schema.registry.url",
            "mock://" + SCOPE,
            "value.subject.name.strategy",
            TopicRecordNameStrategy.class.getName());
    private static final Schema SCHEMA = SchemaBuilder.record("PartUploaded")
            .namespace("io.mopup.test")
            .fields()
            .requiredString("uploadId")
            .requiredInt("partNumber")
            .endRecord();

    @AfterEach
    void dropMockRegistry() {
        MockSchemaRegistry.dropScope(SCOPE);
    }

    @Test
    void shouldReadBackTheRecordWhenItWasSerializedWithTheSameRegistry() throws Exception {
        final GenericRecord written = new GenericRecordBuilder(SCHEMA)
                .set("uploadId", "upload-1")
                .set("partNumber", 10_000)
                .build();

        try (KafkaAvroSerializer serializer = new KafkaAvroSerializer();
                KafkaAvroDeserializer deserializer = new KafkaAvroDeserializer()) {
            serializer.configure(CONFIG, false);
            deserializer.configure(CONFIG, false);

            final byte[] bytes = serializer.serialize(TOPIC, written);

            assertThat(bytes[0]).as("magic byte of the registry's framing").isZero();
            assertThat(deserializer.deserialize(TOPIC, bytes))
                    .isInstanceOf(GenericData.Record.class)
                    .hasToString(written.toString());
        }
        final SchemaRegistryClient registry = MockSchemaRegistry.getClientForScope(SCOPE);
        assertThat(registry.getAllSubjects()).containsExactly(TOPIC + "-io.mopup.test.PartUploaded");
    }
}
