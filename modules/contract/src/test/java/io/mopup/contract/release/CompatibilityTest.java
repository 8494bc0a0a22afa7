/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mopup.contract.PublishedSchemas;
import io.mopup.events.AbortRound;
import io.mopup.events.LifecycleType;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The promise of docs/evolution.md, against every released version of every record, and that breaking it is noticed. */
class CompatibilityTest {
    private static final Schema ROUND = PublishedSchemas.schema(AbortRound.class);

    static Stream<Arguments> releasedRecords() {
        return Release.all().stream().flatMap(release -> release.records().entrySet().stream()
                .map(record -> Arguments.of(release.version(), record.getKey(), record.getValue())));
    }

    @ParameterizedTest(name = "{1} of {0}")
    @MethodSource("releasedRecords")
    void shouldKeepThePromiseWhenARecordWasReleased(final String version, final String name, final Schema released) {
        final Schema current = ContractSchemas.records().get(name);

        assertThat(current).as("%s of %s is gone", name, version).isNotNull();
        assertThat(Compatibility.problems(released, current)).isEmpty();
    }

    @Test
    void shouldAcceptWhenAFieldIsAddedWithADefault() {
        final Schema later = changed(round -> fields(round)
                .addObject()
                .put("name", "hint")
                .put("type", "string")
                .put("default", ""));

        assertThat(Compatibility.problems(ROUND, later)).isEmpty();
    }

    @Test
    void shouldAcceptWhenAnEnumGetsASymbol() {
        final Schema before = ContractSchemas.named().get(LifecycleType.class.getSimpleName());
        final Schema later = changed(before, type -> ((ArrayNode) type.get("symbols")).add("ARCHIVED"));

        assertThat(Compatibility.problems(before, later)).isEmpty();
    }

    @Test
    void shouldRefuseWhenAFieldIsAddedWithoutADefault() {
        final Schema later =
                changed(round -> fields(round).addObject().put("name", "hint").put("type", "string"));

        assertThat(Compatibility.problems(ROUND, later))
                .singleElement()
                .asString()
                .startsWith("A new reader cannot read old records")
                .contains("READER_FIELD_MISSING_DEFAULT_VALUE", "hint");
    }

    @Test
    void shouldRefuseWhenAFieldIsRemovedThoughItHasADefault() {
        final Schema later = changed(round -> fields(round).remove(indexOf("initiatedAt")));

        assertThat(Compatibility.problems(ROUND, later)).containsExactly("AbortRound.initiatedAt is gone");
    }

    @Test
    void shouldRefuseWhenANumberIsWidened() {
        final Schema later = changed(round -> field(round, "round").put("type", "long"));

        assertThat(Compatibility.problems(ROUND, later))
                .anyMatch(problem -> problem.startsWith("An old reader cannot read new records"));
    }

    @Test
    void shouldRefuseWhenATimeStampChangesItsUnit() {
        final Schema later = changed(
                round -> ((ObjectNode) field(round, "requestedAt").get("type")).put("logicalType", "timestamp-micros"));

        assertThat(Compatibility.problems(ROUND, later))
                .containsExactly("AbortRound.requestedAt was timestamp-millis and is now timestamp-micros");
    }

    @Test
    void shouldRefuseWhenAnEnumLosesASymbol() {
        final Schema before = ContractSchemas.named().get(LifecycleType.class.getSimpleName());
        final Schema later =
                changed(before, type -> ((ArrayNode) type.get("symbols")).remove(before.getEnumOrdinal("PARKED")));

        assertThat(Compatibility.problems(before, later)).containsExactly("LifecycleType lost its symbol PARKED");
    }

    private static Schema changed(final Consumer<ObjectNode> change) {
        return changed(ROUND, change);
    }

    private static Schema changed(final Schema schema, final Consumer<ObjectNode> change) {
        final ObjectNode json = (ObjectNode) SampleCodec.tree(schema.toString());
        change.accept(json);
        return new Schema.Parser().parse(json.toString());
    }

    private static ArrayNode fields(final ObjectNode record) {
        return (ArrayNode) record.get("fields");
    }

    private static ObjectNode field(final ObjectNode record, final String name) {
        return (ObjectNode) fields(record).get(indexOf(name));
    }

    private static int indexOf(final String name) {
        return ROUND.getField(name).pos();
    }
}
