/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** Seals bytes so that only the holder of the key can have made them, and derives the keys of a session from them. */
final class Seal {
    private static final int MAC_BYTES = 32;
    private static final int ID_CHARACTERS = 16;
    private static final int LONGEST = 2048;

    private final byte[] key;

    /** @param key from a person or a file, so of any form */
    Seal(final byte[] key) {
        this.key = Signing.hmac(key, "mopup session");
    }

    /** A key that nobody else has. */
    static Seal random() {
        final byte[] key = new byte[MAC_BYTES];
        new SecureRandom().nextBytes(key);
        return new Seal(key);
    }

    String seal(final byte[] content) {
        final byte[] sealed = Arrays.copyOf(content, content.length + MAC_BYTES);
        System.arraycopy(derive("token", content), 0, sealed, content.length, MAC_BYTES);
        return Base64.getEncoder().encodeToString(sealed);
    }

    /** The content; empty if it was sealed with another key or changed since. */
    Optional<byte[]> open(final String token) {
        try {
            final byte[] sealed =
                    token.length() > LONGEST ? new byte[0] : Base64.getDecoder().decode(token);
            final int length = sealed.length - MAC_BYTES;
            if (length < 0) {
                return Optional.empty();
            }
            final byte[] content = Arrays.copyOf(sealed, length);
            final byte[] mac = Arrays.copyOfRange(sealed, length, sealed.length);
            return MessageDigest.isEqual(derive("token", content), mac) ? Optional.of(content) : Optional.empty();
        } catch (final IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Public, but different for each session. */
    String accessKeyId(final byte[] content) {
        return "MOPS"
                + Signing.hex(derive("id", content)).substring(0, ID_CHARACTERS).toUpperCase(Locale.ROOT);
    }

    /** Whoever sees the token cannot compute it. */
    String secretAccessKey(final byte[] content) {
        return Base64.getEncoder().encodeToString(derive("secret", content));
    }

    private byte[] derive(final String purpose, final byte[] content) {
        return Signing.hmac(Signing.hmac(key, purpose), content);
    }
}
