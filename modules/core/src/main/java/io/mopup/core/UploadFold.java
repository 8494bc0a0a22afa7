/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.contract.MopupTopic;
import io.mopup.contract.ReasonCode;
import io.mopup.contract.RejectedRecordException;
import io.mopup.events.CommandResult;
import io.mopup.events.LifecycleType;
import io.mopup.events.ParkReason;
import io.mopup.events.RetryReclaim;
import io.mopup.events.UploadIdentity;
import io.mopup.events.UploadStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * The fold: what is known of an upload and one more record give a {@link Decision}.
 *
 * <p>Pure: it reads its arguments and nothing else, and the same arguments give the same decision, byte for byte. It
 * makes no difference to the end state in which order records arrive, how late, or how often. See DESIGN.md.
 */
public final class UploadFold {
    private final FoldSettings settings;

    public UploadFold(final FoldSettings settings) {
        this.settings = settings;
    }

    /**
     * Folds one record.
     *
     * @param state what is known of the upload, or null
     * @throws RejectedRecordException if the record contradicts the state or the upload is in quarantine; nothing
     *     changes then
     */
    public Decision received(final UploadState state, final FoldInput input, final UploadView view) {
        final Draft draft = new Draft(settings, view, input.now(), input.eventTime(), state);
        if (quarantined(state) && !(input.record() instanceof RetryReclaim)) {
            throw new RejectedRecordException(ReasonCode.QUARANTINED, "");
        }
        if (draft.isKnown()) {
            UndoWindow.closeIfOver(draft);
        }
        switch (MopupTopic.of(input.record())) {
            case COMMANDS -> Commands.received(draft, input.record(), input);
            case UPLOAD_EVENTS -> UploadEvents.received(draft, input);
            case STORAGE_REPORTS -> Reports.received(draft, input.record());
            default ->
                throw new RejectedRecordException(
                        ReasonCode.RECORD_UNEXPECTED, input.record().getSchema().getFullName());
        }
        return draft.decide();
    }

    /**
     * Lets time pass.
     *
     * @param firedAt the time for which the timer was set; one that the state does not wait for is stale
     * @param now epoch milliseconds
     */
    public Decision fired(final UploadState state, final long firedAt, final long now, final UploadView view) {
        final Draft draft = new Draft(settings, view, now, state);
        if (state.armedAt() == firedAt) {
            Timers.fired(
                    draft, new FoldInput(null, null, now, now, state.cause().traceParent()));
        }
        return draft.decide();
    }

    /** Looks at an upload again because reference data changed: other rules may apply to it now. */
    public Decision reviewed(final UploadState state, final long now, final UploadView view) {
        final Draft draft = new Draft(settings, view, now, state);
        if (state.is(UploadStatus.IN_PROGRESS) && !quarantined(state)) {
            Policies.rearm(draft);
        }
        return draft.decide();
    }

    /** Sets an upload aside for which the fold itself failed: an alert, not a retry loop. */
    public Decision quarantined(
            final UploadState state, final UploadIdentity identity, final long now, final String message) {
        final Draft draft = new Draft(settings, null, now, state);
        if (!draft.isKnown()) {
            draft.begin(identity);
        }
        draft.state(
                draft.state().armed(0).statusDue(0).with(draft.state().watch().due(0)));
        if (draft.state().heldUntil() != 0) {
            draft.state(draft.state().with((AbortOrder) null));
        }
        draft.reclaim(draft.reclaim().parked(ParkReason.QUARANTINED, draft.after(settings.parkedReminder())));
        final var event = draft.lifecycle(LifecycleType.QUARANTINED);
        event.setParkReason(ParkReason.QUARANTINED);
        event.setMessage(message);
        return draft.decide();
    }

    /** The answer to a command that cannot be decided; empty if nobody waits for one. */
    public Optional<CommandResult> rejected(final FoldInput input, final ReasonCode reason) {
        if (input.commandId() == null
                || RecordRules.commandId(input.commandId()).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                Outputs.rejection(input.record(), input.commandId(), reason, null, Instant.ofEpochMilli(input.now())));
    }

    private static boolean quarantined(final UploadState state) {
        return state != null && state.reclaim().parkReason() == ParkReason.QUARANTINED;
    }
}
