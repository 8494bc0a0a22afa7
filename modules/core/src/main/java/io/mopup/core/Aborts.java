/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.core.dialect.Admission;
import io.mopup.core.dialect.Answer;
import io.mopup.core.dialect.DialectRules;
import io.mopup.core.dialect.Request;
import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.AbortReason;
import io.mopup.events.LifecycleType;
import io.mopup.events.ReclaimState;
import io.mopup.events.UploadIdentity;
import io.mopup.events.UploadStatus;
import java.util.Optional;

/** Decides AbortMultipartUpload. */
final class Aborts {
    private Aborts() {}

    /** The answer, or empty while the command has to wait. */
    static Optional<Answer> decide(final Draft draft, final AbortMultipartUpload command, final FoldInput input) {
        final UploadState state = draft.state();
        final Target target = target(draft, command);
        final UploadIdentity named = target.identity();
        final DialectRules rules = draft.rules(named);
        final boolean same = state.facts() != null && !draft.expired() && rules.sameUpload(named, state.identity());
        final Request request = Request.of(command, named, target.container(), same ? state.facts() : null);

        if (isAccepted(draft, command)) {
            // It stays so: whether the caller still may, or the container still exists, is not asked a second time.
            return Optional.of(state.heldUntil() == 0 ? rules.aborted(request) : UndoWindow.hold(draft, state.order()));
        }
        final boolean unseen = state.is(UploadStatus.UNKNOWN) && !state.graceOver();
        final Optional<Answer> refused = (unseen
                        ? Admission.refuseUnseen(rules, request)
                        : Admission.refuse(rules, request))
                // Who may only if it is the initiator must not learn from this answer that nobody initiated anything.
                .or(() -> rules.permits(request) ? rules.unsupported(command, named) : Optional.empty());
        if (refused.isPresent() || unseen) {
            return refused;
        }
        if (!same) {
            return Optional.of(rules.nothingToAbort(command, named));
        }
        return switch (state.status()) {
            case IN_PROGRESS ->
                Optional.of(rules.conditionFailed(command, named, state.facts())
                        .or(() -> conditionFailed(draft, command, rules))
                        .orElseGet(() -> accept(draft, command, input, rules.aborted(request))));
            case ABORTED -> Optional.of(again(draft, command, rules, request));
            case COMPLETING -> Optional.empty();
            case COMPLETED ->
                Optional.of(
                        draft.settings.dialects().noContentAfterComplete() && rules.forgivesAbortOfCompleted()
                                ? rules.aborted(request)
                                : rules.nothingToAbort(command, named));
            case UNKNOWN -> Optional.of(rules.nothingToAbort(command, named));
        };
    }

    /** Asked for again with its own id, because a crash under at-least-once took the answer. */
    private static boolean isAccepted(final Draft draft, final AbortMultipartUpload command) {
        final UploadState state = draft.state();
        return state.order() != null
                && !state.is(UploadStatus.UNKNOWN)
                && state.order().commandId().equals(command.getCommandId())
                && !draft.expired();
    }

    /** To clean up behind a container that was deleted is the one thing that is still to be done in it. */
    private static Target target(final Draft draft, final AbortMultipartUpload command) {
        final Target target = Target.of(draft, command.getIdentity());
        return command.getReason() == AbortReason.CONTAINER_DELETED ? target.inSpiteOfDeletion() : target;
    }

    private static Optional<Answer> conditionFailed(
            final Draft draft, final AbortMultipartUpload command, final DialectRules rules) {
        final boolean byPolicy = AbortOrder.of(command, null).byPolicy();
        final boolean pinned = byPolicy && draft.state().watch().pinnedUntil() > draft.eventTime;
        final Optional<Answer> failed = pinned
                ? Optional.of(rules.preconditionFailed(draft.state().identity(), "pinnedUntil"))
                : Conditions.failed(draft, rules, command.getConditions());
        if (failed.isPresent() && byPolicy) {
            // The upload was used or pinned after the rule was looked at, so the rule applies at another time.
            Policies.rearm(draft);
        }
        return failed;
    }

    /** The linearisation point: from here on no Complete can win. */
    static void carryOut(final Draft draft, final AbortOrder order, final long eventTime) {
        draft.state(draft.state()
                .in(UploadStatus.ABORTED, eventTime, draft.after(draft.retention()))
                .with(order.heldUntil(0))
                .with(draft.state().watch().due(0))
                .with(new Cause(order.commandId(), order.traceParent())));
        final var event = draft.lifecycle(LifecycleType.ABORTED);
        event.setCommandId(order.commandId());
        event.setReason(order.reason());
        event.setRuleId(order.ruleId());
        // It begins with this record; an upload without parts is past DELETING when the decision is over.
        event.setReclaim(ReclaimState.DELETING);
        Emission.start(draft);
    }

    private static Answer accept(
            final Draft draft, final AbortMultipartUpload command, final FoldInput input, final Answer aborted) {
        final AbortOrder order = AbortOrder.of(command, input.traceParent());
        if (UndoWindow.appliesTo(draft, order)) {
            return UndoWindow.hold(draft, order);
        }
        carryOut(draft, order, input.eventTime());
        return aborted;
    }

    /** Asking again means: look again. */
    private static Answer again(
            final Draft draft, final AbortMultipartUpload command, final DialectRules rules, final Request request) {
        final AbortOrder order = draft.state().order();
        if (order != null && order.reason() == AbortReason.EXPIRED) {
            // The store dropped it by itself, so nobody's abort can have worked.
            return rules.nothingToAbort(command, request.named());
        }
        return Conditions.failed(draft, rules, command.getConditions()).orElseGet(() -> {
            Rounds.restart(draft);
            return rules.aborted(request);
        });
    }
}
