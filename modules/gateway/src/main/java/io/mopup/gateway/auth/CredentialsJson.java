/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.util.stream.Collectors;

/** Reads the JSON of a credentials file, strictly. */
final class CredentialsJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual, config -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail))
            .build();

    private CredentialsJson() {}

    /** The messages of Jackson quote what they read, so none of them is passed on, not as a cause either. */
    @SuppressWarnings("UnusedException")
    static CredentialsDocument parse(final byte[] json) {
        try {
            final CredentialsDocument document = MAPPER.readValue(json, CredentialsDocument.class);
            if (document == null) {
                throw new CredentialsException("The file holds no object");
            }
            return document;
        } catch (final UnrecognizedPropertyException e) {
            throw new CredentialsException("Unknown field at " + place(e));
        } catch (final JsonMappingException e) {
            throw new CredentialsException("A value of the wrong kind at " + place(e));
        } catch (final JsonProcessingException e) {
            throw new CredentialsException("Not JSON, or a field comes twice, at line "
                    + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr());
        } catch (final java.io.IOException e) {
            throw new CredentialsException("The file cannot be read");
        }
    }

    private static String place(final JsonMappingException e) {
        final String place = e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining());
        return place.isEmpty() ? "the beginning" : place.substring(1);
    }
}
