/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

import java.io.IOException;
import java.util.Map;

/** A body is not what was signed or declared. What was read of it so far must not be kept. */
public final class BodyException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What is wrong. */
    public enum Reason {
        /** The signature of a chunk or of the trailers. S3: SignatureDoesNotMatch. */
        SIGNATURE_DIFFERS,
        /** It ended early. S3: IncompleteBody. */
        INCOMPLETE,
        /** The framing of {@code aws-chunked}. S3: InvalidRequest. */
        MALFORMED_CHUNK,
        /** Trailers that were not announced, or announced ones that did not come. S3: MalformedTrailerError. */
        MALFORMED_TRAILER,
        /** Its SHA-256. S3: XAmzContentSHA256Mismatch; Glacier: InvalidSignatureException. */
        CONTENT_DIFFERS
    }

    private final Reason reason;
    private final Map<String, String> fields;

    BodyException(final Reason reason, final String message) {
        this(reason, message, Map.of());
    }

    BodyException(final Reason reason, final String message, final Map<String, String> fields) {
        super(message);
        this.reason = reason;
        this.fields = Map.copyOf(fields);
    }

    public Reason reason() {
        return reason;
    }

    /** Further elements of the error document of S3 by name, such as {@code ClientComputedContentSHA256}. */
    public Map<String, String> fields() {
        return fields;
    }
}
