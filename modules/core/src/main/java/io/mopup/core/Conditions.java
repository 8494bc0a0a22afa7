/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.core.dialect.Answer;
import io.mopup.core.dialect.DialectRules;
import io.mopup.events.AbortConditions;
import io.mopup.events.UploadStatus;
import java.time.Instant;
import java.util.Optional;

/** Mopup's own conditions of an abort, for every dialect. */
final class Conditions {
    private static final long SECOND = 1000;

    private Conditions() {}

    /** The answer if one of the conditions does not hold; {@code conditions} may be null. */
    static Optional<Answer> failed(final Draft draft, final DialectRules rules, final AbortConditions conditions) {
        return Optional.ofNullable(conditions)
                .flatMap(all -> broken(draft, all))
                .map(condition -> rules.preconditionFailed(draft.state().identity(), condition));
    }

    private static Optional<String> broken(final Draft draft, final AbortConditions conditions) {
        final UploadFacts facts = draft.state().facts();
        final Instant initiatedAt = conditions.getInitiatedAt();
        if (initiatedAt != null && !sameSecond(initiatedAt.toEpochMilli(), facts.initiatedAt())) {
            return Optional.of("conditions.initiatedAt");
        }
        final String key = conditions.getKey();
        if (key != null && !key.equals(draft.state().identity().getKey())) {
            return Optional.of("conditions.key");
        }
        if (conditions.getInitiator() != null && !facts.initiatedBy(conditions.getInitiator())) {
            return Optional.of("conditions.initiator");
        }
        final Instant idleSince = conditions.getIdleSince();
        // An upload that is aborted is not used any more; and what its ledger still shows depends on the agents.
        final boolean inUse = draft.state().is(UploadStatus.IN_PROGRESS);
        return idleSince != null && inUse && Activity.after(draft, idleSince.toEpochMilli())
                ? Optional.of("conditions.idleSince")
                : Optional.empty();
    }

    private static boolean sameSecond(final long one, final long other) {
        return Math.floorDiv(one, SECOND) == Math.floorDiv(other, SECOND);
    }
}
