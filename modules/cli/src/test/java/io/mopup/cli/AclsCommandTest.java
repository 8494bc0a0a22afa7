/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mopup.agent.AgentConfig;
import io.mopup.cli.security.SecuredBroker;
import io.mopup.contract.AclCatalogue;
import io.mopup.contract.AclNames;
import io.mopup.contract.AclRole;
import io.mopup.gateway.GatewayConfig;
import io.mopup.processor.ProcessorConfig;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AclsCommandTest {
    @TempDir
    Path directory;

    @Test
    void shouldPrintOneLineForEachRuleAndAskNoBroker() {
        final Run run = Run.mopup("acls", "print", "--role", "agent", "--bootstrap-server", "127.0.0.1:1");

        assertThat(run.exitCode()).isZero();
        assertThat(run.lines())
                .containsExactly(
                        "READ TOPIC mopup.part-deletions",
                        "READ TOPIC mopup.abort-rounds",
                        "WRITE TOPIC mopup.storage-reports",
                        "WRITE TOPIC mopup.dead-letters",
                        "READ GROUP mopup-agent",
                        "ALTER_CONFIGS GROUP mopup-agent");
    }

    @ParameterizedTest
    @EnumSource
    void shouldPrintEveryRuleAsJson(final AclRole role) throws Exception {
        final Run run = Run.mopup("acls", "print", "--role", role.label(), "--principal", "User:CN=a, O=b", "--json");

        final JsonNode printed = new ObjectMapper().readTree(run.out());
        assertThat(printed.get("principal").asText()).isEqualTo("User:CN=a, O=b");
        assertThat(printed.get("acls")).hasSameSizeAs(AclCatalogue.of(role, AclNames.DEFAULT));
        assertThat(printed.get("acls").get(0).fieldNames())
                .toIterable()
                .containsExactly("resourceType", "name", "patternType", "operation");
    }

    @Test
    void shouldUseTheNamesThatAreConfigured() throws IOException {
        final Path file = properties(Map.of(
                "application.id", "eu-processor",
                "mopup.agent.group.id", "eu-agent",
                "mopup.topic.prefix", "eu."));

        final Run run = Run.mopup("acls", "print", "--role", "processor,agent", "--command-config", file.toString());

        assertThat(run.lines())
                .contains("READ TOPIC eu.commands", "CREATE TOPIC eu-processor-*", "READ GROUP eu-agent")
                .noneMatch(line -> line.contains("mopup"));
    }

    @Test
    void shouldKnowTheNamesThatTheProcessesHaveByDefault() {
        final Map<String, Object> minimal =
                Map.of("bootstrap.servers", "127.0.0.1:1", "schema.registry.url", "mock://acls");

        assertThat(AclNames.DEFAULT.applicationId()).isEqualTo(ProcessorConfig.APPLICATION_ID_DEFAULT);
        assertThat(AclNames.DEFAULT.agentGroup()).isEqualTo(new AgentConfig(minimal).groupId());
        assertThat(AclNames.DEFAULT.gatewayGroup())
                .isEqualTo(new GatewayConfig(Map.of()).getString(GatewayConfig.ASSEMBLY_GROUP_CONFIG));
    }

    @Test
    void shouldPrintOneCommandOfKafkasToolForEachResource() {
        final Run run =
                Run.mopup("acls", "print", "--role", "processor", "--kafka-acls", "--principal", "User:CN=it's, O=b");

        assertThat(run.lines())
                .contains("kafka-acls.sh --bootstrap-server 127.0.0.1:9092 --command-config admin.properties"
                        + " --add --allow-principal 'User:CN=it'\\''s, O=b'"
                        + " --operation Read --operation Write --operation Create"
                        + " --topic mopup-processor- --resource-pattern-type prefixed")
                .anyMatch(line -> line.endsWith(
                        "--operation Write --transactional-id mopup-processor- --resource-pattern-type prefixed"))
                .anyMatch(line -> line.endsWith("--operation Read --group mopup-processor"));
        assertThat(Run.mopup("acls", "print", "--role", "acl-admin", "--kafka-acls")
                        .lines())
                .singleElement()
                .asString()
                .endsWith("--operation Alter --cluster");
    }

    @Test
    void shouldExitWithTwoWhenThereIsNoSuchRole() {
        final Run run = Run.mopup("acls", "print", "--role", "king");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("'king' is none of processor, agent, gateway");
    }

    @Test
    void shouldExitWithTwoWhenAskedToDoItAndNotTo() {
        assertThat(Run.mopup("acls", "apply", "--role", "agent", "--dry-run", "--execute")
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void shouldSayThatThereIsNoAuthorizerWhenTheClusterHasNone() {
        final Run run = new Installation().run("acls", "apply", "--role", "agent");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("The cluster has no authorizer").hasLineCount(1);
    }

    @Test
    void shouldGrantWhatIsMissingAndNameWhatIsSuperfluousWhenExecuted() throws Exception {
        try (SecuredBroker broker = SecuredBroker.start(directory.resolve("kafka"))) {
            broker.create("aclmaker");
            broker.grantExactly("aclmaker", AclCatalogue.of(AclRole.ACL_ADMIN, AclNames.DEFAULT));
            final String config = properties(broker.user("aclmaker")).toString();
            final String[] apply = {"acls", "apply", "--role", "agent", "--command-config", config};

            final Run dry = Run.mopup(apply);
            final Run done = Run.mopup(with(apply, "--execute"));
            final Run again = Run.mopup(with(apply, "--dry-run"));
            final Run other = Run.mopup(
                    "acls", "apply", "--role", "client", "--principal", "User:mopup-agent", "--command-config", config);

            assertThat(dry.lines())
                    .hasSize(7)
                    .contains("would grant  READ TOPIC mopup.part-deletions")
                    .endsWith("Nothing was changed. Grant with --execute.");
            assertThat(done.exitCode()).as(done.err()).isZero();
            assertThat(done.lines()).hasSize(6).allMatch(line -> line.startsWith("granted      "));
            assertThat(again.lines()).containsExactly("User:mopup-agent has all it needs.");
            assertThat(other.lines())
                    .contains(
                            "would grant  WRITE TOPIC mopup.commands",
                            "superfluous  ALLOW WRITE TOPIC mopup.storage-reports from host *")
                    .filteredOn(line -> line.startsWith("superfluous"))
                    .hasSize(6);
        }
    }

    private static String[] with(final String[] arguments, final String last) {
        return Stream.concat(List.of(arguments).stream(), Stream.of(last)).toArray(String[]::new);
    }

    private Path properties(final Map<String, ?> values) throws IOException {
        final Properties properties = new Properties();
        properties.putAll(
                values.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue()
                        .toString())));
        final Path file = Files.createTempFile(directory, "command", ".properties");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            properties.store(out, null);
        }
        return file;
    }
}
