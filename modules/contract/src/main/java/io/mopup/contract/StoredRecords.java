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

    private StoredRecords(final Schema schema) {
        final SpecificData model = SpecificData.getForSchema(schema);
        final SchemaStore.Cache earlier = new SchemaStore.Cache();
        releases().forEach(version -> addReleased(earlier, version, schema.getName()));
        this.encoder = new BinaryMessageEncoder<>(model, schema);
        this.decoder = new BinaryMessageDecoder<>(model, schema, earlier);
    }

    /** The codec for one record class. */
    public static <T extends SpecificRecord> StoredRecords<T> of(final Class<T> type) {
        return new StoredRecords<>(SpecificData.get().getSchema(type));
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

    public T decode(final byte[] bytes) {
        try {
            return decoder.decode(bytes, null);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void addReleased(final SchemaStore.Cache cache, final String version, final String name) {
        try (InputStream in = StoredRecords.class.getResourceAsStream(RELEASED + version + "/" + name + ".avsc")) {
            // A record that is younger than this release has no file in it.
            if (in != null) {
                cache.addSchema(new Schema.Parser().parse(in));
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
