/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.io.IOException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Turns the bytes of a Kafka record into a record of the contract, and tells bytes that will never decode from a
 * registry that does not answer right now: the first go to the dead letters, the second must be tried again.
 */
public final class RecordDecoder implements AutoCloseable {
    private static final int NOT_FOUND = 404;

    private final KafkaAvroDeserializer deserializer;

    RecordDecoder(final KafkaAvroDeserializer deserializer) {
        this.deserializer = deserializer;
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
        final Object decoded;
        try {
            decoded = deserializer.deserialize(topicName, value);
        } catch (final SerializationException e) {
            throw classified(e);
        } catch (final RuntimeException e) {
            // Avro itself throws many kinds on bytes that are no Avro.
            throw new RejectedRecordException(ReasonCode.UNDECODABLE, String.valueOf(e.getMessage()), e);
        }
        if (decoded instanceof SpecificRecord record && topic.holds(record)) {
            return record;
        }
        throw new RejectedRecordException(
                ReasonCode.RECORD_UNEXPECTED,
                decoded instanceof SpecificRecord record ? record.getSchema().getFullName() : "Not a record.");
    }

    @Override
    public void close() {
        deserializer.close();
    }

    private static RuntimeException classified(final SerializationException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof RestClientException rest) {
                return rest.getStatus() == NOT_FOUND
                        ? new RejectedRecordException(ReasonCode.SCHEMA_UNKNOWN, rest.getMessage(), e)
                        : new RegistryUnavailableException(e);
            }
            if (cause instanceof IOException && !(cause instanceof java.io.EOFException)) {
                return new RegistryUnavailableException(e);
            }
        }
        final String message = String.valueOf(e.getMessage());
        // The client has no exception of its own for a writer schema whose class is not on the class path.
        final ReasonCode reason =
                message.startsWith("Could not find class") ? ReasonCode.RECORD_UNEXPECTED : ReasonCode.UNDECODABLE;
        return new RejectedRecordException(reason, message, e);
    }
}
