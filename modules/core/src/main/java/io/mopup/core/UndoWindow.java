/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.core.dialect.Answer;
import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.AbortReason;
import io.mopup.events.CancelAbort;
import io.mopup.events.LifecycleType;
import io.mopup.events.UploadStatus;
import java.time.Instant;

/**
 * The time in which an accepted abort of a policy or an operator can be taken back. The upload stays in progress and can
 * be used, and even be completed; aborts of clients do not wait.
 */
final class UndoWindow {
    private UndoWindow() {}

    static boolean appliesTo(final Draft draft, final AbortOrder order) {
        return !draft.settings.policies().undoWindow().isZero()
                && (order.byPolicy() || order.reason() == AbortReason.OPERATOR);
    }

    /** Accepts and holds; a second one that comes meanwhile changes nothing. */
    static Answer hold(final Draft draft, final AbortOrder order) {
        if (draft.state().heldUntil() == 0) {
            final long until = draft.after(draft.settings.policies().undoWindow());
            draft.state(draft.state()
                    .with(order.heldUntil(until))
                    .with(draft.state().watch().due(0)));
            announce(draft, LifecycleType.ABORT_HELD, null);
        }
        return held(draft.state().heldUntil());
    }

    /**
     * What was accepted is carried out once the window is over, whether or not its timer was first. After a crash under
     * at-least-once it may have been carried out before, and then a round that left is not to meet what was taken back.
     */
    static void closeIfOver(final Draft draft) {
        final long until = draft.state().heldUntil();
        if (until != 0 && until <= draft.now && draft.state().is(UploadStatus.IN_PROGRESS)) {
            Aborts.carryOut(draft, draft.state().order(), draft.now);
        }
    }

    /** Decides CancelAbort for the upload that the caller may and does name. */
    static Answer cancel(final Draft draft, final CancelAbort command) {
        if (!draft.state().is(UploadStatus.IN_PROGRESS) || draft.state().heldUntil() == 0) {
            return Answer.own(409, "NotHeld", "No abort of this upload is held; there is nothing to take back.");
        }
        final Answer answer = Answer.cancelled(draft.state().order().commandId());
        takeBack(draft, "Cancelled.");
        final Instant wanted = command.getPinnedUntil();
        final long usual =
                draft.eventTime + draft.settings.policies().cancelPin().toMillis();
        final long until = wanted == null ? usual : wanted.toEpochMilli();
        Pins.pin(draft, until, command.getCommandId(), null);
        return answer;
    }

    /** Drops the abort that is held, if one is. */
    static void takeBack(final Draft draft, final String message) {
        if (draft.state().heldUntil() != 0) {
            announce(draft, LifecycleType.ABORT_CANCELLED, message);
            remember(draft);
            draft.state(draft.state().with((AbortOrder) null));
        }
    }

    /** A crash under at-least-once can lose the answer; who asks for it then must not have the abort held once more. */
    private static void remember(final Draft draft) {
        final AbortOrder order = draft.state().order();
        if (draft.commands
                .find(order.commandId())
                .filter(known -> !known.isWaiting())
                .isEmpty()) {
            final AbortMultipartUpload asked = new AbortMultipartUpload();
            asked.setIdentity(draft.state().identity());
            final Answer answer = held(order.heldUntil());
            draft.commands.put(StoredCommand.answered(
                    Outputs.result(asked, order.commandId(), answer, draft.state(), draft.time())));
        }
    }

    private static Answer held(final long until) {
        return Answer.held(Instant.ofEpochMilli(until).toString());
    }

    private static void announce(final Draft draft, final LifecycleType type, final String message) {
        final AbortOrder order = draft.state().order();
        final var event = draft.lifecycle(type);
        event.setCommandId(order.commandId());
        event.setReason(order.reason());
        event.setRuleId(order.ruleId());
        event.setUntil(Instant.ofEpochMilli(order.heldUntil()));
        event.setMessage(message);
    }
}
