/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.io.Content.Sink;

/** An answer that has to be read at some pace. Whoever watches the pace closes the connection, and the write fails. */
final class PacedAnswer extends OutputStream {
    /** So small that the pace is seen early, so large that it costs nothing. */
    private static final int MOST = 64 << 10;

    private final Sink sink;
    private final AnswerPace pace;

    PacedAnswer(final Sink sink, final AnswerPace pace) {
        this.sink = sink;
        this.pace = pace;
    }

    /** Sends all of these bytes, as the whole body. */
    void whole(final byte[] bytes) throws IOException {
        int sent = 0;
        while (bytes.length - sent > MOST) {
            send(false, ByteBuffer.wrap(bytes, sent, MOST));
            sent += MOST;
        }
        send(true, ByteBuffer.wrap(bytes, sent, bytes.length - sent));
    }

    @Override
    public void write(final int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    /** Sends up to as much as a reader of streams takes at once. */
    @Override
    public void write(final byte[] from, final int offset, final int count) throws IOException {
        send(false, ByteBuffer.wrap(from, offset, count));
    }

    /** Sends what is left, and ends the body. */
    @Override
    public void close() throws IOException {
        send(true, ByteBuffer.allocate(0));
    }

    private void send(final boolean last, final ByteBuffer bytes) throws IOException {
        pace.begin(bytes.remaining());
        try {
            Sink.write(sink, last, bytes);
        } finally {
            pace.end();
        }
    }
}
