/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** Two processors that read the same records at the same times publish the same bytes and store the same. */
class DeterminismTest {
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void shouldDecideTheSameWhenTheInputAndTheTimeAreTheSame(@ForAll final long seed) throws IOException {
        final World first = new World(seed);
        final World second = new World(seed);
        for (int step = 0; step < 60; step++) {
            first.step();
            second.step();
        }

        assertThat(second.shell.state()).usingRecursiveComparison().isEqualTo(first.shell.state());
        assertThat(second.shell.view.ledger()).isEqualTo(first.shell.view.ledger());
        assertThat(bytes(second)).isEqualTo(bytes(first));
    }

    private static List<ByteBuffer> bytes(final World world) throws IOException {
        final List<ByteBuffer> bytes = new ArrayList<>();
        for (final SpecificRecord record : world.outputs) {
            final var out = new ByteArrayOutputStream();
            final var encoder = EncoderFactory.get().binaryEncoder(out, null);
            new SpecificDatumWriter<SpecificRecord>(record.getSchema()).write(record, encoder);
            encoder.flush();
            bytes.add(ByteBuffer.wrap(out.toByteArray()));
        }
        return bytes;
    }
}
