/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core.dialect;

import java.util.Map;

/** The error codes of the Glacier API, those of a decision and those of the wire, with their statuses. */
public enum GlacierError {
    ACCESS_DENIED("AccessDeniedException", 403, "Client"),
    BAD_REQUEST("BadRequest", 400, "Client"),
    EXPIRED_TOKEN("ExpiredTokenException", 403, "Client"),
    INVALID_PARAMETER_VALUE("InvalidParameterValueException", 400, "Client"),
    INVALID_SIGNATURE("InvalidSignatureException", 403, "Client"),
    MISSING_AUTHENTICATION("MissingAuthenticationTokenException", 400, "Client"),
    MISSING_PARAMETER_VALUE("MissingParameterValueException", 400, "Client"),
    NO_LONGER_SUPPORTED("NoLongerSupportedException", 400, "Client"),
    REQUEST_TIMEOUT("RequestTimeoutException", 408, "Client"),
    RESOURCE_NOT_FOUND("ResourceNotFoundException", 404, "Client"),
    // Not 503: Glacier answers its own unavailability with 500.
    SERVICE_UNAVAILABLE("ServiceUnavailableException", 500, "Server"),
    UNRECOGNIZED_CLIENT("UnrecognizedClientException", 400, "Client");

    private static final String TYPE = "type";

    private final String code;
    private final int httpStatus;
    private final String type;

    GlacierError(final String code, final int httpStatus, final String type) {
        this.code = code;
        this.httpStatus = httpStatus;
        this.type = type;
    }

    /** The answer with this error. */
    public Answer answer(final String message) {
        return new Answer(httpStatus, code, message, Map.of(TYPE, type), false);
    }
}
