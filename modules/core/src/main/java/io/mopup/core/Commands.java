/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.contract.RecordKeys;
import io.mopup.core.dialect.Answer;
import io.mopup.core.dialect.DialectRules;
import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.CommandResult;
import io.mopup.events.CompleteMultipartUpload;
import io.mopup.events.LifecycleType;
import io.mopup.events.Operation;
import io.mopup.events.RetryReclaim;
import io.mopup.events.UploadStatus;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/**
 * The desk where commands are answered: each gets exactly one result, now or when the outcome it waits for is known,
 * and the same one when it comes again.
 */
final class Commands {
    private static final int HTTP_OK = 200;
    private static final int HTTP_ERROR = 300;

    private Commands() {}

    /** A command arrives. */
    static void received(final Draft draft, final SpecificRecord command, final FoldInput input) {
        final Optional<StoredCommand> known = draft.view.command(input.commandId());
        if (known.isPresent() && repeats(draft, known.get())) {
            return;
        }
        if (!draft.isKnown()) {
            draft.begin(RecordKeys.identity(command));
        }
        final Optional<Answer> answer = decide(draft, command, input.commandId(), input);
        answer.ifPresentOrElse(
                now -> draft.answer(command, input.commandId(), 0, now), () -> draft.hold(command, input.commandId()));
        if (draft.state().is(UploadStatus.ABORTED)) {
            // Whoever waited while an assembly was given up hears of the abort that came in between.
            decideWaiting(draft, input);
        }
    }

    /** An upload event that wants an answer was applied; {@code answer} is empty while the outcome is open. */
    static void answerEvent(final Draft draft, final FoldInput input, final Optional<Answer> answer) {
        if (input.commandId() == null) {
            return;
        }
        final Optional<StoredCommand> known = draft.view.command(input.commandId());
        if (known.isPresent()) {
            known.map(StoredCommand::result).ifPresent(draft::emit);
            return;
        }
        answer.ifPresentOrElse(
                now -> draft.answer(input.record(), input.commandId(), 0, now),
                () -> draft.hold(input.record(), input.commandId()));
    }

    /** The outcome is known: the waiting commands are decided in the order in which they arrived. */
    static void decideWaiting(final Draft draft, final FoldInput input) {
        decideWaitingExcept(draft, "", input);
    }

    /** The same, without one that this decision has answered already. */
    static void decideWaitingExcept(final Draft draft, final String answered, final FoldInput input) {
        if (draft.state().waiting() == 0) {
            return;
        }
        for (final StoredCommand waiting : draft.view.waiting()) {
            if (!waiting.commandId().equals(answered)) {
                decide(draft, waiting.waiting(), waiting.commandId(), input)
                        .ifPresent(answer -> answerWaiting(draft, waiting, answer));
            }
        }
    }

    /** Answers one waiting command. */
    static void answerWaiting(final Draft draft, final StoredCommand waiting, final Answer answer) {
        draft.state(
                draft.state().waiting(draft.state().waiting() - 1, draft.state().sequence()));
        draft.answer(waiting.waiting(), waiting.commandId(), waiting.sequence(), answer);
    }

    /** The answer to a command, or empty if it has to wait. */
    private static Optional<Answer> decide(
            final Draft draft, final SpecificRecord record, final String commandId, final FoldInput input) {
        if (record instanceof AbortMultipartUpload abort) {
            return Aborts.decide(draft, abort, input);
        }
        if (record instanceof CompleteMultipartUpload complete) {
            return Completes.decide(draft, complete, commandId, input);
        }
        if (record instanceof RetryReclaim retry) {
            return Optional.of(retry(draft, retry));
        }
        return UploadEvents.answer(draft, record);
    }

    /**
     * Gives the recorded result again. Under at-least-once a crash can keep the record of an accepted abort and lose
     * the state that goes with it; such a record is void, and the command is decided again.
     */
    private static boolean repeats(final Draft draft, final StoredCommand known) {
        if (known.isWaiting()) {
            return draft.isKnown() && draft.state().waiting() > 0;
        }
        final CommandResult result = known.result();
        final boolean accepted = result.getHttpStatus() >= HTTP_OK && result.getHttpStatus() < HTTP_ERROR;
        final boolean lost = accepted
                && result.getOperation() == Operation.ABORT_MULTIPART_UPLOAD
                && draft.isKnown()
                && draft.state().is(UploadStatus.IN_PROGRESS);
        if (!lost) {
            draft.emit(result);
        }
        return !lost;
    }

    private static Answer retry(final Draft draft, final RetryReclaim command) {
        final DialectRules rules = draft.rules(command.getIdentity());
        if (draft.state().is(UploadStatus.UNKNOWN) && !draft.reclaim().parked()) {
            return rules.noSuchUpload(command.getIdentity());
        }
        if (!rules.sameUpload(command.getIdentity(), draft.state().identity())) {
            return rules.noSuchUpload(command.getIdentity());
        }
        if (!draft.reclaim().parked()) {
            return Answer.own(409, "NotParked", "The reclaim of this upload is not parked; there is nothing to retry.");
        }
        final Looks looks = draft.reclaim().looks().renewed();
        draft.reclaim(draft.reclaim().with(looks).with(Pass.NONE));
        Timers.rearm(draft);
        draft.lifecycle(LifecycleType.RETRIED);
        Emission.again(draft);
        return Answer.done(HTTP_OK);
    }
}
