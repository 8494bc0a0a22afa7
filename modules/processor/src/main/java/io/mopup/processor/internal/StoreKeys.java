/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

/**
 * The keys of the state stores: text that sorts as it has to, because RocksDB orders by bytes, and that stays readable
 * in any message browser. Numbers have a fixed width; the separator is escaped inside ids, so that a scan for upload
 * {@code u1} never reads upload {@code u10} or an upload that is called {@code u1/00001}.
 */
final class StoreKeys {
    /** Width of every {@code long} that is 0 or more. */
    private static final int LONG_WIDTH = 19;

    private static final char SEPARATOR = '/';
    private static final char AFTER_SEPARATOR = '0';
    private static final String COMMAND = "/c/";
    private static final String WAITING = "/w/";

    /** Sorts behind every timer, so no scan for due timers meets it. */
    static final String TIMER_CURSOR = "cursor";

    private StoreKeys() {}

    /** The prefix of the part ledger of one upload. */
    static String ledger(final String uploadId) {
        return escaped(uploadId) + SEPARATOR;
    }

    /** One entry of a part ledger. */
    static String part(final String uploadId, final String ledgerKey) {
        return escaped(uploadId) + SEPARATOR + ledgerKey;
    }

    /** Where a scan begins that is to see everything behind this entry, but not the entry itself. */
    static String behind(final String key) {
        return key + '\0';
    }

    /** Sorts behind everything that begins with this prefix, which ends with the separator. */
    static String endOf(final String prefix) {
        return prefix.substring(0, prefix.length() - 1) + AFTER_SEPARATOR;
    }

    /** The prefix of the remembered commands of one upload. */
    static String commands(final String uploadId) {
        return escaped(uploadId) + COMMAND;
    }

    static String command(final String uploadId, final String commandId) {
        return escaped(uploadId) + COMMAND + escaped(commandId);
    }

    /** The prefix of the index of waiting commands of one upload. */
    static String waiting(final String uploadId) {
        return escaped(uploadId) + WAITING;
    }

    static String waiting(final String uploadId, final long sequence) {
        return escaped(uploadId) + WAITING + padded(sequence);
    }

    /** A timer; the upload id comes last and needs no escape. */
    static String timer(final long at, final String uploadId) {
        return padded(at) + SEPARATOR + uploadId;
    }

    /** Sorts in front of every timer of this time. */
    static String timersFrom(final long at) {
        return padded(at) + SEPARATOR;
    }

    /** Sorts behind every timer of this time. */
    static String timersUpTo(final long at) {
        return padded(at) + AFTER_SEPARATOR;
    }

    /** The time in the key of a timer. */
    static long timerAt(final String timerKey) {
        return Long.parseLong(timerKey, 0, LONG_WIDTH, 10);
    }

    /** The upload in the key of a timer. */
    static String timerUpload(final String timerKey) {
        return timerKey.substring(LONG_WIDTH + 1);
    }

    private static String escaped(final String id) {
        // Ids of the stores that we know have neither, so this is the way that nearly every record takes.
        if (id.indexOf(SEPARATOR) < 0 && id.indexOf('%') < 0) {
            return id;
        }
        return id.replace("%", "%25").replace("/", "%2F");
    }

    private static String padded(final long number) {
        final String digits = Long.toString(number);
        return "0".repeat(LONG_WIDTH - digits.length()) + digits;
    }
}
