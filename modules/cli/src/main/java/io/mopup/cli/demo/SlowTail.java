/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.demo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;

/** A client whose connection stalls before the last byte until something has happened. */
final class SlowTail extends InputStream {
    private final InputStream head;
    private final CompletableFuture<?> until;
    private final InputStream tail;

    SlowTail(final byte[] bytes, final CompletableFuture<?> until) {
        this.head = new ByteArrayInputStream(bytes, 0, bytes.length - 1);
        this.tail = new ByteArrayInputStream(bytes, bytes.length - 1, 1);
        this.until = until;
    }

    @Override
    public int read() throws IOException {
        final byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(final byte[] buffer, final int offset, final int length) throws IOException {
        // Nothing asked for is nothing waited for; at its end the head would say -1 to that as well.
        final int read = length == 0 ? 0 : head.read(buffer, offset, length);
        if (read >= 0) {
            return read;
        }
        // However it was answered: the last byte comes afterwards.
        until.handle((answer, error) -> answer).join();
        return tail.read(buffer, offset, length);
    }
}
