/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.events.AssemblyFailed;
import io.mopup.events.LifecycleType;
import io.mopup.events.MultipartUploadAssembled;
import io.mopup.events.ParkReason;
import io.mopup.events.UploadStatus;
import java.util.HashMap;
import java.util.Map;

/** What the store made of a Complete, whether or not anybody asked for it. */
final class Assembly {
    private Assembly() {}

    /** The store has the object. */
    static void assembled(final Draft draft, final MultipartUploadAssembled event, final FoldInput input) {
        final UploadState state = draft.state();
        switch (state.status()) {
            case COMPLETING -> {
                final boolean expected = state.completion().isOutcome(event.getCommandId());
                complete(draft, expected ? state.completion() : Completion.EVIDENCE, event, input);
            }
            // Nobody asked us, but the object is there: its parts are live, and which they are is not known.
            case IN_PROGRESS -> complete(draft, Completion.EVIDENCE, event, input);
            case UNKNOWN -> draft.state(state.with(Completion.EVIDENCE.assembled(answer(event))));
            case ABORTED -> {
                if (state.reclaim().parkReason() != ParkReason.COMPLETION_EVIDENCE) {
                    Emission.park(
                            draft, ParkReason.COMPLETION_EVIDENCE, "The store assembled an object after the abort.");
                }
            }
            case COMPLETED -> Commands.decideWaiting(draft, input);
        }
    }

    /** An upload becomes known whose object was seen before. */
    static void knownByEvidence(final Draft draft, final Completion evidence, final FoldInput input) {
        draft.state(draft.state()
                .in(UploadStatus.COMPLETED, input.eventTime(), draft.after(draft.retention()))
                .with(evidence));
        announce(draft);
    }

    /** The store could not assemble: the upload is in progress again, and whoever waits is decided. */
    static void failed(final Draft draft, final AssemblyFailed event, final FoldInput input) {
        final UploadState state = draft.state();
        if (!state.is(UploadStatus.COMPLETING) || !state.completion().isOutcome(event.getCommandId())) {
            answerCompleter(draft, event.getCommandId(), event);
            return;
        }
        final String commandId = state.completion().commandId();
        draft.state(state.in(UploadStatus.IN_PROGRESS, 0, 0).with((Completion) null));
        final var failed = draft.lifecycle(LifecycleType.ASSEMBLY_FAILED);
        failed.setCommandId(commandId);
        failed.setMessage(event.getMessage());
        answerCompleter(draft, commandId, event);
        Rivals.release(draft);
        Commands.decideWaiting(draft, input);
        Policies.rearm(draft);
    }

    private static void complete(
            final Draft draft,
            final Completion completion,
            final MultipartUploadAssembled event,
            final FoldInput input) {
        UndoWindow.takeBack(draft, "The store completed the upload.");
        draft.state(draft.state()
                .with(draft.state().watch().due(0))
                .in(UploadStatus.COMPLETED, input.eventTime(), draft.after(draft.retention()))
                .with(completion.assembled(answer(event)))
                .with(new Cause(completion.commandId(), input.traceParent())));
        announce(draft);
        if (draft.deletesParts() && (completion.unlisted() > 0 || Doom.othersAreDue(draft))) {
            Emission.start(draft);
        }
        Commands.decideWaiting(draft, input);
    }

    private static void announce(final Draft draft) {
        final Completion completion = draft.state().completion();
        final var event = draft.lifecycle(LifecycleType.COMPLETED);
        event.setCommandId(completion.commandId());
        if (completion.byEvidence()) {
            event.setMessage("The store reports an object that no accepted Complete asked for; no part is deleted.");
        }
    }

    private static void answerCompleter(final Draft draft, final String commandId, final AssemblyFailed event) {
        if (commandId != null) {
            draft.commands
                    .find(commandId)
                    .filter(StoredCommand::isWaiting)
                    .ifPresent(waiting -> Commands.answerWaiting(
                            draft,
                            waiting,
                            draft.rules(draft.state().identity())
                                    .assemblyFailed(event, draft.state().identity())));
        }
    }

    private static Map<String, String> answer(final MultipartUploadAssembled event) {
        final Map<String, String> fields = new HashMap<>();
        putIfPresent(fields, "ETag", event.getEtag());
        putIfPresent(fields, "VersionId", event.getVersionId());
        putIfPresent(fields, "ArchiveId", event.getArchiveId());
        putIfPresent(fields, "Location", event.getLocation());
        return fields;
    }

    private static void putIfPresent(final Map<String, String> fields, final String name, final String value) {
        if (value != null) {
            fields.put(name, value);
        }
    }
}
