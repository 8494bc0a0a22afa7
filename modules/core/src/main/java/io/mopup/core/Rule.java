/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.events.AbortReason;

/**
 * One rule that applies to one upload.
 *
 * @param id what aborts carry as rule id, or null
 * @param reason what they carry as reason
 * @param at epoch milliseconds at which it applies; for one that counts from the last activity the earliest such time
 * @param idle milliseconds without activity after which it applies, 0 if that does not matter
 * @param dryRun whether it only reports
 */
record Rule(String id, AbortReason reason, long at, long idle, boolean dryRun) {

    Rule at(final long time) {
        return new Rule(id, reason, time, idle, dryRun);
    }

    /** Whether a pin keeps it away. That a container is gone does not wait for anybody. */
    boolean yieldsToPins() {
        return reason != AbortReason.CONTAINER_DELETED;
    }
}
