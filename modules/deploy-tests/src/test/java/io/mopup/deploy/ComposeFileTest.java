/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.mopup.cli.CommandCheck;
import io.mopup.contract.SourceTree;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.server.config.AbstractKafkaConfig;
import org.junit.jupiter.api.Test;

/** There is no container engine in the build, so what can be known of {@code docker/compose.yaml} without one is checked. */
class ComposeFileTest {
    private static final Path FOLDER = SourceTree.ROOT.resolve("docker");
    /** Of the image of the broker, not of the broker. */
    private static final Set<String> OF_THE_IMAGE = Set.of("KAFKA_HEAP_OPTS");

    /** Of a service, as far as they are used; an unknown one stops docker compose. */
    private static final Set<String> KEYS = Set.of(
            "image",
            "build",
            "command",
            "environment",
            "volumes",
            "ports",
            "depends_on",
            "healthcheck",
            "restart",
            "deploy",
            "stop_grace_period",
            "read_only",
            "tmpfs",
            "cap_drop",
            "security_opt");

    private final Compose compose = Compose.read(FOLDER.resolve("compose.yaml"));

    @Test
    void shouldUseOnlyKeysThatComposeHas() {
        assertThat(compose.services())
                .allSatisfy(
                        (name, service) -> assertThat(service.fields().keySet()).isSubsetOf(KEYS));
    }

    @Test
    void shouldRunOnlyWhatMopupTakes() {
        assertThat(compose.ofImage("mopup"))
                .hasSize(8)
                .allSatisfy((name, service) -> CommandCheck.assertTakes(service.command(), service.environment()));
    }

    @Test
    void shouldSetOnlyKeysThatABrokerHas() {
        final Set<String> known = AbstractKafkaConfig.CONFIG_DEF.names();
        assertThat(compose.ofImage("apache/kafka")).hasSize(3).allSatisfy((name, service) -> assertThat(
                        service.environment().keySet())
                .filteredOn(key -> key.startsWith("KAFKA_") && !OF_THE_IMAGE.contains(key))
                .isNotEmpty()
                .allMatch(key -> known.contains(key.substring("KAFKA_".length())
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '.'))));
    }

    @Test
    void shouldBeOneClusterOfThreeBrokers() {
        final Collection<Compose.Service> brokers =
                compose.ofImage("apache/kafka").values();
        final Set<String> voters = compose.ofImage("apache/kafka").entrySet().stream()
                .map(broker -> broker.getValue().environment().get("KAFKA_NODE_ID") + '@' + broker.getKey() + ":29093")
                .collect(Collectors.toSet());
        assertThat(voters).hasSize(3);
        assertThat(brokers)
                .extracting(broker -> Set.of(broker.environment()
                        .get("KAFKA_CONTROLLER_QUORUM_VOTERS")
                        .split(",")))
                .containsOnly(voters);
        assertThat(brokers)
                .extracting(broker -> broker.environment().get("CLUSTER_ID"))
                .containsOnly(brokers.iterator().next().environment().get("CLUSTER_ID"))
                .allSatisfy(id -> assertThat(Uuid.fromString(id).toString()).isEqualTo(id));
    }

    @Test
    void shouldMountOnlyWhatExists() {
        final Set<String> used = new TreeSet<>();
        compose.services().forEach((name, service) -> service.volumes().forEach(volume -> {
            final String source = volume.split(":")[0];
            if (source.startsWith(".")) {
                assertThat(FOLDER.resolve(source).normalize()).as(name).exists();
            } else {
                used.add(source);
            }
        }));
        assertThat(compose.volumes()).isEqualTo(used);
    }

    @Test
    void shouldWaitOnlyForWhatComes() {
        compose.services().forEach((name, service) -> service.dependsOn().forEach((other, condition) -> {
            assertThat(compose.services()).as(name).containsKey(other);
            final Compose.Service awaited = compose.services().get(other);
            assertThat(condition)
                    .as(name + " on " + other)
                    .isEqualTo(awaited.runsOnce() ? "service_completed_successfully" : "service_healthy");
            assertThat(awaited.runsOnce() || awaited.tellsItsHealth())
                    .as(name + " on " + other)
                    .isTrue();
        }));
    }

    @Test
    void shouldBoundAndWatchEveryService() {
        assertThat(compose.services()).hasSizeGreaterThan(12).allSatisfy((name, service) -> {
            assertThat(service.limits()).containsOnlyKeys("cpus", "memory");
            assertThat(service.runsOnce() || service.tellsItsHealth())
                    .as("health")
                    .isTrue();
            assertThat(service.runsOnce() || service.restarts()).as("restart").isTrue();
        });
    }

    @Test
    void shouldGiveMopupNoMoreThanItNeeds() {
        assertThat(compose.ofImage("mopup")).allSatisfy((name, service) -> {
            assertThat(service.get("read_only")).isEqualTo(true);
            assertThat(service.get("cap_drop")).isEqualTo(List.of("ALL"));
            assertThat(service.get("security_opt")).isEqualTo(List.of("no-new-privileges:true"));
            // A tmpfs is noexec unless told otherwise, and RocksDB is loaded from there.
            assertThat(service.list("tmpfs")).singleElement().asString().matches("/tmp:(.*,)?exec(,.*)?");
        });
    }

    @Test
    void shouldScrapeEveryProcessUnderTheNamesOfTheAlerts() throws IOException {
        final Map<String, Set<String>> targets = new TreeMap<>();
        try (Reader reader = Files.newBufferedReader(FOLDER.resolve("prometheus.yml"))) {
            new YAMLMapper()
                    .readTree(reader)
                    .path("scrape_configs")
                    .forEach(job -> targets.put(
                            job.path("job_name").asText(),
                            StreamSupport.stream(
                                            job.at("/static_configs/0/targets").spliterator(), false)
                                    .map(JsonNode::asText)
                                    .collect(Collectors.toSet())));
        }
        assertThat(targets.keySet()).isEqualTo(Alerts.jobs());
        targets.forEach((job, addresses) -> assertThat(addresses)
                .isEqualTo(compose.running(job.substring("mopup-".length())).entrySet().stream()
                        .map(service -> service.getKey()
                                + ':'
                                + service.getValue()
                                        .environment()
                                        .get("MOPUP_ADMIN_LISTENER")
                                        .split(":")[1])
                        .collect(Collectors.toSet())));
    }

    @Test
    void shouldListenOnlyOnTheLoopbackAddressOfTheHost() {
        assertThat(compose.services()).allSatisfy((name, service) -> assertThat(service.list("ports"))
                .allMatch(port -> port.startsWith("127.0.0.1:")));
        assertThat(compose.services().values().stream().flatMap(service -> service.list("ports").stream()))
                .isNotEmpty()
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldKeepInstancesApart() {
        final Map<String, Compose.Service> processors = compose.running("processor");
        assertThat(processors).hasSize(2).allSatisfy((name, service) -> assertThat(service.environment())
                .containsEntry("MOPUP_GROUP_INSTANCE_ID", name)
                .containsEntry("MOPUP_ADMIN_ADVERTISED", name + ":8080")
                .containsEntry("MOPUP_NUM_STANDBY_REPLICAS", "1"));
        assertThat(processors.values().stream().map(Compose.Service::volumes)).doesNotHaveDuplicates();
        assertThat(compose.running("agent")).hasSize(2);
    }
}
