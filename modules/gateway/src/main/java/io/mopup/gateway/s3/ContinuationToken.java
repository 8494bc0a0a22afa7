/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import io.mopup.core.dialect.S3Error;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Where the next page of a list goes on, in a form that no client takes for a key. */
final class ContinuationToken {
    private static final String MARK = "after:";

    private ContinuationToken() {}

    static String of(final String last) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((MARK + last).getBytes(StandardCharsets.UTF_8));
    }

    /** @throws S3Failure InvalidArgument, if it was never given out */
    static String last(final String token) {
        try {
            final String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            if (text.startsWith(MARK)) {
                return text.substring(MARK.length());
            }
        } catch (final IllegalArgumentException e) {
            // The same answer.
        }
        throw S3Failure.of(S3Error.INVALID_ARGUMENT, "ArgumentName", "continuation-token", "ArgumentValue", token)
                .saying("The continuation token provided is incorrect");
    }
}
