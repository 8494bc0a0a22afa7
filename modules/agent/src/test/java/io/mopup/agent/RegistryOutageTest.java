/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.contract.TopicNames;
import io.mopup.embedded.EmbeddedRegistry;
import io.mopup.embedded.RegistryOptions;
import io.mopup.events.AbortRoundReport;
import io.mopup.events.PartDeleted;
import io.mopup.storage.PartStorage;
import io.mopup.storage.filesystem.FileSystemOptions;
import io.mopup.storage.filesystem.FileSystemPartStorage;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real registry behind a line that can be cut: at the start, and in the middle. */
class RegistryOutageTest {
    @TempDir
    Path directory;

    @Test
    void shouldWaitAndLoseNothingWhenTheRegistryIsDown() throws Exception {
        FileSystemPartStorage.format(directory.resolve("store"));
        final PartStorage storage = FileSystemPartStorage.open(directory.resolve("store"), FileSystemOptions.DEFAULT);
        final TopicNames topics = new TopicNames(UUID.randomUUID() + ".");
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(RegistryOptions.in(directory.resolve("registry")))) {
            TestBroker.bootstrapServers();
            registry.awaitReady(EmbeddedRegistry.START_LIMIT);
            Installation.register(registry.url(), topics).close();
            try (CuttableLine line = new CuttableLine(URI.create(registry.url()).getPort());
                    Installation installation = Installation.with(topics.prefix(), registry.url())) {
                final String url = registry.url().replaceFirst(":\\d+/", ":" + line.port() + "/");
                // Without the own retries of the registry's client, so that it is the agent who waits.
                final AgentConfig config = installation.config(Map.of("schema.registry.url", url, "max.retries", 0));
                try (StorageAgent agent = new StorageAgent(config, storage)) {
                    line.cut();
                    final Thread starting = new Thread(agent::start);
                    starting.start();
                    Awaitility.await().atMost(Installation.LIMIT).until(() -> line.refused() >= 5);
                    assertThat(starting.isAlive()).isTrue();
                    assertThat(agent.healthy()).isFalse();
                    line.mend();
                    starting.join();

                    installation.publish(Work.stored(storage, Work.upload("u1"), 1));
                    assertThat(installation.awaitReports(1)).singleElement().isInstanceOf(PartDeleted.class);

                    line.cut();
                    final int refused = line.refused();
                    installation.publish(Work.round(Work.upload("u1"), 1));
                    Awaitility.await().atMost(Installation.LIMIT).until(() -> line.refused() >= refused + 5);
                    // Its schema is known already, so it does not wait behind the other one.
                    installation.publish(Work.stored(storage, Work.upload("u2"), 2));
                    line.mend();

                    assertThat(installation.awaitReports(3))
                            .filteredOn(AbortRoundReport.class::isInstance)
                            .hasSize(1);
                    assertThat(installation.awaitDeadLetters(0)).isEmpty();
                    assertThat(agent.healthy()).isTrue();
                }
            }
        }
    }
}
