/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core.dialect;

import java.util.Map;

/** The error codes of the S3 API that a decision can lead to, with their statuses. */
enum S3Error {
    ACCESS_DENIED("AccessDenied", 403, "Access Denied"),
    INTERNAL_ERROR("InternalError", 500, "We encountered an internal error. Please try again."),
    INVALID_ARGUMENT("InvalidArgument", 400, "Invalid Argument"),
    INVALID_BUCKET_OWNER(
            "InvalidBucketOwnerAWSAccountID", 400, "The expected bucket owner has to be a twelve-digit account id."),
    INVALID_PART("InvalidPart", 400, "A listed part was not uploaded, or its ETag differs."),
    INVALID_PART_ORDER("InvalidPartOrder", 400, "The listed parts are not in ascending order of their numbers."),
    INVALID_REQUEST("InvalidRequest", 400, "The request lists no part."),
    MALFORMED_XML("MalformedXML", 400, "The list of parts is not well formed."),
    NOT_IMPLEMENTED("NotImplemented", 501, "A header implies functionality that is not implemented."),
    NO_SUCH_UPLOAD(
            "NoSuchUpload",
            404,
            "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted"
                    + " or completed."),
    SLOW_DOWN("SlowDown", 503, "Please reduce your request rate.");

    private final String code;
    private final int httpStatus;
    private final String message;

    S3Error(final String code, final int httpStatus, final String message) {
        this.code = code;
        this.httpStatus = httpStatus;
        this.message = message;
    }

    Answer answer(final Map<String, String> fields) {
        return new Answer(httpStatus, code, message, fields, false);
    }

    Answer answer() {
        return answer(Map.of());
    }

    Answer answer(final String detail, final Map<String, String> fields) {
        return new Answer(httpStatus, code, detail, fields, false);
    }
}
