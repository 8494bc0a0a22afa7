/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract.docs;

import io.mopup.contract.MopupTopic;
import io.mopup.contract.TopicNames;
import io.mopup.contract.release.ContractSchemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;

/** {@code docs/schemas.md}. */
final class SchemasPage {
    private static final String INTRODUCTION = """
            The records of the contract, from the `.avsc` files in `schemas/`. Namespace `%s`. The default of a field is what a
            reader sees in a record that was written before the field existed. How schemas may change is in
            [evolution.md](evolution.md).""";

    private SchemasPage() {}

    static String render() {
        final Map<String, Schema> named = ContractSchemas.named();
        final List<String> blocks = new ArrayList<>();
        blocks.add(INTRODUCTION.formatted(named.values().iterator().next().getNamespace()));
        for (final MopupTopic topic : MopupTopic.values()) {
            if (!topic.records().isEmpty()) {
                blocks.add("## " + TopicNames.DEFAULT.of(topic));
                topic.records().forEach(type -> blocks.addAll(section(named.remove(type.getSimpleName()))));
            }
        }
        blocks.add("## Parts of records");
        named.values().forEach(schema -> blocks.addAll(section(schema)));
        return Markdown.page("Schemas", "schemas/", blocks.toArray(String[]::new));
    }

    /** To the section of a record or an enum. */
    static String link(final String name) {
        return "[%s](schemas.md#%s)".formatted(name, name.toLowerCase(Locale.ROOT));
    }

    private static List<String> section(final Schema schema) {
        final String content = schema.getType() == Schema.Type.ENUM
                ? schema.getEnumSymbols().stream().map(Markdown::code).collect(Collectors.joining(", "))
                        + ". Readers that do not know a symbol read "
                        + Markdown.code(schema.getEnumDefault()) + "."
                : fields(schema);
        return List.of("### " + schema.getName(), schema.getDoc(), content);
    }

    private static String fields(final Schema schema) {
        return Markdown.table(
                List.of("Field", "Type", "Default", "Meaning"),
                schema.getFields().stream()
                        .map(field -> List.of(
                                Markdown.code(field.name()), type(field.schema()), defaultValue(field), field.doc()))
                        .toList());
    }

    private static String type(final Schema schema) {
        return switch (schema.getType()) {
            case UNION ->
                schema.getTypes().stream()
                        .filter(branch -> branch.getType() != Schema.Type.NULL)
                        .map(SchemasPage::type)
                        .collect(Collectors.joining(" or "));
            case ARRAY -> "array of " + type(schema.getElementType());
            case MAP -> "map of " + type(schema.getValueType());
            case RECORD, ENUM -> link(schema.getName()).replace("schemas.md", "");
            default -> Objects.requireNonNullElse(schema.getProp("logicalType"), schema.getName());
        };
    }

    private static String defaultValue(final Schema.Field field) {
        if (!field.hasDefaultValue()) {
            return "";
        }
        final Object value = field.defaultVal();
        return Markdown.code(
                value == JsonProperties.NULL_VALUE ? "null" : value.equals("") ? "\"\"" : value.toString());
    }
}
