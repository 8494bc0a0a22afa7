/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import io.mopup.core.dialect.Answer;
import io.mopup.core.dialect.S3Error;
import io.mopup.gateway.auth.AuthenticationException;
import io.mopup.gateway.auth.BodyException;

/** What the S3 API says of a caller who is not known, or of a body that is not what was signed. */
final class AuthenticationErrors {
    private AuthenticationErrors() {}

    static Answer of(final AuthenticationException error) {
        final S3Error code =
                switch (error.reason()) {
                    case ANONYMOUS, HEADERS_NOT_SIGNED, EXPIRED, SESSION_INVALID -> S3Error.ACCESS_DENIED;
                    case MALFORMED -> S3Error.AUTHORIZATION_HEADER_MALFORMED;
                    case MALFORMED_QUERY -> S3Error.AUTHORIZATION_QUERY_PARAMETERS;
                    case BAD_HEADER -> S3Error.INVALID_REQUEST;
                    case LENGTH_REQUIRED -> S3Error.MISSING_CONTENT_LENGTH;
                    case UNKNOWN_KEY -> S3Error.INVALID_ACCESS_KEY_ID;
                    case SIGNATURE_DIFFERS -> S3Error.SIGNATURE_DOES_NOT_MATCH;
                    case SKEWED -> S3Error.REQUEST_TIME_TOO_SKEWED;
                    case BAD_TOKEN -> S3Error.INVALID_TOKEN;
                };
        return code.answer(error.fields()).saying(error.getMessage());
    }

    static Answer of(final BodyException error) {
        final S3Error code =
                switch (error.reason()) {
                    case SIGNATURE_DIFFERS -> S3Error.SIGNATURE_DOES_NOT_MATCH;
                    case INCOMPLETE -> S3Error.INCOMPLETE_BODY;
                    case MALFORMED_CHUNK -> S3Error.INVALID_REQUEST;
                    case MALFORMED_TRAILER -> S3Error.MALFORMED_TRAILER;
                    case CONTENT_DIFFERS -> S3Error.CONTENT_SHA256_MISMATCH;
                };
        return code.answer(error.fields()).saying(error.getMessage());
    }
}
