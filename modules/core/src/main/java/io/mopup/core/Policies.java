/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.events.AbortConditions;
import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.AbortPolicy;
import io.mopup.events.AbortReason;
import io.mopup.events.LifecycleType;
import io.mopup.events.PolicyDecision;
import io.mopup.events.Requester;
import io.mopup.events.SessionMode;
import io.mopup.events.UploadIdentity;
import io.mopup.events.UploadStatus;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Policies at work. One is just another client: when a rule applies, an abort command with its reason and rule id is
 * published, under conditions that let it fail if the upload is used meanwhile.
 */
final class Policies {
    /** At most this part of an upload's age is added to spread the work, so that short rules stay exact. */
    private static final int SPREAD_SHARE = 10;

    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

    private Policies() {}

    /** Sets the time at which to look at the rules again: the first moment at which one of them could apply. */
    static void rearm(final Draft draft) {
        final long due =
                draft.state().is(UploadStatus.IN_PROGRESS) && draft.state().heldUntil() == 0
                        ? Rules.of(draft).stream()
                                .filter(rule -> !isReported(draft, rule))
                                .mapToLong(rule -> from(draft, rule))
                                .min()
                                .orElse(0)
                        : 0;
        if (due != draft.state().watch().dueAt()) {
            draft.state(draft.state().with(draft.state().watch().due(due)));
        }
    }

    /** The time has come to look. */
    static void due(final Draft draft) {
        draft.state(draft.state().with(draft.state().watch().due(0)));
        if (!draft.state().is(UploadStatus.IN_PROGRESS)) {
            return;
        }
        final long activity = Activity.last(draft);
        final List<Rule> open = Rules.of(draft).stream()
                .filter(rule -> !isReported(draft, rule))
                .map(rule -> rule.idle() == 0 ? rule : rule.at(Sums.of(activity, rule.idle())))
                .toList();
        final Optional<Rule> applies = open.stream()
                .filter(rule -> from(draft, rule) <= draft.now)
                .filter(rule -> sizeMatches(draft, rule))
                .min(Comparator.comparingLong(rule -> from(draft, rule)));
        if (applies.isEmpty()) {
            lookLater(draft, open);
        } else if (applies.get().dryRun()) {
            wouldAbort(draft, applies.get());
        } else {
            abort(draft, applies.get(), activity);
        }
    }

    /** A rule that is due and does not apply has bounds that the upload is outside of; the next part can change that. */
    private static void lookLater(final Draft draft, final List<Rule> open) {
        final long retry = draft.after(draft.settings.policies().retry());
        final long next = open.stream()
                .mapToLong(rule -> from(draft, rule))
                .map(from -> from > draft.now ? from : retry)
                .min()
                .orElse(0);
        draft.state(draft.state().with(draft.state().watch().due(next)));
    }

    /** When a rule is acted on: not before a pin ends, and spread, so that a crowd that is due at once becomes a queue. */
    private static long from(final Draft draft, final Rule rule) {
        final long pinned = rule.yieldsToPins() ? draft.state().watch().pinnedUntil() : 0;
        final long spread = draft.settings.policies().spread().toMillis();
        final long age = Math.max(0, rule.at() - draft.state().facts().initiatedAt());
        final long room =
                rule.reason() == AbortReason.CONTAINER_DELETED ? spread : Math.min(spread, age / SPREAD_SHARE);
        return Sums.of(Math.max(rule.at(), pinned), room == 0 ? 0 : Long.remainderUnsigned(mixed(draft), room));
    }

    /** Ids that were counted up have neighbouring hashes; a multiplication by an odd fraction of 2^64 parts them. */
    private static long mixed(final Draft draft) {
        final long product = draft.state().identity().getUploadId().hashCode() * GOLDEN_RATIO;
        return product ^ (product >>> Integer.SIZE);
    }

    private static boolean isReported(final Draft draft, final Rule rule) {
        return rule.dryRun() && draft.state().watch().isReported(rule.id());
    }

    private static boolean sizeMatches(final Draft draft, final Rule rule) {
        return draft.containers().policies().stream()
                .filter(policy -> Rules.id(policy).equals(rule.id()))
                .allMatch(policy -> hasNoBounds(policy) || Rules.sizeMatches(policy, Activity.bytes(draft)));
    }

    private static boolean hasNoBounds(final AbortPolicy policy) {
        return policy.getMinBytes() == null && policy.getMaxBytes() == null;
    }

    private static void wouldAbort(final Draft draft, final Rule rule) {
        // Those that are gone are left out, so that the list stays as short as that of the policies.
        final List<String> reported = Rules.of(draft).stream()
                .filter(other -> isReported(draft, other) || rule.id().equals(other.id()))
                .map(Rule::id)
                .distinct()
                .toList();
        draft.state(draft.state().with(draft.state().watch().reported(reported)));
        final var event = draft.lifecycle(LifecycleType.WOULD_ABORT);
        event.setReason(rule.reason());
        event.setRuleId(rule.id());
        rearm(draft);
    }

    /** The command comes back to this fold like any other. Should it be refused, the policy asks again later. */
    private static void abort(final Draft draft, final Rule rule, final long activity) {
        final UploadIdentity identity = draft.state().identity();
        final AbortConditions conditions = new AbortConditions();
        conditions.setInitiatedAt(Instant.ofEpochMilli(draft.state().facts().initiatedAt()));
        conditions.setIdleSince(rule.idle() == 0 ? null : Instant.ofEpochMilli(activity));
        final AbortMultipartUpload command = new AbortMultipartUpload();
        command.setCommandId(commandId(rule, identity, draft.now));
        command.setIdentity(identity);
        command.setRequester(new Requester(null, null, PolicyDecision.NONE, SessionMode.NONE));
        command.setReason(rule.reason());
        command.setRuleId(rule.id());
        command.setConditions(conditions);
        command.setIssuedAt(draft.time());
        draft.emit(command);
        draft.state(draft.state()
                .with(draft.state()
                        .watch()
                        .due(draft.after(draft.settings.policies().retry()))));
    }

    /** Derived and not drawn, so that the same decision makes the same command. */
    private static String commandId(final Rule rule, final UploadIdentity identity, final long now) {
        final String name = rule.id() + '\n' + identity.getUploadId() + '\n' + now;
        return "policy-" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
