/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.mopup.contract.MopupTopic;
import io.mopup.embedded.testing.SharedStack;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SchemasRegisterCommandTest {
    private final Installation installation = new Installation();

    @Test
    void shouldRegisterNothingWhenItIsADryRun() {
        final Run first = installation.run("schemas", "register", "--dry-run");
        assertThat(first.exitCode()).isZero();
        assertThat(first.lines()).hasSize((int) records()).allMatch(line -> line.startsWith("would add"));
        assertThat(installation.run("schemas", "register", "--dry-run").out()).isEqualTo(first.out());
    }

    @Test
    void shouldChangeNothingWhenItIsDoneAgain() {
        assertThat(installation.run("schemas", "register").lines()).allMatch(line -> line.startsWith("added"));
        final Run again = installation.run("schemas", "register");
        assertThat(again.exitCode()).isZero();
        assertThat(again.lines()).hasSize((int) records()).allMatch(line -> line.startsWith("unchanged"));
    }

    @Test
    void shouldChangeNothingAndSayWhatIsMissingWhenItIsChecked() {
        final Run before = installation.run("schemas", "check");
        assertThat(before.exitCode()).isEqualTo(1);
        assertThat(before.lines()).hasSize((int) records()).allMatch(line -> line.startsWith("missing"));
        assertThat(installation.run("schemas", "check").out()).isEqualTo(before.out());

        installation.run("schemas", "register");
        final Run after = installation.run("schemas", "check");
        assertThat(after.exitCode()).isZero();
        assertThat(after.lines()).allMatch(line -> line.startsWith("ok"));
    }

    @Test
    void shouldRegisterOneCompatibleSubjectPerRecordWhenDone() throws Exception {
        installation.run("schemas", "register");
        final String subject = subject();
        try (SchemaRegistryClient registry = new CachedSchemaRegistryClient(SharedStack.registryUrl(), 10)) {
            assertThat(registry.getCompatibility(subject)).isEqualTo("BACKWARD_TRANSITIVE");
            // Other languages would otherwise get a schema with properties that only Java knows.
            assertThat(registry.getLatestSchemaMetadata(subject).getSchema()).doesNotContain("avro.java.string");
        }
    }

    @Test
    void shouldRegisterNothingWhenOneIsIncompatible() throws Exception {
        try (SchemaRegistryClient registry = new CachedSchemaRegistryClient(SharedStack.registryUrl(), 10)) {
            registry.register(
                    subject(),
                    new AvroSchema(
                            "{\"type\":\"record\",\"name\":\"AbortMultipartUpload\",\"namespace\":\"io.mopup.events\","
                                    + "\"fields\":[{\"name\":\"commandId\",\"type\":\"int\"}]}"));
            registry.updateCompatibility(subject(), "BACKWARD_TRANSITIVE");
        }
        final Run dryRun = installation.run("schemas", "register", "--dry-run");
        assertThat(dryRun.exitCode()).isEqualTo(1);
        assertThat(dryRun.out()).contains("refused       " + subject());
        final Run register = installation.run("schemas", "register");
        assertThat(register.exitCode()).isEqualTo(1);
        assertThat(register.err())
                .contains("Nothing was registered")
                .contains(subject())
                .hasLineCount(1);
        assertThat(installation.run("schemas", "register", "--dry-run").out()).isEqualTo(dryRun.out());
    }

    @Test
    void shouldPrintOneObjectWhenAskedForJson() {
        assertThat(installation
                        .run("schemas", "register", "--dry-run", "--json")
                        .lines())
                .singleElement()
                .asString()
                .contains("{\"subject\":\"" + subject() + "\",\"found\":\"NEW\"}");
    }

    @Test
    void shouldSayWhatToCheckWhenTheRegistryDoesNotAnswer() {
        final Run run = Run.mopup("schemas", "register", "--registry-url", "http://127.0.0.1:1");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains("registry does not answer at http://127.0.0.1:1")
                .hasLineCount(1);
    }

    private String subject() {
        return installation.topics().of(MopupTopic.COMMANDS) + "-io.mopup.events.AbortMultipartUpload";
    }

    private static long records() {
        return Stream.of(MopupTopic.values())
                .mapToLong(topic -> topic.records().size())
                .sum();
    }
}
