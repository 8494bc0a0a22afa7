/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * A body that is checked while it is read, in constant memory. The last byte is handed out only after everything was
 * checked, so a reader that stops at {@link #length()} has read what was signed; bytes before it are not proven yet.
 * Fails with a {@link BodyException} if it is not what was signed, then and at each further read.
 */
public abstract class AuthenticatedBody extends InputStream {
    private final InputStream in;
    private IOException failure;

    AuthenticatedBody(final InputStream in) {
        this.in = in;
    }

    /** Bytes to be read, without any framing; empty if nothing said so. */
    public abstract OptionalLong length();

    /**
     * The headers that came behind the body, such as {@code x-amz-checksum-crc32}, by their names in lower case.
     *
     * @throws IllegalStateException before the end of the body was read
     */
    public abstract Map<String, String> trailers();

    /** As {@link InputStream#read(byte[], int, int)} with a count above 0. */
    abstract int next(byte[] into, int offset, int count) throws IOException;

    @Override
    public final int read() throws IOException {
        final byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public final int read(final byte[] into, final int offset, final int count) throws IOException {
        Objects.checkFromIndexSize(offset, count, into.length);
        if (failure != null) {
            throw failure;
        }
        if (count == 0) {
            return 0;
        }
        try {
            return next(into, offset, count);
        } catch (final IOException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public final void close() throws IOException {
        in.close();
    }
}
