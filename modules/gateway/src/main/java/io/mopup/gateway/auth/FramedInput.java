/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

import io.mopup.gateway.auth.BodyException.Reason;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Lines and bytes of a framed body. */
final class FramedInput {
    private static final int LONGEST_LINE = 1024;

    private final InputStream in;

    FramedInput(final InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    InputStream stream() {
        return in;
    }

    /** One line without its end, which is always CR LF: whoever takes less can be made to see other frames. */
    String line() throws IOException {
        final byte[] line = new byte[LONGEST_LINE];
        for (int length = 0; length < LONGEST_LINE; length++) {
            final int next = one();
            if (next == '\r') {
                expect('\n');
                return new String(line, 0, length, StandardCharsets.UTF_8);
            }
            if (next == '\n') {
                throw malformed("A line does not end in CR LF");
            }
            line[length] = (byte) next;
        }
        throw malformed("A line of the framing is too long");
    }

    void lineBreak() throws IOException {
        expect('\r');
        expect('\n');
    }

    int read(final byte[] into, final int offset, final int count) throws IOException {
        final int read = in.read(into, offset, count);
        if (read < 0) {
            throw incomplete();
        }
        return read;
    }

    /** There must be nothing left. */
    void end() throws IOException {
        if (in.read() >= 0) {
            throw malformed("Something follows the last chunk");
        }
    }

    private void expect(final char character) throws IOException {
        if (one() != character) {
            throw malformed("A chunk is longer than it says, or a line does not end in CR LF");
        }
    }

    private int one() throws IOException {
        final int next = in.read();
        if (next < 0) {
            throw incomplete();
        }
        return next;
    }

    private static BodyException incomplete() {
        return new BodyException(Reason.INCOMPLETE, "The body ended before its last chunk");
    }

    private static BodyException malformed(final String message) {
        return new BodyException(Reason.MALFORMED_CHUNK, message);
    }
}
