/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

import io.mopup.contract.Digests;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A text that is never printed. */
final class Secret {
    private final byte[] value;

    Secret(final String value) {
        this.value = value.getBytes(StandardCharsets.UTF_8);
    }

    byte[] bytes() {
        return value.clone();
    }

    /** Takes as long for a near miss as for a far one; digests hide the length too. */
    boolean matches(final String candidate) {
        return MessageDigest.isEqual(
                Digests.sha256().digest(value), Digests.sha256().digest(candidate.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
