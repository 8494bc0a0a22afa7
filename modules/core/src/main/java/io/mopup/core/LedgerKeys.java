/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

/**
 * The keys of a part ledger: text of fixed width, so that the order of the bytes is the order of the parts, with the
 * live generation of a number in front of its other ones.
 */
public final class LedgerKeys {
    /** Sorts before every entry. */
    public static final String START = "";

    private LedgerKeys() {}

    /** The entry of the live generation, such as {@code 00042}. */
    public static String live(final int partNumber) {
        return padded(partNumber, 5);
    }

    /** The entry of any other generation, such as {@code 00042/0000000000000000007}. */
    public static String generation(final int partNumber, final long generation) {
        return live(partNumber) + '/' + padded(generation, 19);
    }

    // String.format costs a microsecond, which is a tenth of what the whole record may cost.
    private static String padded(final long number, final int width) {
        final String digits = Long.toString(number);
        return "0".repeat(width - digits.length()) + digits;
    }
}
