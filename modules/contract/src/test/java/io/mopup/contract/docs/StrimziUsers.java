/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract.docs;

import io.mopup.contract.AclCatalogue;
import io.mopup.contract.AclNames;
import io.mopup.contract.AclRole;
import io.mopup.contract.AclRule;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** {@code deploy/strimzi/users.yaml}: a user for each role, with the ACLs of the catalogue. */
final class StrimziUsers {
    private static final String HEAD = """
            # SPDX-License-Identifier: Apache-2.0
            # A user for each role, with the least that it needs, for the user operator of Strimzi. Take those that you need, and
            # replace my-cluster by the name of your Kafka resource.
            # Generated from io.mopup.contract.AclCatalogue; a test fails when this file is stale.
            """;
    private static final String USER = """
            ---
            # %s
            apiVersion: kafka.strimzi.io/v1
            kind: KafkaUser
            metadata:
              name: mopup-%s
              labels:
                strimzi.io/cluster: my-cluster
            spec:
              authentication:
                type: scram-sha-512
              authorization:
                type: simple
                acls:
            %s
            """;

    private StrimziUsers() {}

    static String render() {
        return Arrays.stream(AclRole.values())
                .map(role -> USER.formatted(role.purpose(), role.label(), acls(role)))
                .collect(Collectors.joining("", HEAD, ""));
    }

    /** One entry for each resource, with all that is allowed there. */
    private static String acls(final AclRole role) {
        final Map<ResourcePattern, List<AclRule>> resources = AclCatalogue.of(role, AclNames.DEFAULT).stream()
                .collect(Collectors.groupingBy(
                        rule -> new ResourcePattern(rule.type(), rule.name(), rule.pattern()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        return resources.entrySet().stream()
                .map(entry -> resource(entry.getKey())
                        + "        operations: ["
                        + entry.getValue().stream()
                                .map(rule -> operation(rule.operation()))
                                .collect(Collectors.joining(", "))
                        + "]")
                .collect(Collectors.joining("\n"));
    }

    private static String resource(final ResourcePattern resource) {
        // There is one cluster, and Strimzi does not name it.
        return resource.resourceType() == ResourceType.CLUSTER
                ? "      - resource:\n          type: cluster\n"
                : """
                              - resource:
                                  type: %s
                                  name: %s
                                  patternType: %s
                        """.formatted(type(resource.resourceType()), resource.name(), pattern(resource.patternType()));
    }

    private static String type(final ResourceType type) {
        return type == ResourceType.TRANSACTIONAL_ID
                ? "transactionalId"
                : type.name().toLowerCase(Locale.ROOT);
    }

    private static String pattern(final PatternType pattern) {
        return pattern == PatternType.PREFIXED ? "prefix" : "literal";
    }

    /** {@code DESCRIBE_CONFIGS} is {@code DescribeConfigs}. */
    private static String operation(final AclOperation operation) {
        return Arrays.stream(operation.name().split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }
}
