/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.events.CommandResult;
import org.apache.avro.specific.SpecificRecord;

/**
 * What is remembered of a command: either its result, or the command itself while it waits for the upload to become
 * known or for the outcome of a Complete.
 *
 * @param commandId the id of the client
 * @param sequence order of arrival among the commands of one upload that had to wait, from 1; 0 if it never waited
 * @param waiting the command or upload event that has no result yet, or null
 * @param result the recorded result, or null
 * @param traceParent W3C trace context of a command that had to wait, because another record answers it; else null
 */
public record StoredCommand(
        String commandId, long sequence, SpecificRecord waiting, CommandResult result, String traceParent) {
    static StoredCommand waiting(
            final String commandId, final long sequence, final SpecificRecord record, final String traceParent) {
        return new StoredCommand(commandId, sequence, record, null, traceParent);
    }

    /** One that is answered at once. */
    static StoredCommand answered(final CommandResult result) {
        return new StoredCommand(result.getCommandId(), 0, null, result, null);
    }

    /** This one, which had to wait, with its result. */
    StoredCommand answeredBy(final CommandResult given) {
        return new StoredCommand(commandId, sequence, null, given, traceParent);
    }

    /** Whether the result is still to come. */
    public boolean isWaiting() {
        return result == null;
    }
}
