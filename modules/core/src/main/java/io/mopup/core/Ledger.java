/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Readings of the part ledger that more than one step needs. */
final class Ledger {
    private static final int PAGE = 1000;

    private Ledger() {}

    /** The entry of one generation, live or not. */
    static Optional<StoredPart> find(final UploadView view, final int partNumber, final long generation) {
        return view.part(LedgerKeys.live(partNumber))
                .filter(live -> live.generation() == generation)
                .or(() -> view.part(LedgerKeys.generation(partNumber, generation)));
    }

    /** Whether any generation is held back. */
    static boolean holds(final UploadView view) {
        final boolean[] found = {false};
        forEach(view, part -> found[0] |= part.mark() == StoredPart.Mark.HELD);
        return found[0];
    }

    /** Walks over the whole ledger, page by page. */
    static void forEach(final UploadView view, final Consumer<StoredPart> action) {
        String cursor = LedgerKeys.START;
        List<StoredPart> page;
        do {
            page = view.partsAfter(cursor, PAGE);
            page.forEach(action);
            cursor = page.isEmpty() ? cursor : page.get(page.size() - 1).ledgerKey();
        } while (page.size() == PAGE);
    }
}
