/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.mopup.contract.internal.BoundedDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;

/**
 * Turns the bytes of a Kafka record into a record of the contract, and tells bytes that will never decode from a
 * registry that does not answer right now: the first go to the dead letters, the second must be tried again.
 *
 * <p>Asks the registry's client itself instead of going through {@code KafkaAvroDeserializer}, because that one reports
 * malformed bytes and a registry in trouble with the same exceptions. Safe for use by many threads.
 */
public final class RecordDecoder implements AutoCloseable {
    private static final byte MAGIC = 0;
    private static final int PREFIX = 1 + Integer.BYTES;

    private final SchemaRegistryClient registry;
    private final Map<Integer, Optional<RecordReader>> readers = new ConcurrentHashMap<>();

    RecordDecoder(final SchemaRegistryClient registry) {
        this.registry = registry;
    }

    /**
     * Decodes one value.
     *
     * @throws RejectedRecordException if these bytes are no record that may stand on this topic
     * @throws RegistryUnavailableException if the schema could not be fetched; nothing is wrong with the bytes
     */
    public SpecificRecord decode(final String topicName, final MopupTopic topic, final byte[] value) {
        if (value == null) {
            throw new RejectedRecordException(ReasonCode.TOMBSTONE, "");
        }
        if (value.length < PREFIX || value[0] != MAGIC) {
            throw new RejectedRecordException(ReasonCode.UNDECODABLE, "");
        }
        final int schemaId = ByteBuffer.wrap(value, 1, Integer.BYTES).getInt();
        final RecordReader reader = reader(schemaId)
                .filter(found -> topic.records().contains(found.type()))
                .orElseThrow(() -> new RejectedRecordException(
                        ReasonCode.RECORD_UNEXPECTED, "Schema id " + schemaId + " on " + topicName + "."));
        try {
            return reader.avro().read(null, new BoundedDecoder(value, PREFIX));
        } catch (final IOException | RuntimeException e) {
            // Avro throws many kinds on bytes that do not follow their schema.
            throw new RejectedRecordException(ReasonCode.UNDECODABLE, "Schema id " + schemaId + ": " + e, e);
        }
    }

    @Override
    public void close() {
        try {
            registry.close();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<RecordReader> reader(final int schemaId) {
        final Optional<RecordReader> known = readers.get(schemaId);
        if (known != null) {
            return known;
        }
        final Optional<RecordReader> created = RecordReader.of(writerSchema(schemaId));
        readers.put(schemaId, created);
        return created;
    }

    private Object writerSchema(final int schemaId) {
        try {
            return registry.getSchemaById(schemaId).rawSchema();
        } catch (final RestClientException e) {
            throw RegistryErrors.isNotFound(e)
                    ? new RejectedRecordException(ReasonCode.SCHEMA_UNKNOWN, e.getMessage(), e)
                    : new RegistryUnavailableException(e);
        } catch (final IOException | RuntimeException e) {
            throw isNoAvroSchema(e)
                    ? new RejectedRecordException(ReasonCode.UNDECODABLE, "Schema id " + schemaId + " is no Avro.", e)
                    : new RegistryUnavailableException(e);
        }
    }

    /**
     * Whether the registry did answer, with JSON Schema, Protobuf or text that is no schema. The client has no exception
     * of its own for that. Anything unexpected else counts as unavailable: trying too long is better than losing a record.
     */
    private static boolean isNoAvroSchema(final Exception e) {
        final boolean isUnparsable = e.getClass() == IOException.class
                && String.valueOf(e.getMessage()).startsWith("Invalid schema");
        return isUnparsable || e.getCause() instanceof IllegalStateException;
    }

    /** How records of one schema id become records of the contract. */
    private record RecordReader(Class<? extends SpecificRecord> type, DatumReader<SpecificRecord> avro) {

        /** Empty if no topic of ours has records of that name. */
        static Optional<RecordReader> of(final Object writer) {
            return writer instanceof Schema schema
                    ? MopupTopic.recordNamed(schema.getFullName()).map(type -> of(schema, type))
                    : Optional.empty();
        }

        private static RecordReader of(final Schema writer, final Class<? extends SpecificRecord> type) {
            final SpecificData model = SpecificData.getForClass(type);
            return new RecordReader(type, new SpecificDatumReader<>(writer, model.getSchema(type), model));
        }
    }
}
