/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.broker;

import static io.mopup.processor.internal.TestRecords.created;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mopup.contract.MopupTopic;
import io.mopup.embedded.testing.SharedStack;
import io.mopup.processor.MopupProcessor;
import io.mopup.processor.ProcessorConfig;
import io.mopup.processor.StartupException;
import io.mopup.processor.internal.TopicShapes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody adds partitions to the inputs of an installation that has state. */
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

    private static void addPartitions(final Admin admin, final Installation installation) throws Exception {
        admin.createPartitions(Arrays.stream(MopupTopic.values())
                        .filter(topic -> topic.role() == MopupTopic.Role.INPUT)
                        .map(installation::name)
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
