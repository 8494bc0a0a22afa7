/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.broker;

import static io.mopup.processor.internal.TestRecords.abort;
import static io.mopup.processor.internal.TestRecords.bucket;
import static io.mopup.processor.internal.TestRecords.created;
import static io.mopup.processor.internal.TestRecords.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mopup.contract.MopupTopic;
import io.mopup.events.AbortPolicy;
import io.mopup.events.AbortReason;
import io.mopup.events.CommandResult;
import io.mopup.events.LifecycleType;
import io.mopup.events.PartDeletion;
import io.mopup.events.UploadLifecycle;
import io.mopup.processor.MopupProcessor;
import io.mopup.processor.PolicyConfig;
import io.mopup.processor.internal.TestRecords;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reference data on a real broker: it reaches every instance, and is there again after a restart. */
class ContainersOnBrokerTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Map<String, String> CHANGES = Map.of(PolicyConfig.SPREAD_CONFIG, "0");

    @TempDir
    Path directory;

    @Test
    void shouldAbortByPolicyAndKnowTheBucketAgainAfterARestart() throws Exception {
        try (Installation installation = Installation.create();
                Outputs outputs = new Outputs(installation)) {
            // There before the processor: read while the global store is filled, without a task to tell.
            installation.publish(bucket(null));
            try (MopupProcessor processor = started(installation)) {
                installation.publish(created("u1"));
                installation.publish(part("u1", 1));
                installation.publish(policy());

                await().atMost(LIMIT).untilAsserted(() -> assertThat(aborted(outputs))
                        .singleElement()
                        .satisfies(event -> {
                            assertThat(event.getReason()).isEqualTo(AbortReason.LIFECYCLE);
                            assertThat(event.getRuleId()).isEqualTo("policy/idle");
                        }));
                await().atMost(LIMIT).untilAsserted(() -> assertThat(
                                outputs.poll().read(MopupTopic.PART_DELETIONS, PartDeletion.class))
                        .isNotEmpty());
                final var stranger = abort("u1", "stranger");
                stranger.setExpectedBucketOwner("999999999999");
                installation.publish(stranger);
                await().atMost(LIMIT).untilAsserted(() -> assertThat(code(outputs, "stranger"))
                        .isEqualTo("AccessDenied"));
                installation.publish(bucket(TestRecords.TIME));
                assertThat(processor.state().isRunningOrRebalancing()).isTrue();
            }

            try (MopupProcessor restarted = started(installation)) {
                installation.publish(abort("u1", "after"));

                await().atMost(LIMIT)
                        .untilAsserted(() -> assertThat(code(outputs, "after")).isEqualTo("NoSuchBucket"));
                assertThat(restarted.state().isRunningOrRebalancing()).isTrue();
            }
            assertThat(outputs.poll().raw(MopupTopic.DEAD_LETTERS)).isEmpty();
        }
    }

    private MopupProcessor started(final Installation installation) throws InterruptedException {
        final MopupProcessor processor = new MopupProcessor(installation.config(directory, CHANGES));
        processor.start();
        assertThat(processor.awaitRunning(LIMIT)).isTrue();
        return processor;
    }

    private static List<UploadLifecycle> aborted(final Outputs outputs) {
        return outputs.poll().read(MopupTopic.LIFECYCLE, UploadLifecycle.class).stream()
                .filter(event -> event.getType() == LifecycleType.ABORTED)
                .toList();
    }

    private static String code(final Outputs outputs, final String commandId) {
        return outputs.poll().read(MopupTopic.RESULTS, CommandResult.class).stream()
                .filter(result -> result.getCommandId().equals(commandId))
                .map(CommandResult::getErrorCode)
                .findFirst()
                .orElse(null);
    }

    private static AbortPolicy policy() {
        return AbortPolicy.newBuilder()
                .setName("idle")
                .setIdleSeconds(1L)
                .setUpdatedAt(TestRecords.TIME)
                .build();
    }
}
