/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.serializers.KafkaAvroSerializerConfig;
import io.mopup.contract.MopupTopic;
import io.mopup.contract.MopupTopic.Role;
import io.mopup.contract.PublishedSchemas;
import io.mopup.contract.RecordSerdes;
import io.mopup.contract.RejectedRecordException;
import io.mopup.contract.TopicNames;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The schema registry as the processor uses it. Everything that it will be asked for is asked at the start, so that a
 * registry which is down later stops only records whose schema is newer than that.
 */
public final class RegistryAccess {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryAccess.class);
    private static final int NOT_FOUND = 404;

    private final SchemaRegistryClient client;
    private final RecordCodecs codecs;
    private final boolean registersItself;

    /** @param config at least the URL; anything else of Confluent's is passed through */
    public RegistryAccess(final Map<String, ?> config) {
        this.client = RecordSerdes.registry(config);
        this.codecs = new RecordCodecs(RecordSerdes.decoder(client), RecordSerdes.serializer(client, config));
        this.registersItself = new KafkaAvroSerializerConfig(RecordSerdes.config(config)).autoRegisterSchema();
    }

    public RecordCodecs codecs() {
        return codecs;
    }

    /**
     * Fetches what outputs are encoded with.
     *
     * @return the subjects whose schema is not registered
     * @throws IOException if the registry does not answer
     */
    public List<String> fetchOutputSchemas(final TopicNames topics) throws IOException {
        final List<String> missing = new ArrayList<>();
        for (final MopupTopic topic : MopupTopic.values()) {
            if (topic.role() == Role.OUTPUT && !registersItself) {
                for (final Class<? extends SpecificRecord> type : topic.records()) {
                    final String subject = PublishedSchemas.subject(topics.of(topic), type);
                    if (!isRegistered(subject, type)) {
                        missing.add(subject);
                    }
                }
            }
        }
        return missing;
    }

    /**
     * Fetches what inputs were encoded with so far. What is not registered yet will be fetched when it is met.
     *
     * @throws IOException if the registry does not answer
     */
    public void fetchInputSchemas(final TopicNames topics) throws IOException {
        for (final MopupTopic topic : MopupTopic.values()) {
            if (topic.role() == Role.INPUT) {
                for (final Class<? extends SpecificRecord> type : topic.records()) {
                    fetchInputSchemas(topics.of(topic), topic, PublishedSchemas.subject(topics.of(topic), type));
                }
            }
        }
    }

    private void fetchInputSchemas(final String topicName, final MopupTopic topic, final String subject)
            throws IOException {
        try {
            for (final int version : client.getAllVersions(subject)) {
                learn(
                        topicName,
                        topic,
                        client.getSchemaMetadata(subject, version).getId());
            }
        } catch (final RestClientException e) {
            if (e.getStatus() != NOT_FOUND) {
                throw new IOException(e);
            }
        }
    }

    /** The decoder looks the schema up before it finds that nothing follows. */
    private void learn(final String topicName, final MopupTopic topic, final int schemaId) {
        final byte[] prefix = ByteBuffer.allocate(1 + Integer.BYTES)
                .put((byte) 0)
                .putInt(schemaId)
                .array();
        try {
            codecs.decoder().decode(topicName, topic, prefix);
        } catch (final RejectedRecordException e) {
            LOG.trace("Known from now on: schema id {}", schemaId, e);
        }
    }

    private boolean isRegistered(final String subject, final Class<? extends SpecificRecord> type) throws IOException {
        try {
            client.getId(subject, new AvroSchema(PublishedSchemas.schema(type)));
            return true;
        } catch (final RestClientException e) {
            if (e.getStatus() == NOT_FOUND) {
                return false;
            }
            throw new IOException(e);
        }
    }
}
