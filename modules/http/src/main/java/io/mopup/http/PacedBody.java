/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.http;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * A body that has to come at some pace. Only the time spent in waiting for bytes counts, so that a handler may take all
 * the time it needs in between. One byte now and then keeps an idle timeout from ever running out; this does not forgive it.
 */
final class PacedBody extends InputStream {
    private static final double NANOS = 1e9;

    private final InputStream in;
    private final HttpLimits limits;
    private final LongSupplier nanoTime;
    private long waited;
    private long received;

    /** @param nanoTime as {@link System#nanoTime()} */
    PacedBody(final InputStream in, final HttpLimits limits, final LongSupplier nanoTime) {
        this.in = in;
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    /** Reads what is left and forgets it, until it ends, is too long, too late, or broken. */
    void drain(final long mostBytes, final Duration longest) {
        final byte[] buffer = new byte[8 << 10];
        final long deadline = nanoTime.getAsLong() + longest.toNanos();
        long left = mostBytes;
        try {
            while (left > 0 && deadline - nanoTime.getAsLong() > 0) {
                final int read = read(buffer, 0, buffer.length);
                if (read < 0) {
                    return;
                }
                left -= read;
            }
        } catch (final IOException e) {
            // The answer is sent; whoever closes the connection now loses nothing by it.
            return;
        }
    }

    @Override
    public int read() throws IOException {
        final byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(final byte[] into, final int offset, final int count) throws IOException {
        final long before = nanoTime.getAsLong();
        final int read;
        try {
            read = in.read(into, offset, count);
        } catch (final IOException e) {
            throw e.getCause() instanceof TimeoutException ? new SlowBodyException("The body stands still", e) : e;
        }
        waited += nanoTime.getAsLong() - before;
        if (read > 0) {
            received += read;
            requirePace();
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void requirePace() throws SlowBodyException {
        final double late = (waited - limits.idle().toNanos()) / NANOS;
        if (late > 0 && received < late * limits.bytesPerSecond()) {
            throw new SlowBodyException("The body comes at less than " + limits.bytesPerSecond() + " bytes per second");
        }
    }
}
