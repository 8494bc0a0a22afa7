/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The two digests that S3 and Glacier need; every Java platform has them. */
public final class Digests {
    private Digests() {}

    public static MessageDigest md5() {
        return named("MD5");
    }

    public static MessageDigest sha256() {
        return named("SHA-256");
    }

    private static MessageDigest named(final String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java platform lacks " + algorithm, e);
        }
    }
}
