/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.mopup.contract.RecordDecoder;
import io.mopup.contract.RegistryUnavailableException;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;

/**
 * The way between bytes and records, one for the whole process: what was asked of the registry once is known to every
 * stream thread, also to one that takes over from another. Both parts are safe for use by many threads.
 */
public record RecordCodecs(RecordDecoder decoder, Serializer<SpecificRecord> serializer) implements AutoCloseable {
    /**
     * Encodes an output.
     *
     * @throws RegistryUnavailableException if the id of its schema could not be had
     * @throws IllegalStateException if the record is not one that its schema allows
     */
    byte[] encode(final String topicName, final SpecificRecord record) {
        try {
            return serializer.serialize(topicName, record);
        } catch (final SerializationException e) {
            // Somebody deleted the schema since the start; to wait for it loses nothing.
            if (Stream.iterate((Throwable) e, cause -> cause != null, Throwable::getCause)
                    .anyMatch(RestClientException.class::isInstance)) {
                throw new RegistryUnavailableException(e);
            }
            throw new IllegalStateException(
                    "Cannot encode a " + record.getSchema().getName(), e);
        }
    }

    @Override
    public void close() {
        try (decoder) {
            serializer.close();
        }
    }
}
