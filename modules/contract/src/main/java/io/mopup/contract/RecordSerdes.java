/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract;

import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientFactory;
import io.confluent.kafka.serializers.AbstractKafkaSchemaSerDeConfig;
import io.confluent.kafka.serializers.KafkaAvroDeserializerConfig;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.confluent.kafka.serializers.KafkaAvroSerializerConfig;
import io.confluent.kafka.serializers.subject.TopicRecordNameStrategy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Confluent's serializers, set up the one way that every component uses.
 *
 * <p>Several record types share a topic, so subjects are named by topic and record ({@link TopicRecordNameStrategy}):
 * each type evolves alone, and a new type is no change of the old ones.
 */
public final class RecordSerdes {
    /** Where the registry answers; {@code mock://name} keeps schemas in memory, for tests. */
    public static final String REGISTRY_URL_CONFIG = AbstractKafkaSchemaSerDeConfig.SCHEMA_REGISTRY_URL_CONFIG;

    private RecordSerdes() {}

    /**
     * The complete configuration of a serializer or deserializer.
     *
     * @param config at least {@link #REGISTRY_URL_CONFIG}; anything else of Confluent's is passed through
     */
    public static Map<String, Object> config(final Map<String, ?> config) {
        final Map<String, Object> all = new HashMap<>();
        // Schemas are registered by a command, so that a producer with a wrong build cannot publish a new contract.
        all.put(AbstractKafkaSchemaSerDeConfig.AUTO_REGISTER_SCHEMAS, false);
        all.putAll(config);
        all.put(AbstractKafkaSchemaSerDeConfig.VALUE_SUBJECT_NAME_STRATEGY, TopicRecordNameStrategy.class.getName());
        // Generated classes carry avro.java.string; the registered schemas do not, or other languages would differ.
        all.put(KafkaAvroSerializerConfig.AVRO_REMOVE_JAVA_PROPS_CONFIG, true);
        all.put(KafkaAvroDeserializerConfig.SPECIFIC_AVRO_READER_CONFIG, true);
        return all;
    }

    /** The registry's client, which the serializer and the decoder of one component share. */
    public static SchemaRegistryClient registry(final Map<String, ?> config) {
        final KafkaAvroDeserializerConfig client = new KafkaAvroDeserializerConfig(config(config));
        return SchemaRegistryClientFactory.newClient(
                client.getSchemaRegistryUrls(),
                client.getMaxSchemasPerSubject(),
                List.of(new AvroSchemaProvider()),
                client.originalsWithPrefix(""),
                client.requestHeaders());
    }

    /**
     * A serializer for every record of the contract. It throws {@link RegistryUnavailableException} where trying again
     * helps.
     */
    public static Serializer<SpecificRecord> serializer(final Map<String, ?> config) {
        return serializer(registry(config), config);
    }

    /** The same with a client that exists already. */
    public static Serializer<SpecificRecord> serializer(
            final SchemaRegistryClient registry, final Map<String, ?> config) {
        final KafkaAvroSerializer serializer = new KafkaAvroSerializer(registry);
        serializer.configure(config(config), false);
        return new RecordSerializer(serializer);
    }

    /** A decoder for every record of the contract. */
    public static RecordDecoder decoder(final Map<String, ?> config) {
        return decoder(registry(config));
    }

    /** The same with a client that exists already. */
    public static RecordDecoder decoder(final SchemaRegistryClient registry) {
        return new RecordDecoder(registry);
    }
}
