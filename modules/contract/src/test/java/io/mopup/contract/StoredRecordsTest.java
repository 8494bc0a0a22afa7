/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mopup.contract.release.Samples;
import io.mopup.events.LifecycleRule;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StoredRecordsTest {
    /** Before it had a prefix, and with a field that it has not any more. */
    private static final Schema EARLIER_RULE = SchemaBuilder.record(LifecycleRule.class.getName())
            .fields()
            .requiredString("id")
            .requiredString("note")
            .requiredBoolean("enabled")
            .requiredInt("daysAfterInitiation")
            .endRecord();

    static List<SpecificRecord> samples() {
        return Samples.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    @SuppressWarnings("unchecked")
    void shouldReadWhatItWrote(final SpecificRecord record) {
        final StoredRecords<SpecificRecord> codec = StoredRecords.of((Class<SpecificRecord>) record.getClass());

        assertThat(codec.decode(codec.encode(record))).isEqualTo(record);
    }

    @Test
    void shouldReadARecordOfAnEarlierSchemaWhenItIsKnown() throws IOException {
        assertThat(StoredRecords.of(LifecycleRule.class, List.of(EARLIER_RULE)).decode(earlierRule()))
                .isEqualTo(new LifecycleRule("rule-1", true, "", 7));
    }

    @Test
    void shouldRefuseARecordWhenItsSchemaIsNotKnown() throws IOException {
        final byte[] stored = earlierRule();

        assertThatExceptionOfType(AvroRuntimeException.class)
                .isThrownBy(() -> StoredRecords.of(LifecycleRule.class).decode(stored));
    }

    @Test
    void shouldRefuseBytesWhenTheyAreNoRecord() {
        final StoredRecords<LifecycleRule> codec = StoredRecords.of(LifecycleRule.class);
        final byte[] stored = codec.encode(new LifecycleRule("rule-1", true, "", 7));

        for (int length = 0; length < stored.length; length++) {
            final byte[] cut = Arrays.copyOf(stored, length);
            assertThatExceptionOfType(AvroRuntimeException.class).isThrownBy(() -> codec.decode(cut));
        }
    }

    @Test
    void shouldListAtLeastTheFirstRelease() {
        assertThat(StoredRecords.releases()).startsWith("0.1.0");
    }

    private static byte[] earlierRule() throws IOException {
        final GenericRecord rule = new GenericRecordBuilder(EARLIER_RULE)
                .set("id", "rule-1")
                .set("note", "")
                .set("enabled", true)
                .set("daysAfterInitiation", 7)
                .build();
        final ByteBuffer encoded = new BinaryMessageEncoder<>(GenericData.get(), EARLIER_RULE).encode(rule);
        final byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        return bytes;
    }
}
