/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract.release;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.mopup.contract.StoredRecords;
import org.apache.avro.specific.SpecificRecord;

/** A record as the bytes that a state store keeps, and as text that a person can check against them. */
final class SampleCodec {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private SampleCodec() {}

    /** Avro's single-object encoding: the bytes name the schema that they were written with. */
    @SuppressWarnings("unchecked")
    static byte[] encode(final SpecificRecord record) {
        return StoredRecords.of((Class<SpecificRecord>) record.getClass()).encode(record);
    }

    /** Pretty JSON with the time stamps in ISO 8601. */
    static String text(final SpecificRecord record) {
        try {
            return JSON.writeValueAsString(tree(record.toString())) + "\n";
        } catch (final JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static JsonNode tree(final String json) {
        try {
            return JSON.readTree(json);
        } catch (final JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
