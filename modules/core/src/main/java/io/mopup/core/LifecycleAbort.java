/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.events.UploadStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * What the lifecycle rules of its container have in store for an upload, as callers are told.
 *
 * @param ruleId the rule that aborts it first
 * @param at when it does
 */
public record LifecycleAbort(String ruleId, Instant at) {

    /** Empty unless the upload is in progress and a rule applies to it. */
    public static Optional<LifecycleAbort> of(final UploadState state, final Containers containers) {
        if (!state.is(UploadStatus.IN_PROGRESS) || state.facts() == null) {
            return Optional.empty();
        }
        return containers
                .find(state.identity())
                // Its uploads are aborted at once, and its rules do not count any more.
                .filter(container -> container.getDeletedAt() == null)
                .flatMap(container -> Rules.first(container, state))
                .map(rule -> new LifecycleAbort(rule.getId(), Rules.abortAt(rule, state)));
    }
}
