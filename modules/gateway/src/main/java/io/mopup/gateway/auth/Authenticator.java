/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

import io.mopup.gateway.auth.AuthenticationException.Reason;
import io.mopup.gateway.http.HttpRequest;
import io.mopup.gateway.http.MalformedRequestException;
import java.io.IOException;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Says who sent a request. A request is signed in its header, signed in its query, or carries a bearer token; one that
 * is none of these is refused, and so is one that is more than one.
 *
 * <p>SigV4 has no nonce: the same signed request is good again until its time is over, which is 15 minutes (Glacier: 5)
 * after it was signed or, presigned, what it says. That is how S3 is; an abort that is replayed finds nothing left to do.
 * Whoever listens to the wire can replay, so it belongs inside TLS, and a bearer token all the more.
 */
public final class Authenticator {
    private static final String BEARER = "Bearer ";

    private final Credentials credentials;
    private final SignatureCheck signatures;
    private final boolean bearers;

    /**
     * Authenticates for one listener.
     *
     * @param accepted services that a signature may be scoped to
     * @param bucket that a request is for, if any: a session is good for one bucket only
     */
    public Authenticator(
            final Credentials credentials,
            final Clock clock,
            final Sessions sessions,
            final Set<SigningService> accepted,
            final Function<HttpRequest, Optional<String>> bucket) {
        this.credentials = credentials;
        this.signatures = new SignatureCheck(
                new SigningIdentities(credentials, sessions, bucket), new SigningWindow(clock), accepted);
        this.bearers = accepted.contains(SigningService.S3);
    }

    /** For the listener that speaks S3. */
    public static Authenticator s3(
            final Credentials credentials,
            final Clock clock,
            final Sessions sessions,
            final Function<HttpRequest, Optional<String>> bucket) {
        return new Authenticator(
                credentials, clock, sessions, EnumSet.complementOf(EnumSet.of(SigningService.GLACIER)), bucket);
    }

    /** For the listener that speaks Glacier. */
    public static Authenticator glacier(final Credentials credentials, final Clock clock, final Sessions sessions) {
        return new Authenticator(
                credentials, clock, sessions, EnumSet.of(SigningService.GLACIER), request -> Optional.empty());
    }

    /**
     * Authenticates one request; its own body must not be read any more.
     *
     * @throws AuthenticationException if it is refused
     * @throws IOException if the body had to be read and the client is gone
     */
    public Authenticated authenticate(final HttpRequest request) throws AuthenticationException, IOException {
        final List<String> headers = request.headers().all("Authorization");
        final boolean presigned = QueryAuthorization.present(request);
        if (headers.size() + (presigned ? 1 : 0) > 1) {
            throw new AuthenticationException(Reason.MALFORMED, "A request may say only once who sends it");
        }
        try {
            if (presigned) {
                return signatures.check(request, QueryAuthorization.parse(request));
            }
            if (headers.isEmpty()) {
                throw new AuthenticationException(Reason.ANONYMOUS, "The request is not signed");
            }
            return headers.get(0).regionMatches(true, 0, BEARER, 0, BEARER.length())
                    ? bearer(request, headers.get(0).substring(BEARER.length()).strip())
                    : signatures.check(request, HeaderAuthorization.parse(request, headers.get(0)));
        } catch (final MalformedRequestException e) {
            throw new AuthenticationException(Reason.BAD_HEADER, "The request cannot be decoded");
        }
    }

    private Authenticated bearer(final HttpRequest request, final String token) throws AuthenticationException {
        final Optional<User> user = bearers ? credentials.byBearerToken(token) : Optional.empty();
        if (user.isEmpty()) {
            throw new AuthenticationException(Reason.BAD_TOKEN, "The bearer token is not known");
        }
        return new Authenticated(user.get().caller(), Bodies.ofBearer(request));
    }
}
