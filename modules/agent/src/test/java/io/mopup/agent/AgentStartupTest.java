/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mopup.contract.MopupTopic;
import io.mopup.contract.RecordSerdes;
import io.mopup.storage.PartStorage;
import io.mopup.storage.filesystem.FileSystemOptions;
import io.mopup.storage.filesystem.FileSystemPartStorage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentStartupTest {
    @TempDir
    Path root;

    private Installation installation;
    private PartStorage storage;

    @BeforeEach
    void prepare() throws Exception {
        installation = Installation.create();
        FileSystemPartStorage.format(root);
        storage = FileSystemPartStorage.open(root, FileSystemOptions.DEFAULT);
    }

    @AfterEach
    void close() {
        installation.close();
    }

    @Test
    void shouldSetTheGroupUpWhenNobodyHas() throws Exception {
        try (StorageAgent agent = new StorageAgent(installation.config(Map.of()), storage)) {
            agent.start();

            try (Admin admin = installation.admin()) {
                final ConfigResource group = new ConfigResource(ConfigResource.Type.GROUP, installation.group());
                final Config config =
                        admin.describeConfigs(List.of(group)).all().get().get(group);
                assertThat(config.get("share.isolation.level").value()).isEqualTo("read_committed");
                assertThat(config.get("share.auto.offset.reset").value()).isEqualTo("earliest");
            }
        }
    }

    @Test
    void shouldRefuseToStartWhenTheGroupIsSetUpOtherwise() throws Exception {
        installation.setGroup("share.isolation.level", "read_uncommitted");

        assertStartFails(
                Map.of(), "share.isolation.level=read_uncommitted", "kafka-configs.sh", "aborted transactions");
    }

    @Test
    void shouldSayWhatToDoWhenTopicsAreMissing() throws Exception {
        try (Admin admin = installation.admin()) {
            final String topic = installation.topics().of(MopupTopic.ABORT_ROUNDS);
            admin.deleteTopics(List.of(topic)).all().get();
            await().until(() -> !admin.listTopics().names().get().contains(topic));

            assertStartFails(Map.of(), topic, "mopup topics apply");
        }
    }

    @Test
    void shouldSayWhatToDoWhenSchemasAreNotRegistered() {
        assertStartFails(
                Map.of(RecordSerdes.REGISTRY_URL_CONFIG, "mock://empty"), "AbortRoundReport", "mopup schemas register");
    }

    @Test
    void shouldGiveUpWhenNoBrokerAnswers() {
        assertStartFails(
                Map.of(
                        "bootstrap.servers",
                        "127.0.0.1:1",
                        "default.api.timeout.ms",
                        300,
                        "request.timeout.ms",
                        200,
                        AgentConfig.STARTUP_TIMEOUT_MS_CONFIG,
                        500),
                "No broker answers");
    }

    private void assertStartFails(final Map<String, ?> config, final String... reasons) {
        try (StorageAgent agent = new StorageAgent(installation.config(config), storage)) {
            assertThatThrownBy(agent::start)
                    .isInstanceOf(AgentStartupException.class)
                    .message()
                    .contains(reasons);
            assertThat(agent.healthy()).isFalse();
        }
    }
}
