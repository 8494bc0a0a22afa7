/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core.dialect;

import java.util.Map;

/** The error codes of the S3 family that a decision can lead to, with their statuses. */
enum S3Error {
    ACCESS_DENIED("AccessDenied", 403, "Access Denied"),
    BUCKET_NOT_EMPTY("BucketNotEmpty", 409, "The bucket still has multipart uploads in progress."),
    ENTITY_TOO_LARGE("EntityTooLarge", 400, "The part exceeds the largest size of a part."),
    ENTITY_TOO_SMALL("EntityTooSmall", 400, "A listed part that is not the last one is smaller than the minimum."),
    INTERNAL_ERROR("InternalError", 500, "We encountered an internal error. Please try again."),
    INVALID_ARGUMENT("InvalidArgument", 400, "Invalid Argument"),
    INVALID_BUCKET_NAME("InvalidBucketName", 400, "The bucket name is not valid."),
    INVALID_BUCKET_OWNER(
            "InvalidBucketOwnerAWSAccountID", 400, "The expected bucket owner has to be a twelve-digit account id."),
    INVALID_PART("InvalidPart", 400, "A listed part was not uploaded, or its ETag differs."),
    INVALID_PART_ORDER("InvalidPartOrder", 400, "The listed parts are not in the order that the upload needs."),
    INVALID_REQUEST("InvalidRequest", 400, "The request lists no part."),
    KEY_TOO_LONG("KeyTooLongError", 400, "The key is longer than 1024 bytes."),
    KEY_TOO_LONG_COS("KeyTooLong", 400, "The key is longer than 1024 bytes."),
    MALFORMED_XML("MalformedXML", 400, "The list of parts is not well formed."),
    MISSING_REQUEST_BODY("MissingRequestBodyError", 400, "The request has no body."),
    NOT_IMPLEMENTED("NotImplemented", 501, "A header implies functionality that is not implemented."),
    NO_SUCH_BUCKET("NoSuchBucket", 404, "The specified bucket does not exist."),
    NO_SUCH_UPLOAD(
            "NoSuchUpload",
            404,
            "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted"
                    + " or completed."),
    PRECONDITION_FAILED("PreconditionFailed", 412, "At least one of the preconditions did not hold."),
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
}
