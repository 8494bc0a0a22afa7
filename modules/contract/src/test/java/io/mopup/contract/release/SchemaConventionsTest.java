/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract.release;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.contract.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** What every schema of the contract has in common, so that it can be read and can change. */
class SchemaConventionsTest {
    private static final Collection<Schema> SCHEMAS = ContractSchemas.named().values();

    @Test
    void shouldBeReachableFromATopicWhenThereIsAFile() throws IOException {
        final Path schemas = SourceTree.ROOT.resolve("schemas");
        try (Stream<Path> files = Files.walk(schemas)) {
            assertThat(files.filter(file -> !file.startsWith(schemas.resolve("released")))
                            .map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".avsc"))
                            .map(name -> name.replace(".avsc", "")))
                    .containsExactlyInAnyOrderElementsOf(ContractSchemas.named().keySet());
        }
    }

    @Test
    void shouldSayWhatItMeansWhenItIsARecordAFieldOrAnEnum() {
        assertThat(SCHEMAS).allSatisfy(schema -> assertThat(schema.getDoc()).isNotBlank());
        assertThat(fields()).allSatisfy(field -> assertThat(field.doc()).isNotBlank());
    }

    @Test
    void shouldHaveADefaultWhenItIsAnEnum() {
        assertThat(SCHEMAS)
                .filteredOn(schema -> schema.getType() == Schema.Type.ENUM)
                .allSatisfy(schema -> assertThat(schema.getEnumDefault()).isNotNull());
    }

    /** Null first, because Avro takes the default from the first branch of a union. */
    @Test
    void shouldBeNullByDefaultWhenAFieldIsOptional() {
        assertThat(fields().filter(field -> field.schema().isNullable())).allSatisfy(field -> {
            assertThat(field.schema().getTypes())
                    .hasSize(2)
                    .first()
                    .matches(branch -> branch.getType() == Schema.Type.NULL);
            assertThat(field.defaultVal()).isEqualTo(JsonProperties.NULL_VALUE);
        });
    }

    @Test
    void shouldBeAnInstantInMillisecondsWhenAFieldIsNamedForATime() {
        assertThat(fields().filter(field -> field.name().endsWith("At")))
                .isNotEmpty()
                .extracting(field -> nonNull(field.schema()).getProp("logicalType"))
                .containsOnly("timestamp-millis");
    }

    private static Stream<Schema.Field> fields() {
        return SCHEMAS.stream()
                .filter(schema -> schema.getType() == Schema.Type.RECORD)
                .map(Schema::getFields)
                .flatMap(List::stream);
    }

    private static Schema nonNull(final Schema schema) {
        return schema.isUnion()
                ? schema.getTypes().stream()
                        .filter(not(Schema::isNullable))
                        .findFirst()
                        .orElseThrow()
                : schema;
    }
}
