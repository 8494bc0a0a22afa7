/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.util.Utf8;

/**
 * Avro's binary decoder, which believes no length that exceeds the bytes there are.
 *
 * <p>Avro allocates what a length prefix says before it looks whether the bytes are there. One damaged record could so
 * take the heap of a whole process down, again after each restart. Avro's own limits are for the whole process, which
 * is not ours to decide where a client of ours is a guest.
 */
public final class BoundedDecoder extends Decoder {
    private final BinaryDecoder in;

    /** Decodes what follows {@code offset}. */
    public BoundedDecoder(final byte[] bytes, final int offset) {
        this.in = DecoderFactory.get().binaryDecoder(bytes, offset, bytes.length - offset, null);
    }

    @Override
    public String readString() throws IOException {
        return new String(readLengthAndBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public Utf8 readString(final Utf8 reuse) throws IOException {
        return new Utf8(readLengthAndBytes());
    }

    @Override
    public ByteBuffer readBytes(final ByteBuffer reuse) throws IOException {
        return ByteBuffer.wrap(readLengthAndBytes());
    }

    @Override
    public long readArrayStart() throws IOException {
        return bounded(in.readArrayStart());
    }

    @Override
    public long arrayNext() throws IOException {
        return bounded(in.arrayNext());
    }

    @Override
    public long skipArray() throws IOException {
        return bounded(in.skipArray());
    }

    @Override
    public long readMapStart() throws IOException {
        return bounded(in.readMapStart());
    }

    @Override
    public long mapNext() throws IOException {
        return bounded(in.mapNext());
    }

    @Override
    public long skipMap() throws IOException {
        return bounded(in.skipMap());
    }

    @Override
    public void readNull() throws IOException {
        in.readNull();
    }

    @Override
    public boolean readBoolean() throws IOException {
        return in.readBoolean();
    }

    @Override
    public int readInt() throws IOException {
        return in.readInt();
    }

    @Override
    public long readLong() throws IOException {
        return in.readLong();
    }

    @Override
    public float readFloat() throws IOException {
        return in.readFloat();
    }

    @Override
    public double readDouble() throws IOException {
        return in.readDouble();
    }

    @Override
    public void skipString() throws IOException {
        in.skipString();
    }

    @Override
    public void skipBytes() throws IOException {
        in.skipBytes();
    }

    @Override
    public void readFixed(final byte[] bytes, final int start, final int length) throws IOException {
        in.readFixed(bytes, start, length);
    }

    @Override
    public void skipFixed(final int length) throws IOException {
        in.skipFixed(length);
    }

    @Override
    public int readEnum() throws IOException {
        return in.readEnum();
    }

    @Override
    public int readIndex() throws IOException {
        return in.readIndex();
    }

    private byte[] readLengthAndBytes() throws IOException {
        final byte[] bytes = new byte[(int) bounded(in.readLong())];
        in.readFixed(bytes);
        return bytes;
    }

    /** Every element of a string, of an array and of a map takes at least one byte in the records of the contract. */
    private long bounded(final long claimed) throws IOException {
        final int left = in.inputStream().available();
        if (claimed < 0 || claimed > left) {
            throw new AvroRuntimeException("a length of " + claimed + " where " + left + " bytes are left");
        }
        return claimed;
    }
}
