/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.events.PartDeleted;
import io.mopup.events.PartDeletion;
import io.mopup.storage.PartStorage;
import io.mopup.storage.filesystem.FileSystemOptions;
import io.mopup.storage.filesystem.FileSystemPartStorage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The agent's process dies after it deleted and before it reported. */
@Tag("long")
class KilledAgentTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"share", "classic"})
    void shouldReportWhatADeadAgentHadDeleted(final String protocol) throws Exception {
        final Path root = directory.resolve("store");
        FileSystemPartStorage.format(root);
        final PartStorage storage = FileSystemPartStorage.open(root, FileSystemOptions.DEFAULT);
        final PartDeletion deletion = Work.stored(storage, Work.upload("u1"), 1);
        final PartDeletion other = Work.stored(storage, Work.upload("u2"), 2);

        try (Installation installation = Installation.create()) {
            // Both have to pass before another agent gets the record: its lock, and the dead member's partitions.
            installation.setGroup("share.record.lock.duration.ms", "1000");
            installation.setGroup("share.session.timeout.ms", "1500");
            final Map<String, Object> config = new HashMap<>();
            config.put(AgentConfig.GROUP_PROTOCOL_CONFIG, protocol);
            if (protocol.equals("classic")) {
                config.put("consumer.session.timeout.ms", "1500");
                config.put("consumer.heartbeat.interval.ms", "500");
            }
            installation.publish(deletion);
            assertThat(dyingAgent(installation.config(config), root)).isEqualTo(DyingAgent.EXIT_CODE);
            assertThat(root.resolve(deletion.getLocator())).doesNotExist();
            installation.publish(other);

            try (StorageAgent agent = new StorageAgent(installation.config(config), storage)) {
                agent.start();
                final List<PartDeleted> reports = installation.awaitReports(2).stream()
                        .map(PartDeleted.class::cast)
                        .toList();

                assertThat(reports)
                        .filteredOn(report -> report.getPartNumber() == 1)
                        .singleElement()
                        .satisfies(report -> {
                            assertThat(report.getFound()).isFalse();
                            assertThat(report.getBytesFreed()).isZero();
                        });
                assertThat(reports)
                        .filteredOn(report -> report.getPartNumber() == 2)
                        .singleElement()
                        .satisfies(report -> assertThat(report.getFound()).isTrue());
            }
        }
    }

    private int dyingAgent(final AgentConfig config, final Path root) throws Exception {
        final Path file = directory.resolve("agent.properties");
        Files.writeString(
                file,
                config.originals().entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining("\n")));
        final Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DyingAgent.class.getName(),
                        file.toString(),
                        root.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("agent.log").toFile())
                .start();
        if (!process.waitFor(Installation.LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(5, TimeUnit.SECONDS))
                .as(Files.readString(directory.resolve("agent.log")))
                .isTrue();
        return process.exitValue();
    }
}
