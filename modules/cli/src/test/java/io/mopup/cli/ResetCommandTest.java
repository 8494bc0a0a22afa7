/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mopup.client.ClientConfig;
import io.mopup.client.MopupClient;
import io.mopup.contract.MopupTopic;
import io.mopup.contract.RecordKeys;
import io.mopup.contract.TopicNames;
import io.mopup.embedded.testing.SharedStack;
import io.mopup.events.Dialect;
import io.mopup.events.MultipartUploadCreated;
import io.mopup.events.ReclaimState;
import io.mopup.events.UploadIdentity;
import io.mopup.events.UploadSnapshot;
import io.mopup.events.UploadStatus;
import io.mopup.processor.MopupProcessor;
import io.mopup.processor.ProcessorConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("long")
class ResetCommandTest {
    private static final Instant NOW = Instant.ofEpochMilli(System.currentTimeMillis());
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int PARTITION = 1;

    private final Installation installation = new Installation().prepared();
    private final String application = "reset-" + UUID.randomUUID();

    @TempDir
    private Path directory;

    private Path config;

    @BeforeEach
    void configure() throws IOException {
        config = directory.resolve("processor.properties");
        Files.writeString(config, """
                application.id=%s
                state.dir=%s
                mopup.agent.group.id=%s-agents
                """.formatted(application, directory, application));
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "streams"})
    void shouldDecideAgainWhenTheStateIsTakenAway(final String protocol) throws Exception {
        final String other = application + "-two-uploads-changelog";
        final List<Run> runs;
        try (MopupProcessor processor = start(protocol);
                MopupClient client = installation.client();
                Admin admin = Installation.admin()) {
            admin.createTopics(List.of(new NewTopic(other, 1, (short) 1))).all().get();
            client.publish(created("u1")).join();
            assertThat(abort("c1").lines().get(0)).isEqualTo("204");
            runs = List.of(reset(), reset("--execute"));
        }
        assertThat(runs).allSatisfy(run -> {
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).contains("Groups with members: " + application);
        });

        await().atMost(LIMIT).until(() -> reset().exitCode() == 0);
        final Map<TopicPartition, Long> read = committed();
        final Run plan = reset();
        assertThat(plan.out())
                .contains(
                        "would delete  " + changelog("uploads"),
                        "would delete  " + changelog("parts"),
                        "would delete  " + changelog("commands"),
                        "would delete  " + changelog("timers"),
                        "would delete  " + directory.resolve(application),
                        "Nothing was changed.")
                .doesNotContain(other, "whole since", "forget");
        assertThat(committed()).isEqualTo(read).containsValue(1L);
        assertThat(topics()).contains(changelog("uploads"), other);
        assertThat(directory.resolve(application)).exists();

        assertThat(reset("--execute").exitCode()).isZero();
        assertThat(committed())
                .hasSize(3 * Installation.PARTITIONS)
                .allSatisfy((partition, offset) -> assertThat(offset).isZero());
        assertThat(topics()).contains(other).doesNotContain(changelog("uploads"), changelog("timers"));
        assertThat(directory.resolve(application)).doesNotExist();

        try (MopupProcessor again = start(protocol)) {
            assertThat(again.state().isRunningOrRebalancing()).isTrue();
            // Of another id, so that nobody repeats a recorded answer.
            assertThat(abort("c2").lines().get(0)).isEqualTo("204");
        }
    }

    @Test
    void shouldRefuseToForgetOpenUploadsWhenRetentionHasTakenTheirCreation() throws Exception {
        final String open = onPartition("open");
        final String done = onPartition("done");
        final String kept = onPartition("kept");
        try (MopupClient client = installation.client()) {
            client.publish(created(open)).join();
            client.publish(created(done)).join();
            retain(MopupTopic.UPLOAD_EVENTS, 2);
            client.publish(created(kept)).join();
            client.publish(snapshot(open, UploadStatus.ABORTED, ReclaimState.DELETING))
                    .join();
            client.publish(snapshot(done, UploadStatus.COMPLETED, ReclaimState.NONE))
                    .join();
            client.publish(snapshot(kept, UploadStatus.IN_PROGRESS, ReclaimState.NONE))
                    .join();

            final Run refused = reset("--execute");
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.out()).contains("2 uploads, 1 of them open", open + " ABORTED/DELETING");
            assertThat(refused.err()).contains("Refused: 1 uploads", "--forget-open");
            assertThat(client.snapshot(open)).isPresent();
            assertThat(committed()).isEmpty();

            final Run accepted = reset("--execute", "--forget-open");
            assertThat(accepted.exitCode()).as(accepted.err()).isZero();
            assertThat(client.snapshot(open)).isEmpty();
            assertThat(client.snapshot(done)).isEmpty();
            assertThat(client.snapshot(kept)).isPresent();
            assertThat(committed())
                    .containsEntry(partition(MopupTopic.UPLOAD_EVENTS), 2L)
                    .containsEntry(partition(MopupTopic.COMMANDS), 0L);
        }
    }

    @Test
    void shouldRefuseWhenPartsOfLostUploadsWouldBeDeletedAsOrphans() throws Exception {
        Files.writeString(config, Files.readString(config) + "mopup.fold.orphans.delete=true\n");
        assertThat(reset().exitCode()).isZero();

        write(MopupTopic.UPLOAD_EVENTS, 2);
        write(MopupTopic.UPLOAD_EVENTS, 1);
        retain(MopupTopic.UPLOAD_EVENTS, 1);

        final Run run = reset("--execute", "--forget-open");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("orphans");
        assertThat(committed()).isEmpty();
    }

    /** A completed upload whose Complete is gone would look like one that a policy may abort. */
    @Test
    void shouldReadNoEventAgainThatIsOlderThanTheCommandsThatAreLeft() throws Exception {
        write(MopupTopic.COMMANDS, 5);
        write(MopupTopic.UPLOAD_EVENTS, 4);
        write(MopupTopic.STORAGE_REPORTS, 4);
        write(MopupTopic.COMMANDS, 3);
        write(MopupTopic.UPLOAD_EVENTS, 2);
        retain(MopupTopic.COMMANDS, 1);

        final String since = ", whole since " + hoursAgo(3);
        assertThat(reset().lines())
                .contains(
                        line(MopupTopic.COMMANDS, 1) + since,
                        line(MopupTopic.UPLOAD_EVENTS, 1) + since,
                        line(MopupTopic.STORAGE_REPORTS, 1) + since)
                .contains("would rewind  "
                        + new TopicPartition(installation.topics().of(MopupTopic.COMMANDS), 0)
                        + " from the beginning to 0");

        retain(MopupTopic.COMMANDS, 2);
        assertThat(reset().lines())
                .contains(
                        line(MopupTopic.COMMANDS, 2) + ", nothing before now is whole",
                        line(MopupTopic.UPLOAD_EVENTS, 2) + ", nothing before now is whole");
    }

    /** A report that is gone costs a deletion that is repeated, and nothing else. */
    @Test
    void shouldReadEverythingAgainWhenOnlyReportsAreGone() throws Exception {
        write(MopupTopic.UPLOAD_EVENTS, 4);
        write(MopupTopic.STORAGE_REPORTS, 3);
        retain(MopupTopic.STORAGE_REPORTS, 1);

        assertThat(reset().lines()).contains(line(MopupTopic.UPLOAD_EVENTS, 0), line(MopupTopic.STORAGE_REPORTS, 1));
    }

    private Run reset(final String... args) {
        return installation.run(
                Stream.concat(Stream.of("reset", "--command-config", config.toString()), Stream.of(args))
                        .toArray(String[]::new));
    }

    private Run abort(final String commandId) {
        return installation.run(
                "abort",
                "--dialect",
                "s3",
                "--bucket",
                "photos",
                "--key",
                "k",
                "--upload-id",
                "u1",
                "--command-id",
                commandId);
    }

    private MopupProcessor start(final String protocol) throws InterruptedException {
        final Map<String, Object> properties = new HashMap<>(Map.of(
                StreamsConfig.APPLICATION_ID_CONFIG, application,
                StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, SharedStack.bootstrapServers(),
                ClientConfig.REGISTRY_URL_CONFIG, SharedStack.registryUrl(),
                TopicNames.TOPIC_PREFIX_CONFIG, installation.topics().prefix(),
                StreamsConfig.STATE_DIR_CONFIG, directory.toString(),
                StreamsConfig.GROUP_PROTOCOL_CONFIG, protocol));
        final MopupProcessor processor = new MopupProcessor(new ProcessorConfig(properties));
        processor.start();
        assertThat(processor.awaitRunning(LIMIT)).isTrue();
        return processor;
    }

    private String line(final MopupTopic topic, final long target) {
        return "would rewind  " + partition(topic) + " from the beginning to " + target;
    }

    private TopicPartition partition(final MopupTopic topic) {
        return new TopicPartition(installation.topics().of(topic), PARTITION);
    }

    private String changelog(final String store) {
        return application + "-" + store + "-changelog";
    }

    /** Removes everything before this offset, as retention does. */
    private void retain(final MopupTopic topic, final long from) throws Exception {
        try (Admin admin = Installation.admin()) {
            admin.deleteRecords(Map.of(partition(topic), RecordsToDelete.beforeOffset(from)))
                    .all()
                    .get();
        }
    }

    private void write(final MopupTopic topic, final int hoursAgo) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, SharedStack.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            final byte[] key = "k".getBytes(StandardCharsets.UTF_8);
            final TopicPartition to = partition(topic);
            producer.send(new ProducerRecord<>(
                            to.topic(), to.partition(), hoursAgo(hoursAgo).toEpochMilli(), key, key))
                    .get();
        }
    }

    private static Instant hoursAgo(final int hours) {
        return NOW.minus(Duration.ofHours(hours));
    }

    private Map<TopicPartition, Long> committed() throws Exception {
        try (Admin admin = Installation.admin()) {
            final Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets(application)
                    .partitionsToOffsetAndMetadata()
                    .get();
            final Map<TopicPartition, Long> result = new HashMap<>();
            offsets.forEach((partition, offset) -> result.put(partition, offset.offset()));
            return result;
        }
    }

    private static Set<String> topics() throws Exception {
        try (Admin admin = Installation.admin()) {
            return admin.listTopics().names().get();
        }
    }

    private static String onPartition(final String name) {
        final Optional<String> id = IntStream.range(0, 1_000)
                .mapToObj(number -> name + number)
                .filter(candidate -> RecordKeys.partition(candidate, Installation.PARTITIONS) == PARTITION)
                .findFirst();
        return id.orElseThrow();
    }

    private static MultipartUploadCreated created(final String uploadId) {
        return MultipartUploadCreated.newBuilder()
                .setIdentity(identity(uploadId))
                .setInitiatedAt(NOW)
                .build();
    }

    private static UploadSnapshot snapshot(
            final String uploadId, final UploadStatus status, final ReclaimState reclaim) {
        return UploadSnapshot.newBuilder()
                .setIdentity(identity(uploadId))
                .setStatus(status)
                .setReclaim(reclaim)
                .setUpdatedAt(NOW)
                .build();
    }

    private static UploadIdentity identity(final String uploadId) {
        return new UploadIdentity(Dialect.S3, null, "photos", "k", uploadId);
    }
}
