/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

import io.mopup.events.Dialect;
import io.mopup.events.SessionMode;
import io.mopup.gateway.auth.AuthenticationException.Reason;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Sessions of directory buckets.
 *
 * <p>Nothing is kept: the token holds principal, bucket, mode and expiry under a seal, and the secret of the session is
 * derived from the token and the key of the seal. Every gateway with the same {@code sessionKey} in its credentials file
 * knows the sessions of every other one, also after a restart. A session ends early if its principal leaves the file; it
 * has the policy that the principal has now, not the one of then.
 */
public final class Sessions {
    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private final Seal seal;
    private final Credentials credentials;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    private Sessions(final Seal seal, final Credentials credentials, final Clock clock) {
        this.seal = seal;
        this.credentials = credentials;
        this.clock = clock;
    }

    /** Sessions under the key of a file, or under one that ends with this process if the file has none. */
    public static Sessions of(final CredentialsFile file, final Clock clock) {
        return new Sessions(file.sessionKey().map(key -> new Seal(key.bytes())).orElseGet(Seal::random), file, clock);
    }

    /**
     * Opens a session of five minutes. Whether the caller may is for the API to decide before.
     *
     * @param mode READ_ONLY or READ_WRITE
     * @throws AuthenticationException if the caller has a session already, which cannot be extended, or is one of COS
     */
    public SessionCredentials open(final Caller caller, final String bucket, final SessionMode mode)
            throws AuthenticationException {
        if (mode != SessionMode.READ_ONLY && mode != SessionMode.READ_WRITE) {
            throw new IllegalArgumentException("A session is READ_ONLY or READ_WRITE: " + mode);
        }
        if (caller.session() != SessionMode.NONE || caller.family() != Dialect.S3) {
            throw invalid("A session cannot be opened with a session, and not for COS");
        }
        final Instant expiration =
                Instant.ofEpochSecond(clock.instant().plus(LIFETIME).getEpochSecond());
        final byte[] content =
                new SessionToken(caller.principal(), bucket, mode, expiration, random.nextLong()).bytes();
        return new SessionCredentials(
                seal.accessKeyId(content), seal.secretAccessKey(content), seal.seal(content), expiration);
    }

    SigningIdentity identity(final String token, final String accessKeyId, final Optional<String> bucket)
            throws AuthenticationException {
        final byte[] content = seal.open(token).orElseThrow(() -> invalid("The session token was not issued here"));
        final SessionToken session =
                SessionToken.parse(content).orElseThrow(() -> invalid("The session token is of another version"));
        if (!clock.instant().isBefore(session.expiration())) {
            throw invalid("The session is over");
        }
        if (!bucket.equals(Optional.of(session.bucket()))) {
            throw invalid("The session is one of another bucket");
        }
        if (!seal.accessKeyId(content).equals(accessKeyId)) {
            throw invalid("The access key is not that of the session");
        }
        final User user = credentials
                .byPrincipal(session.principal())
                .orElseThrow(() -> invalid("The principal of the session is gone"));
        return new SigningIdentity(user.caller().in(session.mode()), new Secret(seal.secretAccessKey(content)));
    }

    private static AuthenticationException invalid(final String message) {
        return new AuthenticationException(Reason.SESSION_INVALID, message);
    }
}
