/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mopup.contract.MopupTopic;
import io.mopup.contract.StoredRecords;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes that a released version wrote are read by the classes of this build, and say the same. */
class GoldenSamplesTest {

    static Stream<Arguments> samples() {
        return Release.all().stream()
                .flatMap(release -> release.samples().stream().map(name -> Arguments.of(release, name)));
    }

    @ParameterizedTest(name = "{1} of {0}")
    @MethodSource("samples")
    void shouldReadTheSameWhenAReleasedVersionWroteIt(final Release release, final String name) throws Exception {
        final SpecificRecord read = StoredRecords.of(recordClass(name)).decode(release.sample(name));

        assertThat(missing("", SampleCodec.tree(release.sampleText(name)), SampleCodec.tree(read.toString())))
                .isEmpty();
    }

    @Test
    void shouldHaveASampleWhenARecordStandsOnATopic() {
        final List<String> names = Arrays.stream(MopupTopic.values())
                .flatMap(topic -> topic.records().stream())
                .map(Class::getSimpleName)
                .toList();

        assertThat(Samples.all())
                .extracting(record -> record.getSchema().getName())
                .containsExactlyInAnyOrderElementsOf(names);
    }

    private static Class<? extends SpecificRecord> recordClass(final String name) throws ClassNotFoundException {
        return Class.forName("io.mopup.events." + name).asSubclass(SpecificRecord.class);
    }

    /** What the older text says and the record of today does not. The record may say more, in fields that are new. */
    private static List<String> missing(final String where, final JsonNode expected, final JsonNode actual) {
        if (expected.isObject() && actual.isObject()) {
            return expected.properties().stream()
                    .flatMap(field ->
                            missing(where + "/" + field.getKey(), field.getValue(), actual.path(field.getKey()))
                                    .stream())
                    .toList();
        }
        if (expected.isArray() && expected.size() == actual.size()) {
            return Stream.iterate(0, i -> i < expected.size(), i -> i + 1)
                    .flatMap(i -> missing(where + "/" + i, expected.get(i), actual.get(i)).stream())
                    .toList();
        }
        return expected.equals(actual) ? List.of() : List.of(where + " was " + expected + " and is read as " + actual);
    }
}
