/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.security;

import static org.awaitility.Awaitility.await;

import io.mopup.admin.AdminConfig;
import io.mopup.agent.AgentConfig;
import io.mopup.agent.StorageAgent;
import io.mopup.client.ClientConfig;
import io.mopup.client.MopupClient;
import io.mopup.client.admin.AclAdmin;
import io.mopup.client.admin.SchemaAdmin;
import io.mopup.client.admin.TopicAdmin;
import io.mopup.client.admin.TopicLayout;
import io.mopup.contract.AclCatalogue;
import io.mopup.contract.AclNames;
import io.mopup.contract.AclRole;
import io.mopup.contract.MopupTopic;
import io.mopup.contract.TopicNames;
import io.mopup.processor.MopupProcessor;
import io.mopup.processor.PolicyConfig;
import io.mopup.processor.ProcessorConfig;
import io.mopup.storage.filesystem.FileSystemOptions;
import io.mopup.storage.filesystem.FileSystemPartStorage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;

/** What each role does of its own: every kind of request that its real program sends, with that program where there is one. */
final class RoleWork {
    static final TopicNames TOPICS = new TopicNames("acl.");

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final TopicLayout LAYOUT = new TopicLayout(1, Optional.of((short) 1));
    private static final byte[] GARBAGE = {1, 2, 3};

    private final SecuredBroker broker;
    private final String registryUrl;
    private final Path directory;
    private final AtomicInteger runs = new AtomicInteger();

    RoleWork(final SecuredBroker broker, final String registryUrl, final Path directory) {
        this.broker = broker;
        this.registryUrl = registryUrl;
        this.directory = directory;
    }

    /** Creates the topics, puts a record on each, and registers the schemas. */
    void prepare() throws Exception {
        final ClientConfig config = new ClientConfig(with(broker.superUser(), TOPICS));
        new TopicAdmin(broker.admin(), TOPICS).apply(LAYOUT);
        try (SchemaAdmin schemas = new SchemaAdmin(config)) {
            schemas.register();
        }
        write(with(broker.superUser(), TOPICS), MopupTopic.values());
    }

    /** Names that no run has used, so that what has to be created is not there yet. */
    AclNames names(final AclRole role) {
        final int run = runs.incrementAndGet();
        return new AclNames(
                role == AclRole.ADMIN ? new TopicNames("acl" + run + ".") : TOPICS,
                "acl-processor" + run,
                "acl-agent" + run,
                "acl-gateway" + run);
    }

    /** Does the work of a role as this user; throws if it cannot. */
    void run(final AclRole role, final String user, final AclNames names) throws Exception {
        run(role, with(broker.user(user), names.topics()), names);
    }

    /** Does the work of a role with this configuration. */
    void run(final AclRole role, final Map<String, Object> client, final AclNames names) throws Exception {
        switch (role) {
            case PROCESSOR -> processor(client, names);
            case AGENT -> agent(client, names);
            case GATEWAY -> {
                write(client, MopupTopic.COMMANDS, MopupTopic.UPLOAD_EVENTS, MopupTopic.CONTAINERS);
                read(client, MopupTopic.RESULTS, MopupTopic.UPLOADS, MopupTopic.CONTAINERS);
                follow(client, MopupTopic.LIFECYCLE, names.gatewayGroup());
            }
            case FRONT_END -> {
                write(client, MopupTopic.COMMANDS, MopupTopic.UPLOAD_EVENTS);
                read(client, MopupTopic.RESULTS);
            }
            case CLIENT -> {
                write(client, MopupTopic.COMMANDS);
                read(client, MopupTopic.RESULTS);
            }
            case READER -> look(client, names);
            case OPERATOR -> {
                look(client, names);
                write(
                        client,
                        MopupTopic.COMMANDS,
                        MopupTopic.UPLOAD_EVENTS,
                        MopupTopic.STORAGE_REPORTS,
                        MopupTopic.CONTAINERS);
            }
            case ADMIN -> administer(client, names);
            case ACL_ADMIN -> {
                try (Admin admin = Admin.create(new ClientConfig(client).passedThrough())) {
                    new AclAdmin(admin)
                            .apply(
                                    "User:new-" + names.applicationId(),
                                    AclCatalogue.of(AclRole.CLIENT, AclNames.DEFAULT));
                }
            }
        }
    }

