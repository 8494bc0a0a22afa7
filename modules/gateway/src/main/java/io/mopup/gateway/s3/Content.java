/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import io.mopup.core.dialect.S3Error;
import io.mopup.gateway.auth.AuthenticatedBody;
import java.io.InputStream;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The body of a call.
 *
 * @param stream fails at its end if it is not what was sent
 * @param checksums by the names of their headers; known at the end of the stream
 */
record Content(InputStream stream, Supplier<Map<String, String>> checksums) {
    private static final long LARGEST = 5L << 30;

    /** A body whose checksums are compared. */
    static Content checked(final S3Call call) {
        final CheckedBody body = new CheckedBody(call);
        return new Content(body, body::checksums);
    }

    /**
     * The same for one that becomes an object.
     *
     * @throws S3Failure if its length is not said, or is too large for one request
     */
    static Content ofObject(final S3Call call) {
        final long length = ((AuthenticatedBody) call.http().body())
                .length()
                .orElseThrow(() -> S3Failure.of(S3Error.MISSING_CONTENT_LENGTH));
        if (length > LARGEST) {
            throw S3Failure.of(
                            S3Error.ENTITY_TOO_LARGE,
                            "ProposedSize",
                            Long.toString(length),
                            "MaxSizeAllowed",
                            Long.toString(LARGEST))
                    .saying("Your proposed upload exceeds the maximum allowed size");
        }
        return checked(call);
    }

    /**
     * Documents that change many things at once come with a checksum, so that nothing is done by half a list.
     *
     * @throws S3Failure InvalidRequest, if there is none
     */
    static void requireChecksum(final S3Call call) {
        final boolean sent = call.http().headers().has("Content-MD5")
                || call.http().headers().has("x-amz-trailer")
                || !ContentChecks.sent(call).isEmpty();
        if (!sent) {
            throw S3Failure.of(S3Error.INVALID_REQUEST)
                    .saying("Missing required header for this request: Content-MD5 OR x-amz-checksum-*");
        }
    }
}
