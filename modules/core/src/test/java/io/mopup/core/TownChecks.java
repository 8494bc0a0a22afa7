/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.core.naive.NaiveModel;
import io.mopup.core.naive.NaivePolicies.Due;
import io.mopup.core.naive.NaiveReply;
import io.mopup.core.naive.NaiveUpload;
import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.UploadLifecycle;
import io.mopup.events.UploadStatus;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Where the fold and the {@link NaiveModel} have to agree. */
final class TownChecks {
    private static final String NOBODY = "nobody";

    private final TownScenario scenario;
    private final TownSides sides;
    private final NaiveModel model;
    private Map<String, NaiveReply> published = new HashMap<>();
    private final Set<String> wouldAbort = new HashSet<>();

    TownChecks(final TownScenario scenario, final TownSides sides, final NaiveModel model) {
        this.scenario = scenario;
        this.sides = sides;
        this.model = model;
    }

    void answered(final String commandId, final NaiveReply reply) {
        if (sides.readsAgain) {
            final NaiveReply first = model.answer(commandId);
            Promise.kept(
                    first == null || first.equals(reply),
                    () -> "read again, " + commandId + " is answered " + reply + " and not " + first);
        } else {
            published.put(commandId, reply);
        }
    }

    void asked(final AbortMultipartUpload abort) {
        Promise.kept(sides.readsAgain || applies(abort), () -> "a rule that does not apply made " + abort);
    }

    /** A dry run reports, once for each rule unless it changes. */
    void reported(final UploadLifecycle event) {
        final String uploadId = event.getIdentity().getUploadId();
        Promise.kept(
                wouldAbort.add(uploadId + event.getRuleId()) || !scenario.steady(),
                () -> "reported again by a dry run: " + event);
    }

    /** A log that is read again leads to every report of a dry run again. */
    void readsAgain() {
        wouldAbort.clear();
    }

    private boolean applies(final AbortMultipartUpload abort) {
        final NaiveUpload upload = model.known(abort.getIdentity().getUploadId(), sides.now);
        return upload != null
                && upload.is(UploadStatus.IN_PROGRESS)
                && model.policies().due(upload, sides.now).stream()
                        .anyMatch(rule -> !rule.dryRun()
                                && rule.reason() == abort.getReason()
                                && Objects.equals(rule.ruleId(), abort.getRuleId()));
    }

    /** What a rule wants to have aborted was asked for, unless the answer would be no. */
    void rulesAreFollowed() {
        final long spread = scenario.settings().policies().spread().toMillis();
        final long retry = scenario.settings().policies().retry().toMillis();
        for (final NaiveUpload upload : model.uploads().values()) {
            if (!upload.is(UploadStatus.IN_PROGRESS) || upload.held != null) {
                continue;
            }
            for (final Due rule : model.policies().due(upload, sides.now)) {
                // Sizes are looked at again after the retry time, counted from the last look.
                final long lookedAt = Math.max(Math.max(rule.since(), upload.lastActivity()), sides.readAgainAt);
                final long since = rule.bySize() ? lookedAt + retry : rule.since();
                final boolean late = since + spread < sides.now;
                final AbortMultipartUpload abort = Samples.abort(upload.identity(), "would-be");
                abort.setReason(rule.reason());
                Promise.kept(
                        !late || rule.dryRun() || model.refuses(abort, sides.now),
                        () -> "not followed: " + rule + " for "
                                + sides.processor.state(upload.identity().getUploadId()));
            }
        }
    }

    /** The fold and the model say the same. */
    void agree(final Set<String> ids) {
        final Map<String, NaiveReply> expected = model.published();
        Promise.kept(published.equals(expected), () -> "answers " + published + ", expected " + expected);
        published = new HashMap<>();
        for (final String uploadId : ids) {
            final UploadStatus status = status(uploadId);
            final UploadStatus wanted = model.status(uploadId, sides.now);
            Promise.kept(
                    // At the very end of the window both are right: it depends on whether the timer was first.
                    status == wanted || status == model.status(uploadId, sides.now + 1),
                    () -> uploadId + " is " + status + ", expected " + wanted + ": " + sides.processor.state(uploadId));
        }
    }

    /** What a command would find: a tombstone past R is none, though it may still be there. */
    private UploadStatus status(final String uploadId) {
        final UploadState state = sides.processor.state(uploadId);
        if (state == null) {
            return UploadStatus.UNKNOWN;
        }
        final long retention =
                scenario.settings().retention(state.identity().getDialect()).toMillis();
        return state.decidedAt() != 0 && sides.now > state.decidedAt() + retention
                ? UploadStatus.UNKNOWN
                : state.status();
    }

    void atTheEnd(final Set<String> ids) {
        Promise.kept(
                sides.storage.deletions.equals(model.deleted()),
                () -> "deleted " + sides.storage.deletions + ", expected " + model.deleted());
        final Set<String> all = new HashSet<>(ids);
        all.add(NOBODY);
        for (final String uploadId : all) {
            final Set<String> lying = new HashSet<>();
            sides.storage.of(uploadId).lying().forEach(part -> lying.add(part.name()));
            final Set<String> alive = model.alive(uploadId);
            Promise.kept(lying.equals(alive), () -> uploadId + " has " + lying + ", expected " + alive);
        }
    }
}
