/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

import io.mopup.gateway.auth.AuthenticationException.Reason;
import io.mopup.gateway.http.HttpRequest;
import java.util.List;

/** Puts a body that is checked into a request. */
final class Bodies {
    private Bodies() {}

    /** @param signatures to check chunks with */
    static HttpRequest ofSigned(final HttpRequest request, final Payload payload, final ChunkSignatures signatures)
            throws AuthenticationException {
        if (!payload.chunked()) {
            return request.withBody(new PlainBody(request.body(), Lengths.sent(request), payload));
        }
        return request.withBody(new ChunkedBody(
                new FramedInput(request.body()),
                Lengths.decoded(request),
                payload.chunksSigned() ? signatures : ChunkSignatures.none(),
                new Trailers(payload.trailers() ? request.headers().all(Trailers.HEADER) : List.of())));
    }

    /** A digest is optional, and a token cannot sign chunks. */
    static HttpRequest ofBearer(final HttpRequest request) throws AuthenticationException {
        final List<String> declared = request.headers().all(Payload.HEADER);
        final Payload payload = declared.isEmpty() ? Payload.UNSIGNED : Payload.parse(declared.get(0));
        if (declared.size() > 1 || payload.chunksSigned()) {
            throw new AuthenticationException(Reason.BAD_HEADER, Payload.HEADER + " does not suit a bearer token");
        }
        return ofSigned(request, payload, ChunkSignatures.none());
    }
}
