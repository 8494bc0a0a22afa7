/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.AbortReason;

/**
 * An abort that was accepted.
 *
 * @param commandId the command
 * @param reason why
 * @param ruleId the rule that asked, or null
 * @param heldUntil epoch milliseconds at which its undo window ends; 0 once it is carried out
 * @param traceParent W3C trace context of the command, or null
 */
public record AbortOrder(String commandId, AbortReason reason, String ruleId, long heldUntil, String traceParent) {

    static AbortOrder of(final AbortMultipartUpload command, final String traceParent) {
        return new AbortOrder(command.getCommandId(), command.getReason(), command.getRuleId(), 0, traceParent);
    }

    boolean isHeld() {
        return heldUntil != 0;
    }

    /** Whether a rule asked for it and no person. */
    boolean byPolicy() {
        return reason == AbortReason.LIFECYCLE || reason == AbortReason.EXPIRED;
    }

    AbortOrder heldUntil(final long until) {
        return new AbortOrder(commandId, reason, ruleId, until, traceParent);
    }
}
