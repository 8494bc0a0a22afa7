/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import org.apache.avro.specific.SpecificRecord;

/**
 * One record to be folded.
 *
 * @param record any record of the three input topics that {@link RecordRules} accepted
 * @param commandId the command id: of a command its own, of an upload event the header's; null if no answer is wanted
 * @param eventTime timestamp of the record in epoch milliseconds; the retention window is measured in it
 * @param now wall clock of the shell in epoch milliseconds, never going back; timers are measured in it
 * @param traceParent W3C trace context of the record, or null
 */
public record FoldInput(SpecificRecord record, String commandId, long eventTime, long now, String traceParent) {
    /** The same moment for a command that had waited for it: what it leads to belongs to its own trace. */
    FoldInput tracedBy(final StoredCommand command) {
        return new FoldInput(record, commandId, eventTime, now, command.traceParent());
    }
}
