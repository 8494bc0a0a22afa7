/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

import java.time.Instant;

/**
 * What CreateSession answers.
 *
 * @param expiration whole seconds
 */
public record SessionCredentials(String accessKeyId, String secretAccessKey, String sessionToken, Instant expiration) {
    /** Neither the secret nor the token. */
    @Override
    public String toString() {
        return "SessionCredentials[" + accessKeyId + ", " + expiration + "]";
    }
}
