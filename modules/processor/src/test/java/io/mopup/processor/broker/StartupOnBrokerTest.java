/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mopup.contract.MopupTopic;
import io.mopup.embedded.testing.SharedStack;
import io.mopup.processor.MopupProcessor;
import io.mopup.processor.StartupException;
import io.mopup.processor.internal.TopicShapes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartupOnBrokerTest {
    @TempDir
    Path directory;

    @Test
    void shouldNotStartWhenTheInputsDifferInTheirPartitions() throws Exception {
        try (Installation installation = Installation.create();
                Admin admin = admin()) {
            final String commands = installation.name(MopupTopic.COMMANDS);
            admin.createPartitions(Map.of(commands, NewPartitions.increaseTo(5)))
                    .all()
                    .get();
            // The brokers that clients ask hear of it a moment after the controller.
            await().until(() ->
                    TopicShapes.lookUp(admin, installation.topics()).inputPartitions(installation.topics()) == 5);

            assertStartFails(installation, commands + "=5");
        }
    }

    @Test
    void shouldNotStartWhenAnOutputIsMissing() throws Exception {
        try (Installation installation = Installation.create();
                Admin admin = admin()) {
            final String results = installation.name(MopupTopic.RESULTS);
            admin.deleteTopics(List.of(results)).all().get();
            await().until(() -> !TopicShapes.lookUp(admin, installation.topics())
                    .partitions()
                    .containsKey(results));

            assertStartFails(installation, "Topics are missing: " + results);
        }
    }

    private void assertStartFails(final Installation installation, final String message) {
        try (MopupProcessor processor = new MopupProcessor(installation.config(directory, Map.of()))) {
            assertThatThrownBy(processor::start)
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining(message);
            assertThat(processor.state()).isEqualTo(State.CREATED);
        }
    }

    private static Admin admin() {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, SharedStack.bootstrapServers()));
    }
}
