/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract;

import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * One thing that somebody may do.
 *
 * @param type of the resource
 * @param name of the resource, or what its name begins with
 * @param pattern {@code LITERAL} or {@code PREFIXED}
 * @param operation what is allowed, from every host
 */
public record AclRule(ResourceType type, String name, PatternType pattern, AclOperation operation) {
    /** What Kafka calls the one resource of type {@code CLUSTER}. */
    private static final String CLUSTER = "kafka-cluster";

    private static final String ANY_HOST = "*";

    static AclRule literal(final ResourceType type, final String name, final AclOperation operation) {
        return new AclRule(type, name, PatternType.LITERAL, operation);
    }

    static AclRule prefixed(final ResourceType type, final String name, final AclOperation operation) {
        return new AclRule(type, name, PatternType.PREFIXED, operation);
    }

    static AclRule cluster(final AclOperation operation) {
        return literal(ResourceType.CLUSTER, CLUSTER, operation);
    }

    /**
     * The same for the API of Kafka.
     *
     * @param principal such as {@code User:mopup-agent}
     */
    public AclBinding binding(final String principal) {
        return new AclBinding(
                new ResourcePattern(type, name, pattern),
                new AccessControlEntry(principal, ANY_HOST, operation, AclPermissionType.ALLOW));
    }
}
