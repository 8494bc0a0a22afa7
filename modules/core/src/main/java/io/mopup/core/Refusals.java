/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.core.StoredPart.Mark;
import io.mopup.core.dialect.Answer;
import io.mopup.events.DeletionCause;
import io.mopup.events.UploadIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parts that lie in the store and break a rule of their dialect: they never belong to the upload, and are deleted. */
final class Refusals {
    private Refusals() {}

    /** What the sender of the part is told; empty for a legal one. */
    static Optional<Answer> answer(final Draft draft, final StoredPart part) {
        final UploadIdentity identity = draft.state().identity();
        return draft.state().facts() == null
                ? Optional.empty()
                : draft.rules(identity).refusePart(part, identity, draft.state().facts());
    }

    static void delete(final Draft draft, final StoredPart part) {
        if (draft.deletesParts()) {
            final StoredPart doomed = part.doomed(DeletionCause.REFUSED);
            draft.ledger.put(doomed);
            Emission.one(draft, doomed);
        }
    }

    /** Parts came before the upload was known, so their rules were not known either. */
    static void sweep(final Draft draft) {
        final List<StoredPart> illegal = new ArrayList<>();
        draft.ledger.forEachAfter(LedgerKeys.START, part -> {
            if (part.mark() == Mark.LIVE && answer(draft, part).isPresent()) {
                illegal.add(part);
            }
        });
        illegal.forEach(draft.ledger::remove);
        illegal.forEach(part -> delete(draft, part));
        if (!illegal.isEmpty()) {
            Rivals.compete(draft);
        }
    }
}
