/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.events.DeletionCause;
import io.mopup.events.LifecycleType;

/** Parts of uploads that nobody created. */
final class Orphans {
    private static final int COUNTED = 1000;

    private Orphans() {}

    /** The grace period is over: reports the parts that lie there, and deletes them if that is wanted. */
    static void report(final Draft draft) {
        final int parts = draft.ledger.after(LedgerKeys.START, COUNTED).size();
        if (parts == 0) {
            return;
        }
        draft.lifecycle(LifecycleType.ORPHANED).setPartsFound(parts);
        if (draft.settings.deleteOrphans()) {
            Emission.start(draft);
        }
    }

    /** One more part arrives after the grace period. */
    static void arrived(final Draft draft, final StoredPart part) {
        draft.lifecycle(LifecycleType.ORPHANED).setPartsFound(1);
        if (mayDelete(draft, part)) {
            delete(draft, part);
        } else {
            Rivals.hold(draft, part);
        }
    }

    static void delete(final Draft draft, final StoredPart part) {
        final StoredPart doomed = part.doomed(DeletionCause.ORPHANED);
        draft.ledger.put(doomed);
        Emission.one(draft, doomed);
    }

    /**
     * Whether a part of an unknown upload may be deleted. Never one that may be older than the tombstone of its upload:
     * that upload may have been completed and forgotten, and then these bytes are live. Half of the retention window is
     * kept as a margin, because the age is measured with the clocks of two machines. One that was found young enough once
     * stays so: its deletion may have to be repeated for longer than that.
     */
    static boolean mayDelete(final Draft draft, final StoredPart part) {
        final boolean young = part.uploadedAt() > draft.now - draft.retention().toMillis() / 2;
        return draft.settings.deleteOrphans()
                && draft.state().graceOver()
                && draft.state().completion() == null
                && (young || part.cause() == DeletionCause.ORPHANED);
    }
}
