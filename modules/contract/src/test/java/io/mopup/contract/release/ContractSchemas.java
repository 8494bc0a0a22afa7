/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract.release;

import io.mopup.contract.MopupTopic;
import io.mopup.contract.PublishedSchemas;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;

/** The schemas of the contract as this build has them, in the form in which they are published. */
public final class ContractSchemas {
    private ContractSchemas() {}

    /** Every record and enum that can be reached from a topic, by simple name, in the order of the names. */
    public static Map<String, Schema> named() {
        final Map<String, Schema> named = new TreeMap<>();
        Arrays.stream(MopupTopic.values())
                .flatMap(topic -> topic.records().stream())
                .forEach(type -> collect(PublishedSchemas.schema(type), named));
        return named;
    }

    /** Every record, by simple name: those of the topics and those nested in them. */
    public static Map<String, Schema> records() {
        final Map<String, Schema> records = named();
        records.values().removeIf(schema -> schema.getType() != Schema.Type.RECORD);
        return records;
    }

    private static void collect(final Schema schema, final Map<String, Schema> named) {
        switch (schema.getType()) {
            case RECORD -> {
                named.put(schema.getName(), schema);
                schema.getFields().forEach(field -> collect(field.schema(), named));
            }
            case ENUM -> named.put(schema.getName(), schema);
            case UNION -> schema.getTypes().forEach(branch -> collect(branch, named));
            case ARRAY -> collect(schema.getElementType(), named);
            case MAP -> collect(schema.getValueType(), named);
            default -> {
                // A primitive has no name.
            }
        }
    }
}
