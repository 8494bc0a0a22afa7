/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.message.SchemaStore;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * Records of the contract in state stores: Avro's single-object encoding, which names the writer's schema by its
 * fingerprint. State must be readable without a registry and across releases; the earlier schemas are in the jar.
 */
public final class StoredRecords<T extends SpecificRecord> {
    private static final String RELEASED = "/META-INF/mopup/released/";

    private final BinaryMessageEncoder<T> encoder;
    private final BinaryMessageDecoder<T> decoder;

    private StoredRecords(final Schema schema, final List<Schema> earlier) {
        final SpecificData model = SpecificData.getForSchema(schema);
        final SchemaStore.Cache writers = new SchemaStore.Cache();
        earlier.forEach(writers::addSchema);
        this.encoder = new BinaryMessageEncoder<>(model, schema);
        this.decoder = new BinaryMessageDecoder<>(model, schema, writers);
    }

    /** The codec for one record class. It reads what this build and every released version wrote. */
    public static <T extends SpecificRecord> StoredRecords<T> of(final Class<T> type) {
        final String name = type.getSimpleName();
        return of(
                type,
                releases().stream()
                        .map(version -> released(version, name))
                        .flatMap(Optional::stream)
                        .toList());
    }

    /** The same with the earlier schemas given. */
    static <T extends SpecificRecord> StoredRecords<T> of(final Class<T> type, final List<Schema> earlier) {
        return new StoredRecords<>(SpecificData.get().getSchema(type), earlier);
    }

    /** The released versions of the contract, oldest first. */
    public static List<String> releases() {
        try (InputStream in = StoredRecords.class.getResourceAsStream(RELEASED + "versions.txt")) {
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The record's bytes, ten of them for marker and fingerprint. */
    public byte[] encode(final T record) {
        try {
            final ByteBuffer buffer = encoder.encode(record);
            final byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a record back.
     *
     * @throws org.apache.avro.AvroRuntimeException if the bytes are no record, or of a version that this build does not know
     */
    public T decode(final byte[] bytes) {
        try {
            return decoder.decode(bytes, null);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empty for a record that is younger than this version. */
    private static Optional<Schema> released(final String version, final String name) {
        try (InputStream in = StoredRecords.class.getResourceAsStream(RELEASED + version + "/" + name + ".avsc")) {
            return in == null ? Optional.empty() : Optional.of(new Schema.Parser().parse(in));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
