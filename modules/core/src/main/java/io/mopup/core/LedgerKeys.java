/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

/**
 * The keys of a part ledger: text of fixed width, so that the order of the bytes is the order of the parts. The live
 * generations come first and the other ones behind them all, so that one look behind {@link #OTHERS} tells whether
 * anything waits to be deleted, however many parts are live.
 */
public final class LedgerKeys {
    /** Sorts before every entry. */
    public static final String START = "";

    /** Sorts behind the live generations and before all other ones. */
    public static final String OTHERS = "other/";

    private static final int NUMBER_WIDTH = 5;
    private static final int GENERATION_WIDTH = 19;

    private LedgerKeys() {}

    /** The entry of the live generation, such as {@code 00042}. */
    public static String live(final int partNumber) {
        return padded(partNumber, NUMBER_WIDTH);
    }

    /** The entry of any other generation, such as {@code other/00042/0000000000000000007}. */
    public static String generation(final int partNumber, final long generation) {
        return OTHERS + live(partNumber) + '/' + padded(generation, GENERATION_WIDTH);
    }

    // String.format costs a microsecond, which is a tenth of what the whole record may cost.
    private static String padded(final long number, final int width) {
        final String digits = Long.toString(number);
        return "0".repeat(width - digits.length()) + digits;
    }
}
