/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.mopup.contract.MopupHeaders;
import io.mopup.core.Cause;
import io.mopup.core.FoldInput;
import io.mopup.core.UploadState;
import io.mopup.events.CommandResult;
import java.time.Instant;
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
     */
    Headers headers(final SpecificRecord record, final int number) {
        final Headers headers = MopupHeaders.cloudEvent(record, id + '#' + number, SOURCE, Instant.ofEpochMilli(now));
        // One record can release several commands that waited; each result belongs to its own.
        final boolean foreign =
                record instanceof CommandResult result && !result.getCommandId().equals(cause.commandId());
        addCause(headers, foreign ? new Cause(((CommandResult) record).getCommandId(), null) : cause);
        return headers;
    }

    /** The headers of a tombstone, which is no event. */
    Headers tombstoneHeaders() {
        final Headers headers = new RecordHeaders();
        addCause(headers, cause);
        return headers;
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
