/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

import java.util.Map;

/** The caller of a request is not known, or not proven. Carries no secret: it may be logged. */
public final class AuthenticationException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What is wrong; the protocols turn it into documents of their own. */
    public enum Reason {
        /** Nothing says who calls. S3: AccessDenied; Glacier: MissingAuthenticationTokenException. */
        ANONYMOUS,
        /** S3: AuthorizationHeaderMalformed; Glacier: InvalidSignatureException. */
        MALFORMED,
        /** S3: AuthorizationQueryParametersError; Glacier: InvalidSignatureException. */
        MALFORMED_QUERY,
        /** A header that belongs to the signature is missing or cannot be read. S3: InvalidRequest. */
        BAD_HEADER,
        /** The body is chunked and nothing says how long it is. S3: MissingContentLength. */
        LENGTH_REQUIRED,
        /** S3: InvalidAccessKeyId; Glacier: UnrecognizedClientException. */
        UNKNOWN_KEY,
        /** S3: SignatureDoesNotMatch; Glacier: InvalidSignatureException. */
        SIGNATURE_DIFFERS,
        /** A header that S3 acts upon is outside the signature. S3: AccessDenied. */
        HEADERS_NOT_SIGNED,
        /** S3: RequestTimeTooSkewed; Glacier: InvalidSignatureException. */
        SKEWED,
        /** A presigned request outside its time. S3: AccessDenied. */
        EXPIRED,
        /** The session of a directory bucket is over, forged, or of another bucket. S3: AccessDenied. */
        SESSION_INVALID,
        /** A bearer or security token that nobody has. S3: InvalidToken; Glacier: UnrecognizedClientException. */
        BAD_TOKEN
    }

    private final Reason reason;
    private final Map<String, String> fields;

    AuthenticationException(final Reason reason, final String message) {
        this(reason, message, Map.of());
    }

    AuthenticationException(final Reason reason, final String message, final Map<String, String> fields) {
        super(message);
        this.reason = reason;
        this.fields = Map.copyOf(fields);
    }

    public Reason reason() {
        return reason;
    }

    /** Further elements of the error document of S3 by name, such as {@code AWSAccessKeyId}. */
    public Map<String, String> fields() {
        return fields;
    }
}
