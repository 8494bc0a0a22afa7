/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import io.mopup.core.StoredCommand;
import io.mopup.core.StoredPart;
import io.mopup.core.UploadState;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.kafka.streams.errors.ProcessorStateException;

/**
 * How one kind of value stands in a state store: CBOR with field names, so that a later release can add fields and drop
 * fields and still read what this one wrote.
 */
final class StoredValues<T> {
    private static final ObjectMapper MAPPER = mapper();

    static final StoredValues<UploadState> UPLOAD = new StoredValues<>(UploadState.class);
    static final StoredValues<StoredPart> PART = new StoredValues<>(StoredPart.class);
    static final StoredValues<StoredCommand> COMMAND = new StoredValues<>(StoredCommand.class);

    private final ObjectReader reader;
    private final ObjectWriter writer;

    private StoredValues(final Class<T> type) {
        this.reader = MAPPER.readerFor(type);
        this.writer = MAPPER.writerFor(type);
    }

    byte[] encode(final T value) {
        try {
            return writer.writeValueAsBytes(value);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Decodes one value; null stays null.
     *
     * @throws ProcessorStateException if it cannot be read. To go on as if there were nothing could delete parts that
     *     are alive, so this ends the thread
     */
    T decode(final String key, final byte[] bytes) {
        if (bytes == null) {
            return null;
        }
        try {
            return reader.readValue(bytes);
        } catch (final IOException | RuntimeException e) {
            throw new ProcessorStateException(
                    "The stored value of " + key + " cannot be read; a newer release may have written it.", e);
        }
    }

    private static ObjectMapper mapper() {
        final ObjectMapper mapper = CBORMapper.builder()
                .addModule(new ContractModule())
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .visibility(PropertyAccessor.ALL, Visibility.NONE)
                .visibility(PropertyAccessor.FIELD, Visibility.ANY)
                .visibility(PropertyAccessor.CREATOR, Visibility.ANY)
                // Not NON_DEFAULT: it would drop empty text and empty maps too, which are not the same as null here.
                .serializationInclusion(JsonInclude.Include.NON_NULL)
                .build();
        final JsonInclude.Value unlessZero =
                JsonInclude.Value.construct(JsonInclude.Include.NON_DEFAULT, JsonInclude.Include.ALWAYS);
        mapper.configOverride(long.class).setInclude(unlessZero);
        mapper.configOverride(int.class).setInclude(unlessZero);
        mapper.configOverride(boolean.class).setInclude(unlessZero);
        return mapper;
    }
}
