/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.broker;

import static io.mopup.processor.internal.TestRecords.abort;
import static io.mopup.processor.internal.TestRecords.created;
import static io.mopup.processor.internal.TestRecords.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mopup.contract.MopupHeaders;
import io.mopup.contract.MopupTopic;
import io.mopup.contract.RecordKeys;
import io.mopup.embedded.testing.SharedStack;
import io.mopup.events.CommandResult;
import io.mopup.events.PartDeletion;
import io.mopup.processor.MopupProcessor;
import io.mopup.processor.ProcessorConfig;
import io.mopup.processor.StartupException;
import io.mopup.processor.internal.TopicShapes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody adds partitions to the inputs of an installation that has state. */
@Tag("long")
class AddedPartitionsTest {
    private static final int MORE = Installation.PARTITIONS + 2;
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    @Test
    void shouldNotStartWhenTheInputsHaveMorePartitionsThanTheState() throws Exception {
        try (Installation installation = Installation.create();
                Admin admin = admin()) {
            try (MopupProcessor processor = running(installation, "classic")) {
                installation.publish(created("u1"));
            }
            addPartitions(admin, installation);

            try (MopupProcessor again = processor(installation, "classic")) {
                assertThatThrownBy(again::start)
                        .isInstanceOf(StartupException.class)
                        .hasMessageStartingWith("PARTITIONS_CHANGED")
                        .hasMessageContaining(installation.name(MopupTopic.COMMANDS) + "=" + MORE)
                        .hasMessageContaining("-parts-changelog=" + Installation.PARTITIONS);
                assertThat(again.state()).isEqualTo(State.CREATED);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "streams"})
    void shouldStopWhenPartitionsAreAddedWhileItWorks(final String protocol) throws Exception {
        try (Installation installation = Installation.create();
                Admin admin = admin();
                MopupProcessor processor = running(installation, protocol)) {
            addPartitions(admin, installation);

            // At once, and not only after all the threads that may be replaced.
            await().dontCatchUncaughtExceptions().atMost(LIMIT).until(() -> processor.state() == State.ERROR);
        }
    }

    @Test
    void shouldGoOnWithItsStateWhenTheInputsAreMadeAgainAsTheyWere() throws Exception {
        try (Installation installation = Installation.create();
                Outputs outputs = new Outputs(installation);
                Admin admin = admin()) {
            try (MopupProcessor processor = running(installation, "classic")) {
                installation.publish(created("u1"));
                installation.publish(part("u1", 1), asking("p1"));
                await().atMost(LIMIT).until(() -> outputs.poll().read(MopupTopic.RESULTS, CommandResult.class).stream()
                        .anyMatch(result -> result.getCommandId().equals("p1")));
                addPartitions(admin, installation);
                await().dontCatchUncaughtExceptions().atMost(LIMIT).until(() -> processor.state() == State.ERROR);
            }
            makeInputsAgain(admin, installation);

            try (MopupProcessor processor = running(installation, "classic")) {
                publishTo(installation, abort("u1", "c1"));
                await().atMost(LIMIT).untilAsserted(() -> assertThat(
                                outputs.poll().read(MopupTopic.PART_DELETIONS, PartDeletion.class))
                        .extracting(PartDeletion::getDeletionId)
                        .containsExactly("u1/1/1"));
            }
        }
    }

    private MopupProcessor running(final Installation installation, final String protocol) throws Exception {
        final MopupProcessor processor = processor(installation, protocol);
        processor.start();
        assertThat(processor.awaitRunning(LIMIT)).isTrue();
        return processor;
    }

    private MopupProcessor processor(final Installation installation, final String protocol) {
        return new MopupProcessor(installation.config(
                directory,
                Map.of(
                        StreamsConfig.GROUP_PROTOCOL_CONFIG,
                        protocol,
                        // How long it can take that a client hears of it; five minutes by default.
                        CommonClientConfigs.METADATA_MAX_AGE_CONFIG,
                        "1000",
                        // More than can fail within the limit: only a failure that is known to come again ends it.
                        ProcessorConfig.THREAD_REPLACEMENTS_CONFIG,
                        "1000000")));
    }

    private static void makeInputsAgain(final Admin admin, final Installation installation) throws Exception {
        final List<NewTopic> inputs = inputs().map(
                        topic -> new NewTopic(installation.name(topic), Installation.PARTITIONS, (short) 1)
                                .configs(topic.kept().topicConfig()))
                .toList();
        final List<String> names = inputs.stream().map(NewTopic::name).toList();
        admin.deleteTopics(names).all().get();
        await().until(() -> names.stream()
                .noneMatch(TopicShapes.lookUp(admin, installation.topics()).partitions()::containsKey));
        admin.createTopics(inputs).all().get();
        await().until(() -> TopicShapes.lookUp(admin, installation.topics())
                .partitions()
                .keySet()
                .containsAll(names));
    }

    /** To the partition that its key has now; the producer may remember the ones that are gone. */
    private static void publishTo(final Installation installation, final SpecificRecord record) {
        final MopupTopic topic = MopupTopic.of(record);
        final byte[] key = RecordKeys.of(record).getBytes(StandardCharsets.UTF_8);
        installation.publish(
                topic, RecordKeys.partition(key, Installation.PARTITIONS), key, installation.encode(topic, record));
    }

    /** What makes the processor answer an event: once it has, it knows it. */
    private static Headers asking(final String commandId) {
        final Headers headers = new RecordHeaders();
        MopupHeaders.put(headers, MopupHeaders.COMMAND_ID, commandId);
        return headers;
    }

    private static Stream<MopupTopic> inputs() {
        return Arrays.stream(MopupTopic.values()).filter(topic -> topic.role() == MopupTopic.Role.INPUT);
    }

    private static void addPartitions(final Admin admin, final Installation installation) throws Exception {
        admin.createPartitions(inputs().map(installation::name)
                        .collect(Collectors.toMap(Function.identity(), name -> NewPartitions.increaseTo(MORE))))
                .all()
                .get();
        await().until(() ->
                TopicShapes.lookUp(admin, installation.topics()).inputPartitions(installation.topics()) == MORE);
    }

    private static Admin admin() {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, SharedStack.bootstrapServers()));
    }
}
