/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.contract.MopupTopic;
import io.mopup.contract.RecordKeys;
import io.mopup.core.dialect.Answer;
import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.CommandResult;
import io.mopup.events.CompleteMultipartUpload;
import io.mopup.events.UploadStatus;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/**
 * The desk where commands are answered: each gets exactly one result, now or when the outcome it waits for is known,
 * and the same one when it comes again.
 */
final class Commands {
    private static final int HTTP_ERROR = 300;

    private Commands() {}

    /** A command arrives. */
    static void received(final Draft draft, final SpecificRecord command, final FoldInput input) {
        final Optional<StoredCommand> known = draft.commands.find(input.commandId());
        if (known.isPresent() && repeats(draft, known.get())) {
            return;
        }
        if (!draft.isKnown()) {
            draft.begin(Target.of(draft, RecordKeys.identity(command)).identity());
        }
        decide(draft, command, input)
                .ifPresentOrElse(
                        answer -> draft.answer(command, input.commandId(), 0, answer),
                        () -> draft.hold(command, input.commandId()));
    }

    /** An upload event that wants an answer was applied; {@code answer} is empty while the outcome is open. */
    static void answerEvent(final Draft draft, final FoldInput input, final Optional<Answer> answer) {
        if (input.commandId() == null) {
            return;
        }
        final Optional<StoredCommand> known = draft.commands.find(input.commandId());
        if (known.isPresent() && repeats(draft, known.get())) {
            return;
        }
        answer.ifPresentOrElse(
                now -> draft.answer(input.record(), input.commandId(), 0, now),
                () -> draft.hold(input.record(), input.commandId()));
    }

    /** The outcome is known: the waiting commands are decided in the order in which they arrived. */
    static void decideWaiting(final Draft draft, final FoldInput input) {
        for (final StoredCommand waiting : draft.commands.waiting()) {
            decide(draft, waiting.waiting(), input).ifPresent(answer -> answerWaiting(draft, waiting, answer));
        }
        // Under at-least-once a crash can lose what was counted, or the count; those that are there are the truth.
        recount(draft, draft.commands.waiting().size());
    }

    /** Answers one waiting command. */
    static void answerWaiting(final Draft draft, final StoredCommand waiting, final Answer answer) {
        recount(draft, Math.max(0, draft.state().waiting() - 1));
        draft.answer(waiting.waiting(), waiting.commandId(), waiting.sequence(), answer);
    }

    private static void recount(final Draft draft, final int waiting) {
        if (draft.state().waiting() != waiting) {
            draft.state(draft.state().waiting(waiting, draft.state().sequence()));
        }
    }

    /** The answer to a command, or empty if it has to wait. */
    private static Optional<Answer> decide(final Draft draft, final SpecificRecord record, final FoldInput input) {
        if (record instanceof AbortMultipartUpload abort) {
            return Aborts.decide(draft, abort, input);
        }
        if (record instanceof CompleteMultipartUpload complete) {
            return Completes.decide(draft, complete);
        }
        return MopupTopic.of(record) == MopupTopic.COMMANDS
                ? OwnCommands.decide(draft, record)
                : UploadEvents.answer(draft, record);
    }

    /** Gives the recorded result again, or nothing while there is none; false if the command is to be decided (again). */
    private static boolean repeats(final Draft draft, final StoredCommand known) {
        if (known.isWaiting()) {
            // Otherwise a crash lost the state that counted it.
            return draft.isKnown()
                    && draft.state().waiting() > 0
                    && known.sequence() <= draft.state().sequence();
        }
        if (isVoid(draft, known.result())) {
            return false;
        }
        draft.emit(known.result());
        return true;
    }

    /**
     * Under at-least-once a crash can keep the record of an accepted command and lose the state that goes with it. The
     * upload is then as if nobody had asked, so the record proves nothing.
     */
    private static boolean isVoid(final Draft draft, final CommandResult result) {
        // An upload that is being forgotten is unknown as well, and its records are good to the last.
        if (result.getHttpStatus() >= HTTP_ERROR
                || (draft.isKnown() && draft.state().graceOver())) {
            return false;
        }
        final UploadStatus claimed = result.getStatus();
        final UploadStatus status = draft.isKnown() ? draft.state().status() : UploadStatus.UNKNOWN;
        return (claimed == UploadStatus.ABORTED || claimed == UploadStatus.COMPLETED) && claimed != status;
    }
}
