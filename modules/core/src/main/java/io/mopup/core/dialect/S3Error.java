/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core.dialect;

import java.util.Map;

/** The error codes of the S3 family, those of a decision and those of the wire, with their statuses. */
public enum S3Error {
    ACCESS_DENIED("AccessDenied", 403, "Access Denied"),
    AUTHORIZATION_HEADER_MALFORMED("AuthorizationHeaderMalformed", 400, "The authorization header is malformed."),
    AUTHORIZATION_QUERY_PARAMETERS(
            "AuthorizationQueryParametersError", 400, "The parameters of the presigned URL are malformed."),
    BAD_DIGEST("BadDigest", 400, "The checksum that was sent does not match the bytes that arrived."),
    BUCKET_ALREADY_EXISTS("BucketAlreadyExists", 409, "The bucket name is taken by another account."),
    BUCKET_ALREADY_OWNED(
            "BucketAlreadyOwnedByYou", 409, "The bucket exists already, and belongs to the account that asks."),
    BUCKET_NOT_EMPTY("BucketNotEmpty", 409, "The bucket still holds objects, or multipart uploads in progress."),
    CONTENT_SHA256_MISMATCH(
            "XAmzContentSHA256Mismatch", 400, "The body does not have the hash that x-amz-content-sha256 names."),
    CONDITIONAL_REQUEST_CONFLICT(
            "ConditionalRequestConflict", 409, "The object changed while the request was carried out."),
    ENTITY_TOO_LARGE("EntityTooLarge", 400, "The part exceeds the largest size of a part."),
    ENTITY_TOO_SMALL("EntityTooSmall", 400, "A listed part that is not the last one is smaller than the minimum."),
    EXPIRED_TOKEN("ExpiredToken", 400, "The token has expired."),
    INCOMPLETE_BODY("IncompleteBody", 400, "The body has fewer bytes than the headers say."),
    INTERNAL_ERROR("InternalError", 500, "We encountered an internal error. Please try again."),
    INVALID_ACCESS_KEY_ID("InvalidAccessKeyId", 403, "The access key id does not exist here."),
    INVALID_ARGUMENT("InvalidArgument", 400, "Invalid Argument"),
    INVALID_BUCKET_NAME("InvalidBucketName", 400, "The bucket name is not valid."),
    INVALID_BUCKET_OWNER(
            "InvalidBucketOwnerAWSAccountID", 400, "The expected bucket owner has to be a twelve-digit account id."),
    INVALID_DIGEST("InvalidDigest", 400, "Content-MD5 is not the base64 of sixteen bytes."),
    INVALID_PART("InvalidPart", 400, "A listed part was not uploaded, or its ETag differs."),
    INVALID_PART_NUMBER("InvalidPartNumber", 416, "The object has no such part."),
    INVALID_PART_ORDER("InvalidPartOrder", 400, "The listed parts are not in the order that the upload needs."),
    INVALID_RANGE("InvalidRange", 416, "The range lies outside the object."),
    INVALID_REQUEST("InvalidRequest", 400, "The request lists no part."),
    INVALID_TOKEN("InvalidToken", 400, "The token is malformed or belongs to nobody."),
    KEY_TOO_LONG("KeyTooLongError", 400, "The key is longer than 1024 bytes."),
    KEY_TOO_LONG_COS("KeyTooLong", 400, "The key is longer than 1024 bytes."),
    MALFORMED_TRAILER("MalformedTrailerError", 400, "The trailers are not those that were announced."),
    MALFORMED_XML("MalformedXML", 400, "The document is not well formed, or not one that this operation takes."),
    METHOD_NOT_ALLOWED("MethodNotAllowed", 405, "This resource does not take this method."),
    MISSING_CONTENT_LENGTH("MissingContentLength", 411, "The request has to name the length of its body."),
    MISSING_REQUEST_BODY("MissingRequestBodyError", 400, "The request has no body."),
    NOT_IMPLEMENTED("NotImplemented", 501, "A header or an operation implies functionality that is not implemented."),
    NO_SUCH_BUCKET("NoSuchBucket", 404, "The specified bucket does not exist."),
    NO_SUCH_KEY("NoSuchKey", 404, "The specified key does not exist."),
    NO_SUCH_LIFECYCLE("NoSuchLifecycleConfiguration", 404, "The bucket has no lifecycle configuration."),
    NO_SUCH_UPLOAD(
            "NoSuchUpload",
            404,
            "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted"
                    + " or completed."),
    PRECONDITION_FAILED("PreconditionFailed", 412, "At least one of the preconditions did not hold."),
    REQUEST_TIME_TOO_SKEWED(
            "RequestTimeTooSkewed", 403, "The time of the request differs too much from the time of this server."),
    SERVICE_UNAVAILABLE("ServiceUnavailable", 503, "Please try again later."),
    SIGNATURE_DOES_NOT_MATCH(
            "SignatureDoesNotMatch", 403, "The signature is not the one that the key and the request give."),
    SLOW_DOWN("SlowDown", 503, "Please reduce your request rate.");

    private final String code;
    private final int httpStatus;
    private final String message;

    S3Error(final String code, final int httpStatus, final String message) {
        this.code = code;
        this.httpStatus = httpStatus;
        this.message = message;
    }

    /** The answer with this error; {@code fields} by their names in the error document. */
    public Answer answer(final Map<String, String> fields) {
        return new Answer(httpStatus, code, message, fields, false);
    }
}
