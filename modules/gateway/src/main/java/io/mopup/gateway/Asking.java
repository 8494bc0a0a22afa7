/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway;

import io.mopup.contract.MopupHeaders;
import io.mopup.contract.TraceParent;
import io.mopup.http.HttpRequest;

/**
 * The request on whose behalf a decision is asked for.
 *
 * @param timer that waits for decisions are measured with
 * @param trace the span of the client that the request belongs to, or null
 */
public record Asking(RequestTimer timer, TraceParent trace) {
    /** A header that is no trace context is ignored, as W3C Trace Context wants it. */
    public static Asking of(final HttpRequest request, final RequestTimer timer) {
        return new Asking(
                timer,
                request.header(MopupHeaders.TRACE_PARENT)
                        .flatMap(TraceParent::parse)
                        .orElse(null));
    }
}
