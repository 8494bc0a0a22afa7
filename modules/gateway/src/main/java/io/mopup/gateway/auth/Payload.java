/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

import io.mopup.gateway.auth.AuthenticationException.Reason;
import java.util.regex.Pattern;

/**
 * How a body is protected, as {@code x-amz-content-sha256} declares it.
 *
 * @param text as declared, part of what is signed
 */
record Payload(Kind kind, String text) {
    static final String HEADER = "x-amz-content-sha256";
    private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");

    enum Kind {
        /** One digest over all of it. */
        HASHED,
        /** Not at all, but for the transport. */
        UNSIGNED,
        /** Chunks, each with a signature. */
        SIGNED_CHUNKS,
        /** Chunks and trailers with signatures. */
        SIGNED_CHUNKS_AND_TRAILERS,
        /** Chunks and trailers without. */
        UNSIGNED_CHUNKS_AND_TRAILERS
    }

    static final Payload UNSIGNED = new Payload(Kind.UNSIGNED, "UNSIGNED-PAYLOAD");

    static Payload parse(final String text) throws AuthenticationException {
        switch (text) {
            case "UNSIGNED-PAYLOAD":
                return UNSIGNED;
            case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD":
                return new Payload(Kind.SIGNED_CHUNKS, text);
            case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER":
                return new Payload(Kind.SIGNED_CHUNKS_AND_TRAILERS, text);
            case "STREAMING-UNSIGNED-PAYLOAD-TRAILER":
                return new Payload(Kind.UNSIGNED_CHUNKS_AND_TRAILERS, text);
            default:
                if (!SHA256.matcher(text).matches()) {
                    throw new AuthenticationException(
                            Reason.BAD_HEADER,
                            HEADER + " must be UNSIGNED-PAYLOAD, one of the STREAMING words, or a SHA-256 in hex");
                }
                return new Payload(Kind.HASHED, text);
        }
    }

    boolean chunked() {
        return kind != Kind.HASHED && kind != Kind.UNSIGNED;
    }

    boolean chunksSigned() {
        return kind == Kind.SIGNED_CHUNKS || kind == Kind.SIGNED_CHUNKS_AND_TRAILERS;
    }

    boolean trailers() {
        return kind == Kind.SIGNED_CHUNKS_AND_TRAILERS || kind == Kind.UNSIGNED_CHUNKS_AND_TRAILERS;
    }
}
