/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.faults;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mopup.admin.AdminConfig;
import io.mopup.client.ClientConfig;
import io.mopup.client.admin.SchemaAdmin;
import io.mopup.client.admin.TopicAdmin;
import io.mopup.client.admin.TopicLayout;
import io.mopup.embedded.EmbeddedRegistry;
import io.mopup.embedded.RegistryOptions;
import io.mopup.gateway.GatewayConfig;
import io.mopup.storage.filesystem.FileSystemPartStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A gateway in a process of its own is killed at random moments, over and over, while clients create, fill, complete,
 * abort and forget uploads. Whatever line it died in: what was answered is kept, and nothing is left in the store once
 * everything that the gateway lists is aborted.
 *
 * <p>{@code -Dmopup.faults.seed} repeats after how many uploads each kill comes; what is in flight then is up to the machine.
 */
@Tag("faults")
class GatewayKilledTest {
    private static final long SEED = Long.getLong("mopup.faults.seed", new Random().nextInt(1_000_000));
    private static final int KILLS = 8;
    private static final int CLIENTS = 6;
    private static final int PARTITIONS = 4;
    private static final int MOST_BETWEEN_KILLS = 20;
    private static final Duration POLL = Duration.ofMillis(5);
    private static final String CREDENTIALS = """
            {"accounts": [{"id": "111122223333", "family": "COS", "users": [{"root": true, "accessKeyId": "faults",
            "secretAccessKey": "faults-secret", "bearerToken": "%s",
            "policy": [{"effect": "ALLOW", "actions": ["*"], "resources": ["*"]}]}]}]}
            """;

    private final Deque<AutoCloseable> closing = new ArrayDeque<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private Path store;
    private Node gateway;
    private S3Session session;

    @BeforeEach
    void start() throws IOException {
        final Path directory = Path.of("target", "faults-gateway").toAbsolutePath();
        WorkDirectory.empty(directory);
        store = directory.resolve("store");
        FileSystemPartStorage.format(store);
        final int brokerPort = FixedPorts.next();
        final int registryPort = FixedPorts.next();
        final Map<String, String> servers = Map.of(
                ClientConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:" + brokerPort,
                ClientConfig.REGISTRY_URL_CONFIG, "http://127.0.0.1:" + registryPort + "/apis/ccompat/v7");
        final Nodes nodes = new Nodes(directory, store, servers);
        started(nodes.broker(brokerPort)).awaitReady();
        final EmbeddedRegistry registry = EmbeddedRegistry.start(
                RegistryOptions.in(directory.resolve("registry")).withPort(registryPort));
        closing.push(registry::close);
        registry.awaitReady(EmbeddedRegistry.START_LIMIT);
        prepare(Timing.client(servers));
        final String admin = "127.0.0.1:" + FixedPorts.next();
        started(nodes.processor("processor", Map.of(AdminConfig.LISTENER_CONFIG, admin)))
                .awaitReady();
        started(nodes.agent("agent")).awaitReady();
        final int port = FixedPorts.next();
        gateway = started(nodes.gateway("gateway", gateway(directory, port, "http://" + admin)));
        gateway.awaitReady();
        session = new S3Session(new S3Requests("http://127.0.0.1:" + port), "bucket");
        session.createBucket();
    }

    @AfterEach
    void end() throws Exception {
        over.set(true);
        while (!closing.isEmpty()) {
            closing.pop().close();
        }
    }

    @Test
    void shouldKeepWhatItAnsweredAndLeaveNothingWhenItIsKilledAgainAndAgain() throws Exception {
        final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        closing.push(clients::shutdownNow);
        final List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            all.add(clients.submit(() -> {
                while (!over.get()) {
                    session.one();
                }
            }));
        }
        killAgainAndAgain();
        over.set(true);
        for (final Future<?> each : all) {
            each.get();
        }

        final int aborted = session.abortWhatIsListed();
        session.checkObjects();
        await("nothing is left of an upload").atMost(2, MINUTES).untilAsserted(() -> assertThat(
                        StoreFiles.at(store).files())
                .noneMatch(file -> file.startsWith("uploads")));
        await("no note of an upload that nobody created").atMost(2, MINUTES).until(() -> begun() == 0);
        System.out.printf(
                "faults: gateway killed %d times (seed %d): %d objects, %d creations without an answer, %d uploads aborted at the end%n",
                KILLS, SEED, session.objects(), session.givenUp(), aborted);
        assertThat(session.objects()).isPositive();
        assertThat(aborted).as("uploads that their clients had left").isPositive();
    }

    private void killAgainAndAgain() {
        final Random random = new Random(SEED);
        for (int kill = 0; kill < KILLS; kill++) {
            final int next = session.begun() + 1 + random.nextInt(MOST_BETWEEN_KILLS);
            await("clients go on").atMost(2, MINUTES).pollInterval(POLL).until(() -> session.begun() >= next);
            gateway.kill();
            gateway.start().awaitReady();
        }
    }

    private long begun() throws IOException {
        try (Stream<Path> notes = Files.list(store.resolve("gateway").resolve("notes"))) {
            return notes.filter(note -> note.getFileName().toString().startsWith("begun-"))
                    .count();
        }
    }

    private Node started(final Node node) {
        closing.push(node::terminate);
        return node.start();
    }

    private static Map<String, String> gateway(final Path directory, final int port, final String queries)
            throws IOException {
        final Path credentials =
                Files.writeString(directory.resolve("credentials.json"), CREDENTIALS.formatted(S3Requests.TOKEN));
        return Map.of(
                GatewayConfig.S3_LISTENER_CONFIG,
                "127.0.0.1:" + port,
                GatewayConfig.GLACIER_LISTENER_CONFIG,
                "",
                GatewayConfig.CREDENTIALS_CONFIG,
                credentials.toString(),
                GatewayConfig.DECISION_TIMEOUT_CONFIG,
                "5000",
                // Within which another member of the group takes over what a gateway had to assemble.
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                "6000",
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                "2000",
                // Longer than a creation can take.
                GatewayConfig.RECONCILE_AGE_CONFIG,
                "10000",
                ClientConfig.QUERY_URL_CONFIG,
                queries);
    }

    private static void prepare(final ClientConfig config) {
        try (Admin admin = Admin.create(config.passedThrough());
                SchemaAdmin schemas = new SchemaAdmin(config)) {
            new TopicAdmin(admin, config.topics()).apply(new TopicLayout(PARTITIONS, Optional.of((short) 1)));
            schemas.register();
        }
    }
}
