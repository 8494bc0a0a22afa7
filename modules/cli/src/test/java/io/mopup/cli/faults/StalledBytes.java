/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.faults;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;

/** A connection that gives all bytes of a part, and its end only when something else has happened. */
final class StalledBytes extends InputStream {
    private final InputStream bytes;
    private final CompletableFuture<?> until;

    StalledBytes(final byte[] bytes, final CompletableFuture<?> until) {
        this.bytes = new ByteArrayInputStream(bytes);
        this.until = until;
    }

    @Override
    public int read() {
        throw new UnsupportedOperationException("Nobody reads byte by byte");
    }

    @Override
    public int read(final byte[] buffer, final int offset, final int length) throws IOException {
        final int read = bytes.read(buffer, offset, length);
        if (read < 0) {
            until.join();
        }
        return read;
    }
}