    private void processor(final Map<String, Object> client, final AclNames names) throws Exception {
        final Map<String, Object> config = new HashMap<>(client);
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, names.applicationId());
        config.put(
                StreamsConfig.STATE_DIR_CONFIG,
                directory.resolve(names.applicationId()).toString());
        config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, "1");
        config.put(ProcessorConfig.THREAD_REPLACEMENTS_CONFIG, "0");
        // In case the one before it was not closed and is still a member.
        config.put("session.timeout.ms", "6000");
        config.put("heartbeat.interval.ms", "1000");
        config.put(ProcessorConfig.STARTUP_TIMEOUT_CONFIG, "2000");
        config.put(ProcessorConfig.TIMER_INTERVAL_CONFIG, "100");
        config.put(AdminConfig.LISTENER_CONFIG, "127.0.0.1:0");
        config.put(PolicyConfig.GLACIER_INACTIVITY_CONFIG, "300");
        config.put(PolicyConfig.SPREAD_CONFIG, "0");
        final SampleRecords records = new SampleRecords(names.applicationId());
        try (Arrivals arrivals = new Arrivals(broker.superUser(), TOPICS);
                MopupClient everybody = new MopupClient(new ClientConfig(with(broker.superUser(), TOPICS)));
                MopupProcessor processor = new MopupProcessor(new ProcessorConfig(config))) {
            processor.start();
            if (!processor.awaitRunning(LIMIT)) {
                throw new IllegalStateException("The processor is " + processor.state());
            }
            for (final SpecificRecord record : records.decided()) {
                everybody.publish(record).join();
            }
            write(with(broker.superUser(), TOPICS), MopupTopic.COMMANDS);
            await("decisions, " + records.run())
                    .atMost(LIMIT)
                    .failFast(
                            "The processor has ended",
                            () -> processor.state().hasCompletedShutdown()
                                    || processor.state().isShuttingDown())
                    .until(() -> arrivals.have(records.upload(), Arrivals.DECISIONS)
                            // Where no part is left to be deleted first.
                            && arrivals.have(
                                    records.vaultUpload(), List.of(MopupTopic.COMMANDS, MopupTopic.ABORT_ROUNDS))
                            && arrivals.any(MopupTopic.DEAD_LETTERS));
            showHistory(processor, records.upload());
        }
        // Another disk: the state comes back from the changelogs.
        config.put(
                StreamsConfig.STATE_DIR_CONFIG,
                directory.resolve(names.applicationId() + "-again").toString());
        try (MopupProcessor successor = new MopupProcessor(new ProcessorConfig(config))) {
            successor.start();
            if (!successor.awaitRunning(LIMIT)) {
                throw new IllegalStateException("The second processor is " + successor.state());
            }
        }
    }

    /** What the console asks for. */
    private static void showHistory(final MopupProcessor processor, final String uploadId)
            throws IOException, InterruptedException {
        final URI history =
                URI.create("http://" + processor.adminAddress().orElseThrow() + "/uploads/" + uploadId + "/history");
        final HttpResponse<String> answer =
                HttpClient.newHttpClient().send(HttpRequest.newBuilder(history).build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("The console has no history: " + answer.body());
        }
    }

    private void agent(final Map<String, Object> client, final AclNames names) throws Exception {
        final Map<String, Object> config = new HashMap<>(client);
        config.put(AgentConfig.GROUP_ID_CONFIG, names.agentGroup());
        config.put(AgentConfig.STARTUP_TIMEOUT_MS_CONFIG, "2000");
        final Path store = directory.resolve(names.agentGroup());
        FileSystemPartStorage.format(store);
        final SampleRecords records = new SampleRecords(names.agentGroup());
        try (Arrivals arrivals = new Arrivals(broker.superUser(), TOPICS);
                MopupClient everybody = new MopupClient(new ClientConfig(with(broker.superUser(), TOPICS)));
                StorageAgent agent = new StorageAgent(
                        new AgentConfig(config), FileSystemPartStorage.open(store, FileSystemOptions.DEFAULT))) {
            agent.start();
            everybody.publish(records.partDeletion()).join();
            everybody.publish(records.abortRound()).join();
            write(with(broker.superUser(), TOPICS), MopupTopic.ABORT_ROUNDS);
            await().atMost(LIMIT)
                    .failFast("The agent has ended", () -> !agent.healthy())
                    .until(() -> arrivals.count(records.upload(), MopupTopic.STORAGE_REPORTS) >= 2
                            && arrivals.any(MopupTopic.DEAD_LETTERS));
        }
    }

    private void look(final Map<String, Object> client, final AclNames names) throws Exception {
        read(client, MopupTopic.values());
        follow(client, MopupTopic.LIFECYCLE, names.topics().prefix() + "reader-" + names.applicationId());
        try (Admin admin = Admin.create(new ClientConfig(client).passedThrough())) {
            for (final String group : List.of(names.applicationId(), names.agentGroup(), names.gatewayGroup())) {
                admin.listConsumerGroupOffsets(group)
                        .partitionsToOffsetAndMetadata()
                        .get();
            }
        }
    }

    private static void administer(final Map<String, Object> client, final AclNames names) throws Exception {
        try (Admin admin = Admin.create(new ClientConfig(client).passedThrough())) {
            new TopicAdmin(admin, names.topics()).apply(LAYOUT);
            for (final MopupTopic topic : MopupTopic.values()) {
                set(admin, ConfigResource.Type.TOPIC, names.topics().of(topic), "cleanup.policy", "compact,delete");
            }
            set(admin, ConfigResource.Type.GROUP, names.agentGroup(), "share.isolation.level", "read_committed");
            set(admin, ConfigResource.Type.GROUP, names.applicationId(), "streams.num.standby.replicas", "1");
            set(admin, ConfigResource.Type.GROUP, names.gatewayGroup(), "consumer.session.timeout.ms", "50000");
        }
    }

    private static void set(
            final Admin admin, final ConfigResource.Type type, final String name, final String key, final String value)
            throws Exception {
        admin.incrementalAlterConfigs(Map.of(
                        new ConfigResource(type, name),
                        List.of(new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET))))
                .all()
                .get();
    }

    /** Writes as clients and agents do: idempotently, with no transaction. */
    static void write(final Map<String, Object> client, final MopupTopic... topics) throws Exception {
        final ClientConfig config = new ClientConfig(client);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config.passedThrough(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (final MopupTopic topic : topics) {
                producer.send(new ProducerRecord<>(config.topics().of(topic), GARBAGE, GARBAGE))
                        .get();
            }
        }
    }

    /** Reads a record of each as clients do, without a group. Of a topic that it may only write, a client sees the ends. */
    static void read(final Map<String, Object> client, final MopupTopic... topics) {
        final ClientConfig config = new ClientConfig(client);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config.passedThrough(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            for (final MopupTopic topic : topics) {
                final List<TopicPartition> partition =
                        List.of(new TopicPartition(config.topics().of(topic), 0));
                consumer.assign(partition);
                consumer.seekToBeginning(partition);
                await().atMost(LIMIT)
                        .until(() -> !consumer.poll(Duration.ofMillis(200)).isEmpty());
            }
        }
    }

    /** Reads as a member of a group, up to a committed offset. */
    static void follow(final Map<String, Object> client, final MopupTopic topic, final String group) {
        final ClientConfig config = new ClientConfig(client);
        final Map<String, Object> consumer = config.passedThrough();
        consumer.put("group.id", group);
        final List<String> assigned = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> member =
                new KafkaConsumer<>(consumer, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            member.subscribe(List.of(config.topics().of(topic)));
            await().atMost(LIMIT).until(() -> {
                member.poll(Duration.ofMillis(100));
                member.assignment().forEach(partition -> assigned.add(partition.topic()));
                return !assigned.isEmpty();
            });
            member.commitSync();
        }
    }

    /** What a program of this user is configured with. */
    Map<String, Object> with(final Map<String, Object> user, final TopicNames topics) {
        final Map<String, Object> all = new HashMap<>(user);
        all.put(ClientConfig.REGISTRY_URL_CONFIG, registryUrl);
        all.put(TopicNames.TOPIC_PREFIX_CONFIG, topics.prefix());
        all.put("max.block.ms", "15000");
        return all;
    }
}
