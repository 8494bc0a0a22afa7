/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.broker;

import static io.mopup.processor.internal.TestRecords.created;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mopup.admin.AdminConfig;
import io.mopup.admin.Health;
import io.mopup.contract.RecordSerdes;
import io.mopup.contract.query.ProcessorStatus;
import io.mopup.contract.query.ProcessorStatus.WorkerThread;
import io.mopup.processor.MopupProcessor;
import io.mopup.processor.TopologyNames;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What probes and people see of two instances. */
class HealthOnBrokerTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Map<String, String> SETTINGS =
            Map.of(AdminConfig.LISTENER_CONFIG, "127.0.0.1:0", "num.standby.replicas", "1");

    @TempDir
    Path directory;

    @Test
    void shouldShowTasksAndStandbysWhenTwoInstancesRun() throws Exception {
        try (Installation installation = Installation.create();
                MopupProcessor one = processor(installation, "one");
                MopupProcessor two = processor(installation, "two")) {
            one.start();
            two.start();
            assertThat(one.awaitRunning(LIMIT)).isTrue();
            assertThat(two.awaitRunning(LIMIT)).isTrue();
            List.of("u1", "u2", "u3", "u4").forEach(upload -> installation.publish(created(upload)));

            await().atMost(LIMIT).untilAsserted(() -> {
                final List<ProcessorStatus> both = List.of(status(one), status(two));
                assertThat(both).extracting(ProcessorStatus::state).containsOnly("RUNNING");
                assertThat(tasks(both, WorkerThread::activeTasks)).containsAll(partitions());
                assertThat(tasks(both, WorkerThread::standbyTasks)).containsAll(partitions());
                assertThat(both).allSatisfy(status -> assertThat(status.lags())
                        .filteredOn(lag -> lag.store().equals(TopologyNames.UPLOADS_STORE))
                        .hasSize(Installation.PARTITIONS)
                        .allMatch(lag -> lag.lag() <= 1));
                assertThat(both).flatExtracting(ProcessorStatus::lags).anyMatch(lag -> lag.position() > 0);
            });
            assertThat(AdminPort.get(one, Health.LIVE).statusCode()).isEqualTo(200);
            assertThat(AdminPort.get(one, Health.READY).statusCode()).isEqualTo(200);
            assertThat(AdminPort.text(AdminPort.get(one, "/topology"))).contains("Sub-topology", TopologyNames.FOLD);
            assertThat(AdminPort.get(one, "/nothing").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void shouldBeLiveButNotReadyWhenItWaitsForItsRegistry() throws Exception {
        try (Installation installation = Installation.create();
                MopupProcessor processor = processor(
                        installation, "one", Map.of(RecordSerdes.REGISTRY_URL_CONFIG, "http://127.0.0.1:1"))) {
            final CompletableFuture<Void> start = CompletableFuture.runAsync(processor::start);

            await().atMost(LIMIT).until(() -> processor.adminAddress().isPresent());
            assertThat(AdminPort.get(processor, Health.LIVE).statusCode()).isEqualTo(200);
            assertThat(AdminPort.get(processor, Health.READY).statusCode()).isEqualTo(503);
            assertThat(status(processor).state()).isEqualTo("STARTING");
            assertThat(start).isNotDone();
        }
    }

    private MopupProcessor processor(final Installation installation, final String name) {
        return processor(installation, name, Map.of());
    }

    private MopupProcessor processor(
            final Installation installation, final String name, final Map<String, String> changes) {
        final Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.putAll(changes);
        return new MopupProcessor(installation.config(directory.resolve(name), settings));
    }

    private ProcessorStatus status(final MopupProcessor processor) throws IOException, InterruptedException {
        return AdminPort.get(processor, Health.STATUS, ProcessorStatus.class);
    }

    private static Set<String> tasks(
            final List<ProcessorStatus> instances, final Function<WorkerThread, List<String>> which) {
        return instances.stream()
                .flatMap(status -> status.threads().stream())
                .flatMap(thread -> which.apply(thread).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> partitions() {
        return IntStream.range(0, Installation.PARTITIONS)
                .mapToObj(partition -> "0_" + partition)
                .toList();
    }
}
