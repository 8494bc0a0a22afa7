/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core.naive;

import io.mopup.events.AbortPolicy;
import io.mopup.events.AbortReason;
import io.mopup.events.Container;
import io.mopup.events.Dialect;
import io.mopup.events.LifecycleRule;
import io.mopup.events.UploadIdentity;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Which rules want to abort an upload in progress, and since when: section 8, U18, and the schema of AbortPolicy. */
public final class NaivePolicies {

    /** One rule that applies from a moment on (epoch milliseconds), whatever was done about it. */
    public record Due(AbortReason reason, String ruleId, long since, boolean dryRun, boolean bySize) {}

    private final NaiveReferences references;
    private final long glacierInactivity;

    NaivePolicies(final NaiveReferences references, final long glacierInactivity) {
        this.references = references;
        this.glacierInactivity = glacierInactivity;
    }

    /** The rules that apply at this moment. A pin keeps all of them away but the end of the container. */
    public List<Due> due(final NaiveUpload upload, final long now) {
        final List<Due> due = new ArrayList<>();
        final Container container = references.find(upload.identity());
        if (container != null && container.getDeletedAt() != null) {
            due.add(new Due(
                    AbortReason.CONTAINER_DELETED,
                    null,
                    container.getDeletedAt().toEpochMilli(),
                    false,
                    false));
        }
        if (upload.pinnedUntil <= now) {
            if (container != null) {
                lifecycle(upload, container, due);
            }
            if (upload.identity().getDialect() == Dialect.GLACIER && glacierInactivity > 0) {
                final long since = Math.max(upload.lastActivity() + glacierInactivity, upload.pinnedUntil);
                due.add(new Due(AbortReason.EXPIRED, "inactivity", since, false, false));
            }
            references.policies.stream()
                    .filter(AbortPolicy::getEnabled)
                    .filter(policy -> matches(policy, upload, container))
                    .forEach(policy -> own(policy, upload, due));
        }
        due.removeIf(rule -> rule.since() > now);
        return due;
    }

    /** Section 8: initiated time plus N days, rounded up to the next midnight UTC; the earliest date wins. */
    static LifecycleRule first(final NaiveUpload upload, final Container container) {
        LifecycleRule first = null;
        for (final LifecycleRule rule : container.getLifecycleRules()) {
            final String key = upload.identity().getKey();
            final boolean applies = rule.getEnabled() && key != null && key.startsWith(rule.getPrefix());
            if (applies && (first == null || rule.getDaysAfterInitiation() < first.getDaysAfterInitiation())) {
                first = rule;
            }
        }
        return first;
    }

    static Instant abortDate(final NaiveUpload upload, final LifecycleRule rule) {
        final OffsetDateTime exact =
                upload.created.getInitiatedAt().atOffset(ZoneOffset.UTC).plusDays(rule.getDaysAfterInitiation());
        final OffsetDateTime midnight = exact.with(LocalTime.MIDNIGHT);
        return (midnight.isEqual(exact) ? exact : midnight.plusDays(1)).toInstant();
    }

    private static void lifecycle(final NaiveUpload upload, final Container container, final List<Due> due) {
        final LifecycleRule rule = first(upload, container);
        if (rule != null) {
            final long date = abortDate(upload, rule).toEpochMilli();
            final long since = Math.max(date, upload.pinnedUntil);
            due.add(new Due(AbortReason.LIFECYCLE, rule.getId(), since, false, false));
        }
    }

    /** Age and idle time are two rules; whichever applies first counts. */
    private static void own(final AbortPolicy policy, final NaiveUpload upload, final List<Due> due) {
        final boolean bySize = policy.getMinBytes() != null || policy.getMaxBytes() != null;
        if ((policy.getMinBytes() != null && upload.bytes() < policy.getMinBytes())
                || (policy.getMaxBytes() != null && upload.bytes() > policy.getMaxBytes())) {
            return;
        }
        final long created = upload.created.getInitiatedAt().toEpochMilli();
        final long age = policy.getAgeSeconds() == null ? Long.MAX_VALUE : created + policy.getAgeSeconds() * 1000;
        final long idle = policy.getIdleSeconds() == null
                ? Long.MAX_VALUE
                : upload.lastActivity() + policy.getIdleSeconds() * 1000;
        final long since = Math.max(Math.min(age, idle), upload.pinnedUntil);
        due.add(new Due(AbortReason.LIFECYCLE, "policy/" + policy.getName(), since, policy.getDryRun(), bySize));
    }

    private static boolean matches(final AbortPolicy policy, final NaiveUpload upload, final Container container) {
        final UploadIdentity identity = upload.identity();
        final String key = identity.getKey() == null ? "" : identity.getKey();
        final String owner = container == null ? identity.getAccount() : container.getAccount();
        return (policy.getDialect() == null || policy.getDialect() == identity.getDialect())
                && (policy.getContainer() == null || policy.getContainer().equals(identity.getContainer()))
                && (policy.getOwner() == null || policy.getOwner().equals(owner))
                && key.startsWith(policy.getPrefix())
                && (policy.getInitiator() == null
                        || policy.getInitiator().equals(upload.initiatorAccount())
                        || policy.getInitiator().equals(upload.initiatorPrincipal()));
    }
}
