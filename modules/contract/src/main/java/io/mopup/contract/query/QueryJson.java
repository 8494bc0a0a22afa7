/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Answers to queries as JSON. Readers pass over fields that they do not know, and take a newer symbol for UNKNOWN. */
public final class QueryJson {
    public static final String CONTENT_TYPE = "application/json";

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addHandler(new NewerSymbols())
            .build();

    private QueryJson() {}

    /** JSON in UTF-8; what is null is left out. */
    public static byte[] encode(final Record answer) {
        try {
            return MAPPER.writeValueAsBytes(answer);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads an answer.
     *
     * @throws IOException if it is not one of this type
     */
    public static <T extends Record> T decode(final byte[] json, final Class<T> type) throws IOException {
        return MAPPER.readValue(json, type);
    }

    /** As Avro does it with the default of an enum. */
    private static final class NewerSymbols extends DeserializationProblemHandler {
        private static final String UNKNOWN = "UNKNOWN";

        @Override
        public Object handleWeirdStringValue(
                final DeserializationContext context, final Class<?> type, final String value, final String message) {
            if (type.isEnum()) {
                for (final Object symbol : type.getEnumConstants()) {
                    if (((Enum<?>) symbol).name().equals(UNKNOWN)) {
                        return symbol;
                    }
                }
            }
            return NOT_HANDLED;
        }
    }
}
