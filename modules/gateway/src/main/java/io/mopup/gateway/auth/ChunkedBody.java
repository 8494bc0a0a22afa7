/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

import io.mopup.gateway.auth.BodyException.Reason;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A body in the framing of {@code aws-chunked}. A chunk is never held: its bytes are handed out as they come, and a
 * wrong signature shows at its end. No chunk may be longer than what is left of the declared length.
 */
final class ChunkedBody extends AuthenticatedBody {
    private final FramedInput in;
    private final long length;
    private final ChunkSignatures signatures;
    private final Trailers trailers;
    private long left;
    private long leftInChunk;
    private Map<String, String> received;

    /**
     * @param length decoded
     * @param trailers that may follow
     */
    ChunkedBody(final FramedInput in, final long length, final ChunkSignatures signatures, final Trailers trailers) {
        super(in.stream());
        this.in = in;
        this.length = length;
        this.left = length;
        this.signatures = signatures;
        this.trailers = trailers;
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.of(length);
    }

    @Override
    public Map<String, String> trailers() {
        if (received == null) {
            throw new IllegalStateException("The body has not been read to its end");
        }
        return received;
    }

    @Override
    int next(final byte[] into, final int offset, final int count) throws IOException {
        if (received != null) {
            return -1;
        }
        if (leftInChunk == 0) {
            begin();
        }
        if (left == 0) {
            end();
            return -1;
        }
        final int read = in.read(into, offset, (int) Math.min(count, leftInChunk));
        signatures.update(into, offset, read);
        left -= read;
        leftInChunk -= read;
        if (leftInChunk == 0) {
            in.lineBreak();
            signatures.endChunk();
            if (left == 0) {
                begin();
                end();
            }
        }
        return read;
    }

    private void begin() throws IOException {
        leftInChunk = signatures.begin(ChunkHeader.parse(in.line()));
        if (leftInChunk > left) {
            throw new BodyException(Reason.MALFORMED_CHUNK, "The chunks are longer than x-amz-decoded-content-length");
        }
        if (leftInChunk == 0 && left > 0) {
            throw new BodyException(Reason.INCOMPLETE, "The last chunk came " + left + " bytes too early");
        }
    }

    private void end() throws IOException {
        signatures.endChunk();
        final Map<String, String> all = trailers.read(in, signatures);
        in.end();
        received = all;
    }
}
