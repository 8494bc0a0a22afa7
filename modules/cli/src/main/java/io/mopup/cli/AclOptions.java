/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import io.mopup.agent.AgentConfig;
import io.mopup.client.ClientConfig;
import io.mopup.contract.AclCatalogue;
import io.mopup.contract.AclNames;
import io.mopup.contract.AclRole;
import io.mopup.contract.AclRule;
import io.mopup.contract.TopicNames;
import io.mopup.gateway.GatewayConfig;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which role, for whom, in which installation. */
final class AclOptions {
    @Mixin
    private ConnectionOptions connection;

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            required = true,
            split = ",",
            converter = RoleConverter.class,
            completionCandidates = RoleLabels.class,
            description = {
                "What the principal does: ${COMPLETION-CANDIDATES}.",
                "Several separated by commas for a principal that does several things."
            })
    private List<AclRole> roles;

    @Option(
            names = "--principal",
            paramLabel = "PRINCIPAL",
            description = "Who, as the brokers see it, such as User:alice. Default: User:mopup- and the first role.")
    private String principal;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    /** Reads {@link AclRole#label()}. */
    static final class RoleConverter implements ITypeConverter<AclRole> {
        @Override
        public AclRole convert(final String value) {
            return AclRole.ofLabel(value)
                    .orElseThrow(() -> new TypeConversionException(
                            "'" + value + "' is none of " + String.join(", ", new RoleLabels())));
        }
    }

    /** Names the roles for help and completion. */
    static final class RoleLabels implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(AclRole.values()).map(AclRole::label).iterator();
        }
    }

    boolean isJson() {
        return json;
    }

    String principal() {
        return principal == null ? "User:mopup-" + roles.get(0).label() : principal;
    }

    ClientConfig client() {
        return connection.client();
    }

    /** What the roles need, by the names that are configured. */
    List<AclRule> rules() {
        final AclNames names = names(connection.properties());
        return roles.stream()
                .flatMap(role -> AclCatalogue.of(role, names).stream())
                .distinct()
                .toList();
    }

    private static AclNames names(final Map<String, Object> properties) {
        return new AclNames(
                new TopicNames(text(
                        properties,
                        TopicNames.TOPIC_PREFIX_CONFIG,
                        AclNames.DEFAULT.topics().prefix())),
                text(properties, StreamsConfig.APPLICATION_ID_CONFIG, AclNames.DEFAULT.applicationId()),
                text(properties, AgentConfig.GROUP_ID_CONFIG, AclNames.DEFAULT.agentGroup()),
                text(properties, GatewayConfig.ASSEMBLY_GROUP_CONFIG, AclNames.DEFAULT.gatewayGroup()));
    }

    private static String text(final Map<String, Object> properties, final String key, final String otherwise) {
        return properties.getOrDefault(key, otherwise).toString();
    }
}
