/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.client.admin;

import static io.mopup.client.admin.ClusterAnswers.get;

import io.mopup.client.MopupClientException;
import io.mopup.contract.AclRule;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.apache.kafka.common.resource.ResourcePatternFilter;

/** Compares what a principal may do with what it needs, and grants what is missing. Takes nothing away. */
public final class AclAdmin {
    private static final Duration PROPAGATION = Duration.ofSeconds(30);
    private static final Duration PROPAGATION_POLL = Duration.ofMillis(50);

    private final Admin admin;

    public AclAdmin(final Admin admin) {
        this.admin = admin;
    }

    /**
     * What is different. Only entries of exactly this principal count, not those of {@code User:*} or of its groups.
     *
     * @param principal such as {@code User:mopup-agent}
     * @throws MopupClientException if the cluster has no authorizer, or does not let this client look
     */
    public AclDifference compare(final String principal, final Collection<AclRule> needed) {
        final Set<AclBinding> wanted =
                needed.stream().map(rule -> rule.binding(principal)).collect(Collectors.toSet());
        final Collection<AclBinding> found = found(principal);
        return new AclDifference(
                needed.stream()
                        .filter(rule -> !found.contains(rule.binding(principal)))
                        .toList(),
                found.stream()
                        .filter(binding -> !wanted.contains(binding))
                        .sorted(Comparator.comparing(AclBinding::toString))
                        .toList());
    }

    /**
     * Grants what is missing, and returns when the brokers know it.
     *
     * @return what was different before
     */
    public AclDifference apply(final String principal, final Collection<AclRule> needed) {
        final AclDifference before = compare(principal, needed);
        get(admin.createAcls(before.missing().stream()
                        .map(rule -> rule.binding(principal))
                        .toList())
                .all());
        awaitGranted(principal, needed);
        return before;
    }

    /** The controller has decided; the brokers hear of it some milliseconds later. */
    private void awaitGranted(final String principal, final Collection<AclRule> needed) {
        final long deadline = System.nanoTime() + PROPAGATION.toNanos();
        while (!compare(principal, needed).missing().isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new MopupClientException(
                        "The brokers have not taken the ACLs over within " + PROPAGATION.toSeconds() + " s.");
            }
            LockSupport.parkNanos(PROPAGATION_POLL.toNanos());
        }
    }

    private Collection<AclBinding> found(final String principal) {
        try {
            return Set.copyOf(get(admin.describeAcls(new AclBindingFilter(
                            ResourcePatternFilter.ANY,
                            new AccessControlEntryFilter(principal, null, AclOperation.ANY, AclPermissionType.ANY)))
                    .values()));
        } catch (final MopupClientException e) {
            if (e.getCause() instanceof SecurityDisabledException) {
                throw new MopupClientException(
                        "The cluster has no authorizer: everybody may do everything. Set authorizer.class.name of brokers"
                                + " and controllers first.",
                        e);
            }
            throw e;
        }
    }
}
