/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.contract.ReasonCode;
import io.mopup.contract.RejectedRecordException;
import io.mopup.core.StoredPart.Mark;
import io.mopup.events.DeletionCause;
import io.mopup.events.LifecycleType;
import io.mopup.events.ObservedPart;
import io.mopup.events.ReclaimState;
import io.mopup.events.UploadStatus;
import java.time.Instant;
import java.util.Optional;

/** Folds one part generation that lies in the store. */
final class Parts {
    private Parts() {}

    static StoredPart seen(final ObservedPart part, final Instant at) {
        return new StoredPart(
                part.getPartNumber(),
                part.getGeneration(),
                part.getLocator(),
                part.getSize(),
                part.getEtag(),
                at.toEpochMilli(),
                Mark.LIVE,
                null);
    }

    static void uploaded(final Draft draft, final StoredPart part) {
        final Optional<StoredPart> live = draft.view.part(LedgerKeys.live(part.partNumber()));
        if (isKnown(draft, part, live)) {
            rescue(draft, part);
            return;
        }
        switch (draft.state().status()) {
            // Without an entry of this number the part is simply the live one: the common case costs one read.
            case IN_PROGRESS -> live.ifPresentOrElse(rival -> compete(draft, part, rival), () -> draft.put(part));
            case UNKNOWN -> live.ifPresentOrElse(rival -> hold(draft, part, rival), () -> orphan(draft, part));
            case COMPLETING -> {
                draft.put(part.held());
                draft.state(draft.state().with(draft.state().completion().heldOne()));
            }
            case COMPLETED -> stray(draft, part);
            case ABORTED -> late(draft, part);
        }
    }

    private static boolean isKnown(final Draft draft, final StoredPart part, final Optional<StoredPart> live) {
        final boolean fresh = live.isEmpty() && draft.state().is(UploadStatus.IN_PROGRESS);
        final Optional<StoredPart> same = live.filter(rival -> rival.generation() == part.generation())
                .or(() -> fresh
                        ? Optional.empty()
                        : draft.view.part(LedgerKeys.generation(part.partNumber(), part.generation())));
        if (same.isPresent() && !same.get().locator().equals(part.locator())) {
            throw new RejectedRecordException(
                    ReasonCode.GENERATION_REUSED,
                    "Part " + part.partNumber() + ", generation " + part.generation() + " lies at "
                            + same.get().locator() + ".");
        }
        return same.isPresent();
    }

    /**
     * Under at-least-once a crash can keep the ledger and lose the state that goes with it. Then the repeated event
     * finds its entry, and next to it one that is doomed and that nobody waits for.
     */
    private static void rescue(final Draft draft, final StoredPart part) {
        final String key = LedgerKeys.live(part.partNumber());
        final boolean idle =
                draft.state().is(UploadStatus.IN_PROGRESS) && draft.reclaim().state() == ReclaimState.NONE;
        if (idle && draft.view.partsAfter(key, 1).stream().anyMatch(next -> next.partNumber() == part.partNumber())) {
            Emission.again(draft);
        }
    }

    /** The higher generation is the live one; the other one is superseded and leaves at once. */
    private static void compete(final Draft draft, final StoredPart part, final StoredPart rival) {
        final boolean wins = part.generation() > rival.generation();
        if (wins) {
            draft.put(part);
        }
        // A store that cannot delete parts has overwritten the older one itself.
        if (draft.deletesParts()) {
            final StoredPart loser = (wins ? rival : part).doomed(DeletionCause.SUPERSEDED);
            draft.put(loser);
            Emission.one(draft, loser);
        }
    }

    /** The same for an unknown upload, but nothing leaves: it may be a completed one that was forgotten. */
    private static void hold(final Draft draft, final StoredPart part, final StoredPart rival) {
        final boolean wins = part.generation() > rival.generation();
        if (wins) {
            draft.put(part);
        }
        draft.put((wins ? rival : part).held());
    }

    private static void orphan(final Draft draft, final StoredPart part) {
        draft.put(part);
        if (draft.state().graceOver()) {
            draft.lifecycle(LifecycleType.ORPHANED).setPartsFound(1);
            if (Orphans.mayDelete(draft, part)) {
                final StoredPart doomed = part.doomed(DeletionCause.ORPHANED);
                draft.remove(part);
                draft.put(doomed);
                Emission.one(draft, doomed);
            }
        }
    }

    /** Not part of the completed object, so it goes; unless nobody knows what the object is made of. */
    private static void stray(final Draft draft, final StoredPart part) {
        if (draft.state().completion().byEvidence()) {
            draft.put(part.held());
        } else if (draft.deletesParts()) {
            delete(draft, part);
        }
    }

    private static void late(final Draft draft, final StoredPart part) {
        draft.reclaim(draft.reclaim().with(draft.reclaim().tally().late()));
        if (draft.deletesParts()) {
            final Looks looks = draft.reclaim().looks().disturb();
            draft.reclaim(draft.reclaim().with(looks));
            delete(draft, part);
        } else {
            draft.put(part.doomed(DeletionCause.LATE));
            announce(draft, part);
            Rounds.restart(draft);
        }
    }

    private static void delete(final Draft draft, final StoredPart part) {
        final StoredPart doomed = part.doomed(DeletionCause.LATE);
        draft.put(doomed);
        Emission.one(draft, doomed);
        announce(draft, part);
    }

    private static void announce(final Draft draft, final StoredPart part) {
        final var event = draft.lifecycle(LifecycleType.LATE_PART);
        event.setPartNumber(part.partNumber());
        event.setGeneration(part.generation());
    }
}
