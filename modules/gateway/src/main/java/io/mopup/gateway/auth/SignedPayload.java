/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

import io.mopup.contract.Digests;
import io.mopup.gateway.auth.AuthenticationException.Reason;
import io.mopup.gateway.http.HttpRequest;
import io.mopup.gateway.http.Query.Parameter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * The payload that a signature speaks of, and the request with a body that can still be read.
 *
 * <p>To S3 a digest must be sent. Other services may leave it out, and then it is in the signature all the same, so the
 * body has to be read first. Only small bodies come without one: Glacier wants the digest of each part.
 */
record SignedPayload(Payload payload, HttpRequest request) {
    private static final int LONGEST = 1 << 20;

    static SignedPayload of(final HttpRequest request, final Authorization authorization)
            throws AuthenticationException, IOException {
        final boolean glacier = authorization.credential().service() == SigningService.GLACIER;
        final List<String> declared = declared(request);
        if (declared.size() > 1) {
            throw new AuthenticationException(Reason.BAD_HEADER, Payload.HEADER + " came more than once");
        }
        if (!declared.isEmpty()) {
            final Payload payload = Payload.parse(declared.get(0));
            if (glacier && payload.kind() != Payload.Kind.HASHED) {
                throw new AuthenticationException(Reason.BAD_HEADER, "Glacier takes no unsigned and no chunked body");
            }
            return new SignedPayload(payload, request);
        }
        if (glacier) {
            return read(request);
        }
        if (authorization.presigned()) {
            return new SignedPayload(Payload.UNSIGNED, request);
        }
        throw new AuthenticationException(
                Reason.BAD_HEADER, "Missing required header for this request: " + Payload.HEADER);
    }

    private static SignedPayload read(final HttpRequest request) throws AuthenticationException, IOException {
        final byte[] body = request.body().readNBytes(LONGEST + 1);
        if (body.length > LONGEST) {
            throw new AuthenticationException(
                    Reason.BAD_HEADER, "A body of more than " + LONGEST + " bytes needs " + Payload.HEADER);
        }
        final Payload payload = Payload.parse(Signing.hex(Digests.sha256().digest(body)));
        return new SignedPayload(payload, request.withBody(new ByteArrayInputStream(body)));
    }

    /** A presigned request may have it in its query. */
    private static List<String> declared(final HttpRequest request) {
        return Stream.concat(
                        request.headers().all(Payload.HEADER).stream(),
                        request.query().parameters().stream()
                                .filter(parameter -> parameter.name().equalsIgnoreCase(Payload.HEADER))
                                .map(Parameter::value))
                .toList();
    }
}
