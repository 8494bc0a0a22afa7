/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.glacier;

import io.mopup.http.HttpResponse;
import java.io.IOException;

/** Carries out one operation. */
@FunctionalInterface
interface GlacierHandler {
    /**
     * The answer to an authenticated call.
     *
     * @throws GlacierFailure with the answer, if it is refused
     * @throws IOException if the body ends early or the client is gone
     */
    HttpResponse handle(GlacierCall call) throws IOException;
}
