/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.core.dialect.Answer;
import io.mopup.core.dialect.DialectRules;
import io.mopup.events.LifecycleType;
import io.mopup.events.PinUpload;
import io.mopup.events.UploadStatus;
import java.time.Instant;

/** Leases that keep policies away from an upload. */
final class Pins {
    private Pins() {}

    /** Decides PinUpload for the upload that the caller may and does name. */
    static Answer decide(final Draft draft, final PinUpload command, final DialectRules rules) {
        if (!draft.state().is(UploadStatus.IN_PROGRESS)) {
            return rules.noSuchUpload(draft.state().identity());
        }
        final long until = command.getUntil() == null ? 0 : command.getUntil().toEpochMilli();
        final AbortOrder order = draft.state().order();
        Answer answer = Answer.done(200);
        if (until > draft.eventTime && order != null && order.isHeld() && order.byPolicy()) {
            // Who needs the upload needs it in spite of a policy that asked a moment ago.
            answer = Answer.cancelled(order.commandId());
            UndoWindow.takeBack(draft, "The upload was pinned.");
        }
        pin(draft, until, command.getCommandId(), command.getNote());
        return answer;
    }

    /**
     * Keeps policies away until then, in epoch milliseconds; a time that is over releases the pin. In event time, as all
     * that a caller is told: a lease that refused a policy once does so when the log is read again.
     */
    static void pin(final Draft draft, final long until, final String commandId, final String note) {
        final long latest = draft.eventTime + draft.settings.policies().pinMax().toMillis();
        final long end = until > draft.eventTime ? Math.min(until, latest) : 0;
        if (end != 0 || draft.state().watch().pinnedUntil() != 0) {
            draft.state(draft.state().with(draft.state().watch().pinned(end)));
            final var event = draft.lifecycle(end == 0 ? LifecycleType.UNPINNED : LifecycleType.PINNED);
            event.setCommandId(commandId);
            event.setUntil(end == 0 ? null : Instant.ofEpochMilli(end));
            event.setMessage(note);
        }
        Policies.rearm(draft);
    }
}
