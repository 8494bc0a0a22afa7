/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

import io.mopup.gateway.auth.AuthenticationException.Reason;
import io.mopup.gateway.http.HttpRequest;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Recomputes the signature of a request. */
final class SignatureCheck {
    private final SigningIdentities identities;
    private final SigningWindow window;
    private final Set<SigningService> accepted;

    SignatureCheck(final SigningIdentities identities, final SigningWindow window, final Set<SigningService> accepted) {
        this.identities = identities;
        this.window = window;
        this.accepted = Set.copyOf(accepted);
    }

    Authenticated check(final HttpRequest request, final Authorization authorization)
            throws AuthenticationException, IOException {
        final Credential credential = authorization.credential();
        if (!accepted.contains(credential.service())) {
            throw new AuthenticationException(
                    authorization.presigned() ? Reason.MALFORMED_QUERY : Reason.MALFORMED,
                    "The service " + credential.service().scope() + " is not the one that listens here");
        }
        requireCovered(request, authorization);
        final SigningIdentity identity = identities.of(request, credential);
        window.require(authorization);

        final SignedPayload declared = SignedPayload.of(request, authorization);
        final Signing signing = new Signing(identity.secret(), credential, authorization.time());
        final String toSign = signing.stringToSign(CanonicalRequest.of(
                declared.request(), authorization, declared.payload().text()));
        if (!Signing.same(signing.sign(toSign), authorization.signature())) {
            throw new AuthenticationException(
                    Reason.SIGNATURE_DIFFERS,
                    "The request signature we calculated does not match the signature you provided."
                            + " Check your key and signing method.",
                    Map.of("AWSAccessKeyId", credential.accessKeyId(), "StringToSign", toSign));
        }
        return new Authenticated(
                identity.caller(),
                Bodies.ofSigned(
                        declared.request(),
                        declared.payload(),
                        ChunkSignatures.signed(signing, authorization.signature())));
    }

    /**
     * What S3 acts upon must be signed, else whoever has a presigned request could add to it. The digest of the body is
     * signed in any case, on a line of its own.
     */
    private static void requireCovered(final HttpRequest request, final Authorization authorization)
            throws AuthenticationException {
        for (final String name : request.headers().names()) {
            final String lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith("x-amz-")
                    && !lower.equals(Payload.HEADER)
                    && !authorization.signedHeaders().contains(lower)) {
                throw new AuthenticationException(
                        Reason.HEADERS_NOT_SIGNED,
                        "There were headers present in the request which were not signed",
                        Map.of("HeadersNotSigned", lower));
            }
        }
    }
}
