/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import io.mopup.http.HttpResponse;
import java.io.IOException;

/** Carries out one operation. */
@FunctionalInterface
public interface S3Handler {
    /**
     * The answer to an authenticated call.
     *
     * @throws S3Failure with the answer, if it is refused
     * @throws IOException if the body ends early or the client is gone
     */
    HttpResponse handle(S3Call call) throws IOException;
}
