/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.objects;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** An object whose bytes can be read to their end, whatever is written to its key meanwhile. */
public final class OpenObject implements AutoCloseable {
    private final ObjectEntry entry;
    private final FileChannel bytes;

    OpenObject(final ObjectEntry entry, final FileChannel bytes) {
        this.entry = entry;
        this.bytes = bytes;
    }

    public ObjectEntry entry() {
        return entry;
    }

    /**
     * Some of the bytes. To close the stream closes the object.
     *
     * @param first 0 for the first of all
     */
    public InputStream read(final long first, final long length) {
        return new Range(first, first + length);
    }

    @Override
    public void close() {
        try {
            bytes.close();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Range extends InputStream {
        private long position;
        private final long end;

        Range(final long position, final long end) {
            this.position = position;
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            final byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(final byte[] into, final int offset, final int count) throws IOException {
            if (position >= end) {
                return -1;
            }
            final int wanted = (int) Math.min(count, end - position);
            final int read = bytes.read(ByteBuffer.wrap(into, offset, wanted), position);
            position += Math.max(0, read);
            return read;
        }

        @Override
        public void close() {
            OpenObject.this.close();
        }
    }
}
