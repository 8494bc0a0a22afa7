/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import java.util.List;

/**
 * Which generation of each part number an object is made of, in as many bytes for each number as the highest generation
 * needs: two for counters, six for milliseconds. Kept with the decision and not looked up in the ledger, because the
 * guard of a completed object must hold even when the ledger is not to be relied on.
 */
final class Generations {
    static final byte[] NONE = {};

    private Generations() {}

    /** Encodes the listed parts. The first byte is the width; a value is the generation plus one, 0 stands for none. */
    static byte[] of(final List<StoredPart> listed) {
        final int numbers =
                listed.stream().mapToInt(StoredPart::partNumber).max().orElse(0);
        final int width = listed.stream()
                .mapToInt(part -> bytes(part.generation() + 1))
                .max()
                .orElse(1);
        final byte[] encoded = new byte[1 + numbers * width];
        encoded[0] = (byte) width;
        for (final StoredPart part : listed) {
            long value = part.generation() + 1;
            for (int i = part.partNumber() * width; i > (part.partNumber() - 1) * width; i--) {
                encoded[i] = (byte) value;
                value >>>= Byte.SIZE;
            }
        }
        return encoded;
    }

    /** Whether this is the listed generation of its number. */
    static boolean contain(final byte[] encoded, final int partNumber, final long generation) {
        if (encoded.length == 0) {
            return false;
        }
        final int width = encoded[0];
        final int end = partNumber * width;
        if (end >= encoded.length) {
            return false;
        }
        long value = 0;
        for (int i = end - width + 1; i <= end; i++) {
            value = value << Byte.SIZE | Byte.toUnsignedInt(encoded[i]);
        }
        return value != 0 && value - 1 == generation;
    }

    private static int bytes(final long value) {
        return Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(value) + Byte.SIZE - 1) / Byte.SIZE);
    }
}
