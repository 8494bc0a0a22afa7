/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** A service that a signature is scoped to. */
public enum SigningService {
    S3("s3", Duration.ofMinutes(15)),
    /** Directory buckets. */
    S3_EXPRESS("s3express", Duration.ofMinutes(15)),
    S3_OUTPOSTS("s3-outposts", Duration.ofMinutes(15)),
    GLACIER("glacier", Duration.ofMinutes(5));

    private final String scope;
    private final Duration skew;

    SigningService(final String scope, final Duration skew) {
        this.scope = scope;
        this.skew = skew;
    }

    /** The name in a credential scope. */
    public String scope() {
        return scope;
    }

    /** How far the clock of a client may be off, either way; a request can be replayed for as long. */
    public Duration skew() {
        return skew;
    }

    static Optional<SigningService> of(final String scope) {
        return Arrays.stream(values())
                .filter(service -> service.scope.equals(scope))
                .findFirst();
    }
}
