/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.core.dialect.Answer;
import io.mopup.core.dialect.DialectRules;
import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.LifecycleType;
import io.mopup.events.ReclaimState;
import io.mopup.events.UploadIdentity;
import io.mopup.events.UploadStatus;
import java.util.Optional;

/** Decides AbortMultipartUpload. */
final class Aborts {
    private Aborts() {}

    static Optional<Answer> decide(final Draft draft, final AbortMultipartUpload command, final FoldInput input) {
        final UploadState state = draft.state();
        final UploadIdentity named = command.getIdentity();
        final DialectRules rules = draft.rules(named);
        // Facts of another container say nothing about the one that the caller names.
        final boolean sameContainer = state.facts() != null
                && state.identity().getDialect() == named.getDialect()
                && state.identity().getContainer().equals(named.getContainer());
        final String owner = sameContainer ? state.identity().getAccount() : null;
        final UploadFacts facts = sameContainer ? state.facts() : null;

        final Optional<Answer> refused = rules.refuseAbort(command, owner, facts);
        if (refused.isPresent()) {
            return refused;
        }
        if (state.is(UploadStatus.UNKNOWN)) {
            return state.graceOver() ? Optional.of(rules.noSuchUpload(named)) : Optional.empty();
        }
        if (!rules.sameUpload(named, state.identity()) || expired(draft, input)) {
            return Optional.of(rules.noSuchUpload(named));
        }
        return switch (state.status()) {
            case IN_PROGRESS -> {
                accept(draft, command, input);
                yield Optional.of(rules.aborted(command, owner, facts));
            }
            case ABORTED -> {
                // Asking again means: look again.
                Rounds.restart(draft);
                yield Optional.of(rules.aborted(command, owner, facts));
            }
            case COMPLETING -> Optional.empty();
            case COMPLETED, UNKNOWN -> Optional.of(rules.noSuchUpload(named));
        };
    }

    /** Whether the tombstone is older than the retention window, in event time, though its timer has not fired yet. */
    static boolean expired(final Draft draft, final FoldInput input) {
        final UploadState state = draft.state();
        return (state.is(UploadStatus.ABORTED) || state.is(UploadStatus.COMPLETED))
                && input.eventTime()
                        > state.decidedAt() + draft.settings.retention().toMillis();
    }

    /** The linearisation point: from here on no Complete can win. */
    private static void accept(final Draft draft, final AbortMultipartUpload command, final FoldInput input) {
        draft.state(draft.state()
                .in(UploadStatus.ABORTED, input.eventTime(), draft.after(draft.settings.retention()))
                .with(new Cause(command.getCommandId(), input.traceParent())));
        final var event = draft.lifecycle(LifecycleType.ABORTED);
        event.setCommandId(command.getCommandId());
        event.setReason(command.getReason());
        // It begins with this record; an upload without parts is past DELETING when the decision is over.
        event.setReclaim(ReclaimState.DELETING);
        Emission.start(draft);
    }
}
