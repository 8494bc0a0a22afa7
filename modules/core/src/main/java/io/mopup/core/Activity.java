/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.events.DeletionCause;
import java.util.List;

/**
 * When an upload was last worked on: created, or given a part. Taken from the ledger when it is needed, because to
 * remember it would mean to rewrite the state with each part. A part that was refused never belonged to the upload, and
 * stands in the ledger only until its deletion is reported.
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
            if (page.stream().anyMatch(part -> storedAt(part) > time)) {
                return true;
            }
            cursor = page.isEmpty() ? cursor : page.get(page.size() - 1).ledgerKey();
        } while (page.size() == PAGE);
        return false;
    }

    /** Epoch milliseconds of the last one. A part that somebody merely saw has no time of its own. */
    static long last(final Draft draft) {
        final long[] last = {draft.state().facts().initiatedAt()};
        draft.ledger.forEachAfter(LedgerKeys.START, part -> last[0] = Math.max(last[0], storedAt(part)));
        return last[0];
    }

    private static long storedAt(final StoredPart part) {
        return part.cause() == DeletionCause.REFUSED ? 0 : part.uploadedAt();
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
