/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.events.AbortPolicy;
import io.mopup.events.AbortReason;
import io.mopup.events.Container;
import io.mopup.events.Dialect;
import io.mopup.events.LifecycleRule;
import io.mopup.events.UploadIdentity;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which rules apply to an upload: those of its container, that of its dialect, and the policies. */
final class Rules {
    private static final String INACTIVITY = "inactivity";

    private Rules() {}

    /** All of them, apart from filters that need the part ledger. */
    static List<Rule> of(final Draft draft) {
        final List<Rule> rules = new ArrayList<>();
        final UploadState state = draft.state();
        final Optional<Container> container = draft.containers().find(state.identity());
        final Optional<Instant> deletedAt = container.map(Container::getDeletedAt);
        if (deletedAt.isPresent()) {
            // Any other rule would only be told that there is no such container, and go on asking in front of this one.
            return List.of(new Rule(
                    null, AbortReason.CONTAINER_DELETED, deletedAt.get().toEpochMilli(), 0, false));
        }
        container
                .flatMap(known -> first(known, state))
                .ifPresent(rule -> rules.add(new Rule(
                        rule.getId(),
                        AbortReason.LIFECYCLE,
                        abortAt(rule, state).toEpochMilli(),
                        0,
                        false)));
        final long inactivity = draft.settings.policies().glacierInactivity().toMillis();
        if (inactivity > 0 && state.identity().getDialect() == Dialect.GLACIER) {
            rules.add(new Rule(
                    INACTIVITY,
                    AbortReason.EXPIRED,
                    Sums.of(state.facts().initiatedAt(), inactivity),
                    inactivity,
                    false));
        }
        draft.containers().policies().stream()
                .filter(policy -> matches(policy, draft))
                .forEach(policy -> add(policy, state.facts().initiatedAt(), rules));
        return rules;
    }

    /** The lifecycle rule of a container that aborts this upload first. */
    static Optional<LifecycleRule> first(final Container container, final UploadState state) {
        final String key = state.identity().getKey();
        return container.getLifecycleRules().stream()
                .filter(LifecycleRule::getEnabled)
                .filter(rule -> rule.getDaysAfterInitiation() > 0)
                .filter(rule -> key != null && key.startsWith(rule.getPrefix()))
                .min(Comparator.comparingInt(LifecycleRule::getDaysAfterInitiation));
    }

    /** When a lifecycle rule applies: so many days after initiation, at the next midnight UTC. */
    static Instant abortAt(final LifecycleRule rule, final UploadState state) {
        final Instant due =
                Instant.ofEpochMilli(state.facts().initiatedAt()).plus(rule.getDaysAfterInitiation(), ChronoUnit.DAYS);
        final Instant midnight = due.truncatedTo(ChronoUnit.DAYS);
        return midnight.equals(due) ? due : midnight.plus(1, ChronoUnit.DAYS);
    }

    /** Whether a policy that has bounds for the size applies to these bytes. */
    static boolean sizeMatches(final AbortPolicy policy, final long bytes) {
        return (policy.getMinBytes() == null || bytes >= policy.getMinBytes())
                && (policy.getMaxBytes() == null || bytes <= policy.getMaxBytes());
    }

    static String id(final AbortPolicy policy) {
        return "policy/" + policy.getName();
    }

    /** A policy can have an age and an idle time: two rules, and the one that applies first counts. */
    private static void add(final AbortPolicy policy, final long initiatedAt, final List<Rule> rules) {
        if (policy.getAgeSeconds() != null) {
            rules.add(new Rule(
                    id(policy),
                    AbortReason.LIFECYCLE,
                    Sums.of(initiatedAt, millis(policy.getAgeSeconds())),
                    0,
                    policy.getDryRun()));
        }
        if (policy.getIdleSeconds() != null) {
            final long idle = millis(policy.getIdleSeconds());
            rules.add(
                    new Rule(id(policy), AbortReason.LIFECYCLE, Sums.of(initiatedAt, idle), idle, policy.getDryRun()));
        }
    }

    private static boolean matches(final AbortPolicy policy, final Draft draft) {
        final UploadIdentity identity = draft.state().identity();
        final String key = identity.getKey() == null ? "" : identity.getKey();
        return (policy.getDialect() == null || policy.getDialect() == identity.getDialect())
                && (policy.getContainer() == null || policy.getContainer().equals(identity.getContainer()))
                && (policy.getOwner() == null
                        || policy.getOwner()
                                .equals(Target.of(draft, identity).container().owner()))
                && key.startsWith(policy.getPrefix())
                && (policy.getInitiator() == null || draft.state().facts().initiatedBy(policy.getInitiator()));
    }

    private static long millis(final long seconds) {
        return seconds > Long.MAX_VALUE / 1000
                ? Long.MAX_VALUE
                : Duration.ofSeconds(seconds).toMillis();
    }
}
