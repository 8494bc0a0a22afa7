/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.contract.ReasonCode;
import io.mopup.contract.RejectedRecordException;
import io.mopup.core.StoredPart.Mark;
import io.mopup.events.DeletionCause;
import io.mopup.events.LifecycleType;
import io.mopup.events.ReclaimState;
import io.mopup.events.UploadStatus;
import java.util.Optional;

/** Folds one part generation that lies in the store. */
final class Parts {
    private Parts() {}

    static void uploaded(final Draft draft, final StoredPart part) {
        final Optional<StoredPart> live = draft.ledger.live(part.partNumber());
        final Optional<StoredPart> known = known(draft, part, live);
        if (known.isPresent()) {
            repeated(draft, completed(draft, known.get(), part));
            return;
        }
        switch (draft.state().status()) {
            case IN_PROGRESS -> {
                if (Refusals.answer(draft, part).isPresent()) {
                    Refusals.delete(draft, part);
                } else {
                    Rivals.join(draft, part);
                }
            }
            case UNKNOWN -> {
                if (draft.state().graceOver()) {
                    Orphans.arrived(draft, part);
                } else {
                    Rivals.hold(draft, part);
                }
            }
            case COMPLETING -> assembling(draft, part, live);
            case COMPLETED -> stray(draft, part, live);
            case ABORTED -> late(draft, part);
        }
    }

    private static Optional<StoredPart> known(
            final Draft draft, final StoredPart part, final Optional<StoredPart> live) {
        // The common case costs one read: where nothing is deleted there are no other generations to look for. Not so
        // where no part can be deleted: orphans whose deletion left before that was known stay in the ledger.
        final boolean fresh = live.isEmpty()
                && draft.deletesParts()
                && draft.state().is(UploadStatus.IN_PROGRESS)
                && draft.reclaim().state() == ReclaimState.NONE;
        final Optional<StoredPart> same = fresh
                ? Optional.empty()
                : live.filter(rival -> rival.generation() == part.generation())
                        .or(() -> draft.ledger.part(LedgerKeys.generation(part.partNumber(), part.generation())));
        if (same.isPresent() && !same.get().locator().equals(part.locator())) {
            throw new RejectedRecordException(
                    ReasonCode.GENERATION_REUSED,
                    "Part " + part.partNumber() + ", generation " + part.generation() + " lies at "
                            + same.get().locator() + ".");
        }
        return same;
    }

    /** Whoever only saw a part knows less of it than the event that it was stored. */
    private static StoredPart completed(final Draft draft, final StoredPart entry, final StoredPart part) {
        if (entry.uploadedAt() != 0 || part.uploadedAt() == 0) {
            return entry;
        }
        final StoredPart completed = part.marked(entry.mark(), entry.cause());
        draft.ledger.put(completed);
        return completed;
    }

    private static void repeated(final Draft draft, final StoredPart entry) {
        if (draft.state().is(UploadStatus.UNKNOWN) && entry.mark() != Mark.DOOMED && Orphans.mayDelete(draft, entry)) {
            draft.ledger.remove(entry);
            Orphans.delete(draft, entry);
        } else if (entry.mark() == Mark.HELD && draft.state().is(UploadStatus.IN_PROGRESS)) {
            // A crash lost the assembly for which it was held.
            draft.ledger.remove(entry);
            Rivals.join(draft, entry.live());
        } else if (draft.deletesParts()) {
            Emission.rescue(draft, entry);
        } else if (entry.mark() == Mark.DOOMED && draft.state().is(UploadStatus.ABORTED)) {
            // Here no deletion tells whether a crash lost the round that it led to; one look more is cheap.
            Rounds.restart(draft);
        }
    }

    private static void assembling(final Draft draft, final StoredPart part, final Optional<StoredPart> live) {
        if (draft.state().completion().lists(part)) {
            // A crash lost the entry. Whatever stands in its place is no part of the object.
            live.ifPresent(rival -> draft.ledger.put(rival.held()));
            draft.ledger.put(part);
        } else {
            draft.ledger.put(part.held());
        }
    }

    /** Not part of the completed object, so it goes; unless nobody knows what the object is made of. */
    private static void stray(final Draft draft, final StoredPart part, final Optional<StoredPart> live) {
        if (draft.state().completion().byEvidence()) {
            draft.ledger.put(part.held());
        } else if (draft.state().completion().lists(part)) {
            live.ifPresent(rival -> doom(draft, rival));
            draft.ledger.put(part);
        } else if (draft.deletesParts()) {
            doom(draft, part);
            announce(draft, part);
        }
    }

    private static void late(final Draft draft, final StoredPart part) {
        draft.reclaim(draft.reclaim().with(draft.reclaim().tally().late()));
        if (draft.deletesParts()) {
            draft.reclaim(draft.reclaim().with(draft.reclaim().looks().disturb()));
            doom(draft, part);
            announce(draft, part);
        } else {
            draft.ledger.put(part.doomed(DeletionCause.LATE));
            announce(draft, part);
            Rounds.restart(draft);
        }
    }

    private static void doom(final Draft draft, final StoredPart part) {
        final StoredPart doomed = part.doomed(DeletionCause.LATE);
        draft.ledger.put(doomed);
        Emission.one(draft, doomed);
    }

    private static void announce(final Draft draft, final StoredPart part) {
        final var event = draft.lifecycle(LifecycleType.LATE_PART);
        event.setPartNumber(part.partNumber());
        event.setGeneration(part.generation());
    }
}
