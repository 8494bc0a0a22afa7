/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.contract.MopupTopic;
import io.mopup.contract.RecordKeys;
import io.mopup.core.dialect.Answer;
import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.AbortReason;
import io.mopup.events.CommandResult;
import io.mopup.events.CompleteMultipartUpload;
import io.mopup.events.Operation;
import io.mopup.events.UploadStatus;
import java.util.List;
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
        if (!draft.isKnown()) {
            // Also for a known command, whose state a crash lost: without one nobody would ever forget it.
            draft.begin(Target.of(draft, RecordKeys.identity(command)).identity());
        }
        final Optional<StoredCommand> known = draft.commands.find(input.commandId());
        if (known.isPresent() && repeats(draft, known.get())) {
            return;
        }
        decide(draft, command, input)
                .ifPresentOrElse(
                        answer -> draft.answer(command, input.commandId(), answer),
                        () -> draft.hold(command, input.commandId(), input.traceParent()));
    }

    /** An upload event was applied. If its sender asked for an answer, it is given now or when the outcome is known. */
    static void answerEvent(final Draft draft, final FoldInput input) {
        if (input.commandId() == null) {
            return;
        }
        final Optional<StoredCommand> known = draft.commands.find(input.commandId());
        if (known.isPresent() && repeats(draft, known.get())) {
            return;
        }
        UploadEvents.answer(draft, input.record())
                .ifPresentOrElse(
                        now -> draft.answer(input.record(), input.commandId(), now),
                        () -> draft.hold(input.record(), input.commandId(), input.traceParent()));
    }

    /** The outcome is known: the waiting commands are decided in the order in which they arrived. */
    static void decideWaiting(final Draft draft, final FoldInput input) {
        final List<StoredCommand> waiting = counted(draft);
        if (waiting.size() < draft.state().waiting()) {
            recallAbort(draft, input);
        }
        decide(draft, waiting, input);
        final long left = waiting.stream()
                .map(StoredCommand::commandId)
                .filter(id -> draft.commands.find(id).orElseThrow().isWaiting())
                .count();
        recount(draft, Math.toIntExact(left));
    }

    /** The upload is being forgotten: who waits is answered, whether or not the state counts him. */
    static void decideAll(final Draft draft, final FoldInput input) {
        decide(draft, draft.commands.waiting(), input);
        recount(draft, 0);
    }

    /**
     * Under at-least-once a crash can keep the result of an Abort and lose the state that it led to. One that had waited
     * was committed before and is not read again, so it is carried out again where its outcome became known.
     */
    static void recallAbort(final Draft draft, final FoldInput input) {
        if (!draft.state().is(UploadStatus.IN_PROGRESS)) {
            return;
        }
        draft.commands.stored(Integer.MAX_VALUE).stream()
                .filter(command -> command.sequence() > 0 && !command.isWaiting())
                .filter(command -> isVoidAbort(draft, command.result()))
                .findFirst()
                .ifPresent(command -> {
                    // Its reason went with the command.
                    final AbortOrder order =
                            new AbortOrder(command.commandId(), AbortReason.UNKNOWN, null, 0, command.traceParent());
                    Aborts.carryOut(draft, order, input.eventTime());
                    draft.emit(command.result());
                });
    }

    private static boolean isVoidAbort(final Draft draft, final CommandResult result) {
        return result.getOperation() == Operation.ABORT_MULTIPART_UPLOAD
                && result.getStatus() == UploadStatus.ABORTED
                && isVoid(draft, result);
    }

    private static void decide(final Draft draft, final List<StoredCommand> waiting, final FoldInput input) {
        for (final StoredCommand command : waiting) {
            decide(draft, command.waiting(), input.tracedBy(command))
                    .ifPresent(answer -> answerWaiting(draft, command, answer));
        }
    }

    /**
     * The waiting commands that the state knows of. Under at-least-once a crash can keep others. Those that came after the
     * state are read again and have their turn then, behind whatever came before them. Those that the state had answered
     * are the oldest ones, as commands are answered in their order; whoever missed the answer asks again.
     */
    private static List<StoredCommand> counted(final Draft draft) {
        final List<StoredCommand> waiting = draft.commands.waiting().stream()
                .filter(command -> command.sequence() <= draft.state().sequence())
                .toList();
        return waiting.subList(Math.max(0, waiting.size() - draft.state().waiting()), waiting.size());
    }

    /** Answers one waiting command. */
    static void answerWaiting(final Draft draft, final StoredCommand waiting, final Answer answer) {
        recount(draft, Math.max(0, draft.state().waiting() - 1));
        draft.answer(waiting, answer);
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
            return counted(draft).stream()
                    .anyMatch(command -> command.commandId().equals(known.commandId()));
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
        if (result.getHttpStatus() >= HTTP_ERROR || draft.state().graceOver()) {
            return false;
        }
        final String cancelled = result.getFields().get(Answer.CANCELLED);
        if (cancelled != null) {
            return draft.state().heldUntil() != 0
                    && cancelled.equals(draft.state().order().commandId());
        }
        final UploadStatus claimed = result.getStatus();
        return (claimed == UploadStatus.ABORTED || claimed == UploadStatus.COMPLETED)
                && !draft.state().is(claimed);
    }
}
