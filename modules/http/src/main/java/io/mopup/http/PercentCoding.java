/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent encoding of RFC 3986 as S3 and SigV4 read it: a plus sign is a plus sign, all text is UTF-8. */
public final class PercentCoding {
    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    private static final String DIGITS = "0123456789ABCDEF";
    private static final int RADIX = 16;

    private PercentCoding() {}

    /**
     * The text that was encoded.
     *
     * @throws MalformedRequestException if a sequence is cut short or the bytes are no UTF-8
     */
    public static String decode(final String encoded) {
        final byte[] raw = encoded.getBytes(StandardCharsets.UTF_8);
        final ByteBuffer bytes = ByteBuffer.allocate(raw.length);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] == '%') {
                bytes.put((byte) (digit(raw, i + 1) * RADIX + digit(raw, i + 2)));
                i += 2;
            } else {
                bytes.put(raw[i]);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (final CharacterCodingException e) {
            throw new MalformedRequestException("The text is not UTF-8: " + encoded, e);
        }
    }

    /** Everything but unreserved characters is encoded, a slash too. */
    public static String encode(final String text) {
        return encode(text, "");
    }

    /** Slashes stay as they are. */
    public static String encodePath(final String path) {
        return encode(path, "/");
    }

    private static String encode(final String text, final String kept) {
        final StringBuilder encoded = new StringBuilder(text.length());
        for (final byte value : text.getBytes(StandardCharsets.UTF_8)) {
            final char character = (char) (value & 0xff);
            if (UNRESERVED.indexOf(character) >= 0 || kept.indexOf(character) >= 0) {
                encoded.append(character);
            } else {
                encoded.append('%').append(DIGITS.charAt(character / RADIX)).append(DIGITS.charAt(character % RADIX));
            }
        }
        return encoded.toString();
    }

    private static int digit(final byte[] raw, final int index) {
        final int digit = index < raw.length ? Character.digit(raw[index], RADIX) : -1;
        if (digit < 0) {
            throw new MalformedRequestException("A percent sign is not followed by two hex digits");
        }
        return digit;
    }
}
