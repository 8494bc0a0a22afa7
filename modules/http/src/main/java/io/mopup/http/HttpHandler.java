/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.http;

import java.io.IOException;

/** Answers requests, on many threads. */
@FunctionalInterface
public interface HttpHandler {
    /**
     * Answers one request. May block.
     *
     * @throws IOException if the body ends early or the client is gone; there is nobody to answer then
     */
    HttpResponse handle(HttpRequest request) throws IOException;
}
