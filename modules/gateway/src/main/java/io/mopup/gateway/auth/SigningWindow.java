/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

import io.mopup.gateway.auth.AuthenticationException.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** How long a signature is good for. */
final class SigningWindow {
    private final Clock clock;

    SigningWindow(final Clock clock) {
        this.clock = clock;
    }

    void require(final Authorization authorization) throws AuthenticationException {
        if (!authorization.time().startsWith(authorization.credential().date())) {
            throw new AuthenticationException(
                    authorization.presigned() ? Reason.MALFORMED_QUERY : Reason.MALFORMED,
                    "The date of the credential is not that of the request");
        }
        final Instant now = clock.instant();
        final Instant signedAt = authorization.signedAt();
        final Duration skew = authorization.credential().service().skew();
        if (authorization.presigned()) {
            final Instant end = signedAt.plus(authorization.presignedFor().orElseThrow());
            if (now.isAfter(end)) {
                throw outside("Request has expired", Map.of("Expires", end.toString(), "ServerTime", now.toString()));
            }
            if (now.isBefore(signedAt.minus(skew))) {
                throw outside("Request is not valid yet", Map.of("ServerTime", now.toString()));
            }
        } else if (Duration.between(signedAt, now).abs().compareTo(skew) > 0) {
            throw new AuthenticationException(
                    Reason.SKEWED,
                    "The difference between the request time and the current time is too large.",
                    Map.of(
                            "RequestTime", authorization.time(),
                            "ServerTime", now.toString(),
                            "MaxAllowedSkewMilliseconds", String.valueOf(skew.toMillis())));
        }
    }

    private static AuthenticationException outside(final String message, final Map<String, String> fields) {
        return new AuthenticationException(Reason.EXPIRED, message, fields);
    }
}
