/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import java.util.List;

/**
 * What policies have to do with an upload that is in progress.
 *
 * @param dueAt epoch milliseconds at which a rule may apply, 0 for never
 * @param pinnedUntil epoch milliseconds up to which policies keep away, 0 for no pin
 * @param reported rule ids of the policies in dry run that were reported; null for none
 */
public record Watch(long dueAt, long pinnedUntil, List<String> reported) {
    static final Watch NONE = new Watch(0, 0, null);

    Watch due(final long at) {
        return new Watch(at, pinnedUntil, reported);
    }

    Watch pinned(final long until) {
        return new Watch(dueAt, until, reported);
    }

    Watch reported(final List<String> ruleIds) {
        return new Watch(dueAt, pinnedUntil, ruleIds);
    }

    boolean isReported(final String ruleId) {
        return reported != null && reported.contains(ruleId);
    }
}
