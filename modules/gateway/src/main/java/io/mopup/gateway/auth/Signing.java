/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

import io.mopup.contract.Digests;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signatures of Signature Version 4 under one key, time and scope.
 *
 * <p>Own code, not the signer of the AWS SDK: that one can only sign. It leaves {@code user-agent} out, which the COS
 * SDK for Java signs, so what it computes for such a request is never what was sent; and it cannot check the chunks of a
 * body that somebody else signed. It is the oracle of the tests instead.
 */
final class Signing {
    static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String NOTHING = hex(Digests.sha256().digest());

    private final byte[] key;
    private final String time;
    private final String scope;

    /** @param time as the client wrote it in {@code x-amz-date} */
    Signing(final Secret secret, final Credential credential, final String time) {
        byte[] derived = concat("AWS4".getBytes(StandardCharsets.UTF_8), secret.bytes());
        for (final String part : credential.scope().split("/")) {
            derived = hmac(derived, part);
        }
        this.key = derived;
        this.time = time;
        this.scope = credential.scope();
    }

    String stringToSign(final String canonicalRequest) {
        return join(ALGORITHM, time, scope, hash(canonicalRequest));
    }

    String chunk(final String previous, final byte[] sha256) {
        return sign(join(ALGORITHM + "-PAYLOAD", time, scope, previous, NOTHING, hex(sha256)));
    }

    String trailers(final String previous, final String canonicalTrailers) {
        return sign(join(ALGORITHM + "-TRAILER", time, scope, previous, hash(canonicalTrailers)));
    }

    String sign(final String stringToSign) {
        return hex(hmac(key, stringToSign));
    }

    /** Compares in a time that does not depend on where they differ. */
    static boolean same(final String expected, final String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] hmac(final byte[] key, final String text) {
        return hmac(key, text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] hmac(final byte[] key, final byte[] data) {
        try {
            final Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(data);
        } catch (final GeneralSecurityException e) {
            throw new IllegalStateException("This Java platform lacks HmacSHA256", e);
        }
    }

    static String hex(final byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static String hash(final String text) {
        return hex(Digests.sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String join(final String... lines) {
        return String.join("\n", lines);
    }

    private static byte[] concat(final byte[] first, final byte[] second) {
        final byte[] both = new byte[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
