/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.avro.generic.IndexedRecord;

/** JSON for machines, always on one line. Records keep the field names of their schema; instants are ISO 8601. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static String line(final JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (final JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String line(final IndexedRecord record) {
        return line(tree(record));
    }

    static JsonNode tree(final Object value) {
        if (value instanceof IndexedRecord record) {
            final ObjectNode object = object();
            record.getSchema().getFields().forEach(field -> object.set(field.name(), tree(record.get(field.pos()))));
            return object;
        }
        if (value instanceof Map<?, ?> map) {
            final ObjectNode object = object();
            map.forEach((key, element) -> object.set(key.toString(), tree(element)));
            return object;
        }
        if (value instanceof Iterable<?> elements) {
            final ArrayNode array = JsonNodeFactory.instance.arrayNode();
            elements.forEach(element -> array.add(tree(element)));
            return array;
        }
        return value instanceof Number || value instanceof Boolean || value == null
                ? MAPPER.valueToTree(value)
                : JsonNodeFactory.instance.textNode(value.toString());
    }
}
