/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import java.util.List;

/**
 * When an upload was last worked on: created, or given a part. Taken from the ledger when it is needed, because to
 * remember it would mean to rewrite the state with each part.
 */
final class Activity {
    private static final int PAGE = 1000;

    private Activity() {}

    /** Whether anything happened after this time in epoch milliseconds. */
    static boolean after(final Draft draft, final long time) {
        if (draft.state().facts().initiatedAt() > time) {
            return true;
        }
        String cursor = LedgerKeys.START;
        List<StoredPart> page;
        do {
            page = draft.ledger.after(cursor, PAGE);
            if (page.stream().anyMatch(part -> part.uploadedAt() > time)) {
                return true;
            }
            cursor = page.isEmpty() ? cursor : page.get(page.size() - 1).ledgerKey();
        } while (page.size() == PAGE);
        return false;
    }

    /** Epoch milliseconds of the last one. A part that somebody merely saw has no time of its own. */
    static long last(final Draft draft) {
        final long[] last = {draft.state().facts().initiatedAt()};
        draft.ledger.forEachAfter(LedgerKeys.START, part -> last[0] = Math.max(last[0], part.uploadedAt()));
        return last[0];
    }

    /** Bytes of all known parts that an object could contain. */
    static long bytes(final Draft draft) {
        final long[] bytes = {0};
        draft.ledger.forEachAfter(LedgerKeys.START, part -> {
            if (part.mark() == StoredPart.Mark.LIVE) {
                bytes[0] = Sums.of(bytes[0], part.size());
            }
        });
        return bytes[0];
    }
}
