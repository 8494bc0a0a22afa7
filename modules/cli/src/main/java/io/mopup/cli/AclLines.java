/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mopup.contract.AclRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.utils.SecurityUtils;

/** ACLs as text for people, JSON for machines, and commands for Kafka's own tool. */
final class AclLines {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+:./-]+");

    private AclLines() {}

    /** One line for people. */
    static String text(final AclRule rule) {
        return rule.operation() + " " + rule.type() + " " + rule.name()
                + (rule.pattern() == PatternType.PREFIXED ? "*" : "");
    }

    /** The same for what is on the cluster, which may allow or deny and be for one host. */
    static String text(final AclBinding binding) {
        return binding.entry().permissionType() + " "
                + text(new AclRule(
                        binding.pattern().resourceType(),
                        binding.pattern().name(),
                        binding.pattern().patternType(),
                        binding.entry().operation()))
                + " from host " + binding.entry().host();
    }

    static ObjectNode json(final AclRule rule) {
        return Json.object()
                .put("resourceType", rule.type().name())
                .put("name", rule.name())
                .put("patternType", rule.pattern().name())
                .put("operation", rule.operation().name());
    }

    /** The commands that grant these rules: one for each resource. */
    static List<String> commands(final List<AclRule> rules, final String principal, final String bootstrapServers) {
        return rules.stream()
                .collect(Collectors.groupingBy(
                        rule -> new AclRule(rule.type(), rule.name(), rule.pattern(), AclOperation.ANY),
                        LinkedHashMap::new,
                        Collectors.mapping(AclRule::operation, Collectors.toList())))
                .entrySet()
                .stream()
                .map(entry -> command(entry, principal, bootstrapServers))
                .toList();
    }

    private static String command(
            final Map.Entry<AclRule, List<AclOperation>> granted,
            final String principal,
            final String bootstrapServers) {
        final AclRule resource = granted.getKey();
        return "kafka-acls.sh --bootstrap-server " + quoted(bootstrapServers) + " --command-config admin.properties"
                + " --add --allow-principal " + quoted(principal)
                + granted.getValue().stream()
                        .map(operation -> " --operation " + SecurityUtils.operationName(operation))
                        .collect(Collectors.joining())
                + option(resource)
                + (resource.pattern() == PatternType.PREFIXED ? " --resource-pattern-type prefixed" : "");
    }

    private static String option(final AclRule resource) {
        return resource.type() == ResourceType.CLUSTER
                ? " --cluster"
                : " --" + resource.type().name().toLowerCase(Locale.ROOT).replace('_', '-') + " "
                        + quoted(resource.name());
    }

    private static String quoted(final String text) {
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
