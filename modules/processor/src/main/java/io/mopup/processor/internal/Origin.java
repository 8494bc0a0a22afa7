/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.mopup.contract.MopupHeaders;
import io.mopup.core.Cause;
import io.mopup.core.Decision;
import io.mopup.core.Decision.CommandChange;
import io.mopup.core.FoldInput;
import io.mopup.core.StoredCommand;
import io.mopup.core.UploadState;
import io.mopup.events.CommandResult;
import java.time.Instant;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * What made the fold decide: a record or a timer. The same one gives its outputs the same ids again, so that whoever
 * reads twice can tell.
 *
 * @param id unique among records and timers
 * @param cause what the outputs go back to
 * @param now epoch milliseconds of the decision
 */
record Origin(String id, Cause cause, long now) {
    private static final String SOURCE = "/mopup/processor";

    /** A record; if it names no cause itself, the one that its upload remembers counts. */
    static Origin record(final RecordMetadata metadata, final FoldInput input, final UploadState state) {
        final Cause own = new Cause(input.commandId(), input.traceParent());
        final Cause cause = own.equals(Cause.NONE) && state != null ? state.cause() : own;
        return new Origin(metadata.topic() + '-' + metadata.partition() + '@' + metadata.offset(), cause, input.now());
    }

    /** A timer. */
    static Origin timer(final UploadState state, final long armedFor, final long now) {
        return new Origin(state.identity().getUploadId() + '@' + armedFor, state.cause(), now);
    }

    /**
     * The headers of one output.
     *
     * @param number counts the outputs of this origin
     * @param decision that the output is part of
     */
    Headers headers(final SpecificRecord record, final int number, final Decision decision) {
        final Headers headers = MopupHeaders.cloudEvent(record, id + '#' + number, SOURCE, Instant.ofEpochMilli(now));
        addCause(
                headers,
                record instanceof CommandResult result
                        ? causeOfResult(result.getCommandId(), decision)
                        : causeOfWork(decision));
        return headers;
    }

    /** The headers of a tombstone, which is no event. */
    Headers tombstoneHeaders() {
        final Headers headers = new RecordHeaders();
        addCause(headers, cause);
        return headers;
    }

    /**
     * Once an upload is decided, all that follows belongs to the command that decided it, whatever brought it about: a
     * part that came late, a report, or somebody who asks again. So one abort is one trace, down to its receipt.
     */
    private Cause causeOfWork(final Decision decision) {
        final UploadState after = decision.state();
        return after != null && after.cause().commandId() != null ? after.cause() : cause;
    }

    /** One record can release several commands that waited; each result belongs to its own. */
    private Cause causeOfResult(final String commandId, final Decision decision) {
        if (commandId.equals(cause.commandId())) {
            return cause;
        }
        final Cause work = causeOfWork(decision);
        return commandId.equals(work.commandId()) ? work : new Cause(commandId, traceOfWaiting(commandId, decision));
    }

    private static String traceOfWaiting(final String commandId, final Decision decision) {
        return decision.commands().stream()
                .filter(CommandChange.Put.class::isInstance)
                .map(change -> ((CommandChange.Put) change).command())
                .filter(command -> command.commandId().equals(commandId))
                .map(StoredCommand::traceParent)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static void addCause(final Headers headers, final Cause cause) {
        if (cause.commandId() != null) {
            MopupHeaders.put(headers, MopupHeaders.COMMAND_ID, cause.commandId());
        }
        if (cause.traceParent() != null) {
            MopupHeaders.put(headers, MopupHeaders.TRACE_PARENT, cause.traceParent());
        }
    }
}
