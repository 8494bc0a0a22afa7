/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.glacier;

import io.mopup.storage.TreeHash;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of a range, compared at their end with the tree hash and the length that were sent with them. */
final class PartBody extends FilterInputStream {
    private final TreeHash treeHash = new TreeHash();
    private final String expectedHash;
    private final long expectedLength;
    private long length;
    private boolean ended;

    /** Bytes that are not those that were sent; nothing of them may be kept. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        Refused(final String message) {
            super(message);
        }
    }

    PartBody(final InputStream in, final String expectedHash, final long expectedLength) {
        super(in);
        this.expectedHash = expectedHash;
        this.expectedLength = expectedLength;
    }

    @Override
    public int read() throws IOException {
        final byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(final byte[] into, final int offset, final int count) throws IOException {
        final int read = super.read(into, offset, count);
        if (read > 0) {
            length += read;
            treeHash.update(into, offset, read);
        } else if (read < 0 && !ended) {
            ended = true;
            check();
        }
        return read;
    }

    private void check() throws Refused {
        if (length != expectedLength) {
            throw new Refused("Content-Range is incompatible with Content-Length: " + length);
        }
        final String computed = treeHash.digest();
        if (!computed.equalsIgnoreCase(expectedHash)) {
            throw new Refused("Checksum mismatch: expected " + expectedHash + " but got " + computed);
        }
    }
}
