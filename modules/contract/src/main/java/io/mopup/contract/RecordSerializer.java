/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract;

import io.confluent.kafka.serializers.KafkaAvroSerializer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;

/** Confluent's serializer with errors that say what to do. */
final class RecordSerializer implements Serializer<SpecificRecord> {
    private final KafkaAvroSerializer serializer;

    RecordSerializer(final KafkaAvroSerializer serializer) {
        this.serializer = serializer;
    }

    /**
     * Encodes one record.
     *
     * @throws SerializationException if nobody registered the schema, or the record lacks a field
     * @throws RegistryUnavailableException if the registry could not be asked; nothing is wrong with the record
     */
    @Override
    public byte[] serialize(final String topicName, final SpecificRecord record) {
        try {
            return serializer.serialize(topicName, record);
        } catch (final RuntimeException e) {
            if (RegistryErrors.isNotFound(e)) {
                throw new SerializationException(
                        "The registry has no schema for " + record.getSchema().getFullName() + " on " + topicName
                                + ", or another version of it. Register schemas with 'mopup schemas register'.",
                        e);
            }
            throw RegistryErrors.isUnavailable(e) ? new RegistryUnavailableException(e) : e;
        }
    }

    @Override
    public void close() {
        serializer.close();
    }
}
