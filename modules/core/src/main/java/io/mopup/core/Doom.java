/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.core.StoredPart.Mark;
import io.mopup.events.DeletionCause;
import io.mopup.events.UploadStatus;
import java.util.List;

/** Which ledger entries are to be deleted. The guard of completed objects is here and nowhere else. */
final class Doom {
    private static final int REPEATED = 2;
    private static final int PAGE = 100;

    private Doom() {}

    /** Whether this entry leaves in this walk. The first walk leaves out what left on its own before. */
    static boolean leaves(final Draft draft, final StoredPart part, final int attempt) {
        if (!draft.deletesParts() || (attempt < REPEATED && part.mark() == Mark.DOOMED)) {
            return false;
        }
        final UploadState state = draft.state();
        return switch (state.status()) {
            case ABORTED -> true;
            case COMPLETED ->
                !state.completion().byEvidence() && !state.completion().lists(part);
            case COMPLETING -> part.mark() == Mark.DOOMED && !state.completion().lists(part);
            case IN_PROGRESS -> part.mark() == Mark.DOOMED || (part.mark() == Mark.HELD && isSuperseded(draft, part));
            case UNKNOWN -> Orphans.mayDelete(draft, part);
        };
    }

    /** Whether this entry is to go, whether or not its deletion left before. */
    static boolean isDue(final Draft draft, final StoredPart part) {
        return leaves(draft, part, REPEATED);
    }

    /** Whether any entry that is not live is to go. */
    static boolean othersAreDue(final Draft draft) {
        return anyIsDue(draft, LedgerKeys.OTHERS);
    }

    /**
     * Whether anything is still to go when a walk is done. Live entries that a Complete did not list have moved to the
     * others by then, but a crash can keep the cursor of the walk and lose the move.
     */
    static boolean anyIsLeft(final Draft draft) {
        final Completion completion = draft.state().completion();
        final boolean unlisted = draft.state().is(UploadStatus.COMPLETED) && completion.unlisted() > 0;
        return anyIsDue(draft, unlisted ? LedgerKeys.START : LedgerKeys.OTHERS);
    }

    private static boolean anyIsDue(final Draft draft, final String from) {
        String cursor = from;
        List<StoredPart> page;
        do {
            page = draft.ledger.after(cursor, PAGE);
            if (page.stream().anyMatch(part -> isDue(draft, part))) {
                return true;
            }
            cursor = page.isEmpty() ? cursor : page.get(page.size() - 1).ledgerKey();
        } while (page.size() == PAGE);
        return false;
    }

    /** The entry as it leaves; {@code moves} if it may not be counted among the live ones any longer. */
    static StoredPart mark(final Draft draft, final StoredPart part, final boolean moves) {
        final StoredPart doomed = part.doomed(cause(draft.state().status(), part));
        if (moves) {
            draft.ledger.remove(part);
        }
        if (moves || part.mark() == Mark.HELD) {
            draft.ledger.put(doomed);
        }
        return doomed;
    }

    private static boolean isSuperseded(final Draft draft, final StoredPart part) {
        return draft.ledger
                .live(part.partNumber())
                .filter(live -> live.generation() > part.generation())
                .isPresent();
    }

    private static DeletionCause cause(final UploadStatus status, final StoredPart part) {
        if (part.cause() != null) {
            return part.cause();
        }
        return switch (status) {
            case ABORTED -> DeletionCause.ABORTED;
            case COMPLETED -> part.mark() == Mark.LIVE ? DeletionCause.UNLISTED : DeletionCause.LATE;
            case UNKNOWN -> DeletionCause.ORPHANED;
            case IN_PROGRESS, COMPLETING -> DeletionCause.SUPERSEDED;
        };
    }
}
