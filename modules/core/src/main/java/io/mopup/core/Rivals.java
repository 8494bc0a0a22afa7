/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.core.StoredPart.Mark;
import io.mopup.events.DeletionCause;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Several generations of one part number: the highest is the live one, in whatever order they arrive. */
final class Rivals {
    private Rivals() {}

    /** A generation of an upload in progress; the one that loses leaves at once. */
    static void join(final Draft draft, final StoredPart part) {
        // A store that cannot delete parts has overwritten the older one itself.
        loser(draft, part).filter(loser -> draft.deletesParts()).ifPresent(loser -> {
            final StoredPart doomed = loser.doomed(DeletionCause.SUPERSEDED);
            draft.ledger.put(doomed);
            Emission.one(draft, doomed);
        });
    }

    /** The same for an unknown upload, but nothing leaves: it may be a completed one that was forgotten. */
    static void hold(final Draft draft, final StoredPart part) {
        loser(draft, part).ifPresent(loser -> draft.ledger.put(loser.held()));
    }

    /** What held the generations back is over: they compete with the live ones, and those that lose leave in slices. */
    static void release(final Draft draft) {
        compete(draft);
        if (Doom.othersAreDue(draft)) {
            Emission.start(draft);
        }
    }

    /** The highest generation of each number becomes the live one; nothing leaves yet. */
    static void compete(final Draft draft) {
        final List<StoredPart> held = new ArrayList<>();
        draft.ledger.forEachAfter(LedgerKeys.OTHERS, part -> {
            if (part.mark() == Mark.HELD) {
                held.add(part);
            }
        });
        for (final StoredPart part : held) {
            draft.ledger.remove(part);
            if (Refusals.answer(draft, part).isPresent()) {
                Refusals.delete(draft, part);
                continue;
            }
            loser(draft, part.live())
                    .filter(loser -> draft.deletesParts())
                    .ifPresent(loser -> draft.ledger.put(loser.held()));
        }
    }

    /** Makes the higher generation the live one and returns the other one, if there are two. */
    private static Optional<StoredPart> loser(final Draft draft, final StoredPart part) {
        final Optional<StoredPart> live = draft.ledger.live(part.partNumber());
        if (live.isPresent() && live.get().generation() > part.generation()) {
            return Optional.of(part);
        }
        draft.ledger.put(part);
        return live.filter(rival -> rival.generation() != part.generation());
    }
}
