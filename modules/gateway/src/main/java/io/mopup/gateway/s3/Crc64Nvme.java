/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

/** CRC-64/NVME, one byte after the other. The SDK has it in native code only, which it does not bring along. */
final class Crc64Nvme {
    /** The polynomial with its lowest term in the highest bit. */
    private static final long REFLECTED = 0x9A6C9329AC4BC9B5L;

    private static final int BYTES = 256;
    private static final long[] TABLE = table();

    private long inverted = -1;

    void update(final byte[] bytes, final int offset, final int length) {
        long register = inverted;
        for (int index = offset; index < offset + length; index++) {
            register = TABLE[(int) (register ^ bytes[index]) & 0xff] ^ register >>> Byte.SIZE;
        }
        inverted = register;
    }

    long value() {
        return ~inverted;
    }

    private static long[] table() {
        final long[] table = new long[BYTES];
        for (int index = 0; index < BYTES; index++) {
            long register = index;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                register = (register & 1) != 0 ? register >>> 1 ^ REFLECTED : register >>> 1;
            }
            table[index] = register;
        }
        return table;
    }
}
