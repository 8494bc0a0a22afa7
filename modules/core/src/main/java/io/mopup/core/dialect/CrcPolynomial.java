/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core.dialect;

import java.util.Optional;

/**
 * A cyclic redundancy check whose register begins and ends inverted and takes the lowest bit first, as arithmetic on
 * polynomials over two elements. The highest bit of a number is its constant term.
 *
 * @param bits width of the check
 * @param reflected the polynomial without its highest term
 */
record CrcPolynomial(int bits, long reflected) {
    private static final CrcPolynomial CRC32 = new CrcPolynomial(32, 0xEDB88320L);
    private static final CrcPolynomial CRC32C = new CrcPolynomial(32, 0x82F63B78L);
    private static final CrcPolynomial CRC64NVME = new CrcPolynomial(64, 0x9A6C9329AC4BC9B5L);

    static Optional<CrcPolynomial> of(final String algorithm) {
        return switch (algorithm) {
            case "CRC32" -> Optional.of(CRC32);
            case "CRC32C" -> Optional.of(CRC32C);
            case "CRC64NVME" -> Optional.of(CRC64NVME);
            default -> Optional.empty();
        };
    }

    /**
     * The check of two runs of bytes, one behind the other.
     *
     * @param first check of the first run
     * @param second check of the second run
     * @param length bytes of the second run
     */
    long joined(final long first, final long second, final long length) {
        // Bytes behind it multiply what a check stands for; the inversions of the two cancel.
        return times(first, powerOfBytes(length)) ^ second;
    }

    /** x to the power of eight for each byte. */
    private long powerOfBytes(final long bytes) {
        long power = one();
        long square = one() >>> Byte.SIZE;
        for (long left = bytes; left > 0; left >>>= 1) {
            if ((left & 1) != 0) {
                power = times(power, square);
            }
            square = times(square, square);
        }
        return power;
    }

    private long times(final long left, final long right) {
        long product = 0;
        long shifted = right;
        for (long bit = one(); bit != 0; bit >>>= 1) {
            if ((left & bit) != 0) {
                product ^= shifted;
            }
            shifted = (shifted & 1) != 0 ? shifted >>> 1 ^ reflected : shifted >>> 1;
        }
        return product;
    }

    private long one() {
        return 1L << (bits - 1);
    }
}
