/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import io.mopup.core.Checksum;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;

/** Bytes that came without a checksum, and get one while they are read. */
final class SummedBody extends FilterInputStream {
    private final ContentChecks algorithm;
    private final ContentChecks.Running running;

    SummedBody(final InputStream in, final ContentChecks algorithm) {
        super(in);
        this.algorithm = algorithm;
        this.running = algorithm.begin();
    }

    /** That of what was read; to be asked for once. */
    Checksum checksum() {
        return new Checksum(algorithm.name(), Base64.getEncoder().encodeToString(running.digest()));
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
            running.update(into, offset, read);
        }
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
