/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.events.LifecycleType;

/** Parts of uploads that nobody created. */
final class Orphans {
    private static final int COUNTED = 1000;

    private Orphans() {}

    /** The grace period is over: reports the parts that lie there, and deletes them if that is wanted. */
    static void report(final Draft draft) {
        final int parts = draft.view.partsAfter(LedgerKeys.START, COUNTED).size();
        if (parts == 0) {
            return;
        }
        draft.lifecycle(LifecycleType.ORPHANED).setPartsFound(parts);
        if (draft.settings.deleteOrphans()) {
            Emission.start(draft);
        }
    }

    /**
     * Whether a part of an unknown upload may be deleted. Never one that is older than the retention window: its upload
     * may have been completed and forgotten, and then these bytes are live.
     */
    static boolean mayDelete(final Draft draft, final StoredPart part) {
        return draft.settings.deleteOrphans()
                && draft.state().graceOver()
                && draft.state().completion() == null
                && part.uploadedAt() > draft.now - draft.settings.retention().toMillis();
    }
}
