/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import static io.mopup.processor.internal.TestRecords.abort;
import static io.mopup.processor.internal.TestRecords.bucket;
import static io.mopup.processor.internal.TestRecords.created;
import static io.mopup.processor.internal.TestRecords.part;
import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.contract.MopupTopic;
import io.mopup.contract.RecordKeys;
import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.AbortPolicy;
import io.mopup.events.AbortReason;
import io.mopup.events.CommandResult;
import io.mopup.events.Container;
import io.mopup.events.LifecycleType;
import io.mopup.events.MultipartUploadAssembled;
import io.mopup.events.PartDeletion;
import io.mopup.events.UploadLifecycle;
import io.mopup.processor.PolicyConfig;
import io.mopup.processor.ProcessorMetric;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainersOnTopologyTest {
    @TempDir
    Path directory;

    private FoldDriver fold;

    @BeforeEach
    void start() {
        fold = new FoldDriver(directory, Map.of(PolicyConfig.SPREAD_CONFIG, 60_000L), 1);
    }

    @AfterEach
    void stop() {
        fold.close();
    }

    @Test
    void shouldAbortEveryOpenUploadWhenItsBucketIsDeleted() {
        IntStream.range(0, 2_500).forEach(i -> {
            fold.publish(created("u" + i));
            fold.publish(part("u" + i, 1));
        });

        fold.publish(bucket(TestRecords.TIME));
        final int[] seconds = {0};
        final Set<String> aborted = new HashSet<>();
        int most = 0;
        while (aborted.size() < 2_500 && seconds[0]++ < 120) {
            fold.advance(Duration.ofSeconds(1));
            final List<UploadLifecycle> events = fold.read(MopupTopic.LIFECYCLE, UploadLifecycle.class).stream()
                    .filter(event -> event.getType() == LifecycleType.ABORTED)
                    .toList();
            events.forEach(event -> {
                assertThat(event.getReason()).isEqualTo(AbortReason.CONTAINER_DELETED);
                aborted.add(event.getIdentity().getUploadId());
            });
            most = Math.max(most, events.size());
        }

        assertThat(aborted).hasSize(2_500);
        assertThat(fold.read(MopupTopic.PART_DELETIONS, PartDeletion.class).stream()
                        .map(PartDeletion::getDeletionId)
                        .distinct())
                .hasSize(2_500);
        // A minute for all of them: no second gets more than a few times its share.
        assertThat(most).isLessThan(300);
        fold.publish(abort("u7", "later"));
        assertThat(fold.read(MopupTopic.RESULTS, CommandResult.class))
                .filteredOn(result -> result.getCommandId().equals("later"))
                .singleElement()
                .satisfies(result -> assertThat(result.getErrorCode()).isEqualTo("NoSuchBucket"));
    }

    @Test
    void shouldAbortTheOthersWhenOneUploadIsBad() {
        for (int i = 0; i < 20; i++) {
            fold.publish(created("u" + i));
            fold.publish(part("u" + i, 1));
        }
        // One of them was completed behind our back; its parts are not for us to touch.
        fold.publish(new MultipartUploadAssembled(
                TestRecords.identity("u7"), null, "etag", null, null, null, 1_000L, TestRecords.TIME));

        fold.publish(bucket(TestRecords.TIME));
        for (int second = 0; second < 70; second++) {
            fold.advance(Duration.ofSeconds(1));
        }

        assertThat(fold.read(MopupTopic.PART_DELETIONS, PartDeletion.class).stream()
                        .map(PartDeletion::getDeletionId)
                        .distinct())
                .hasSize(19)
                .doesNotContain("u7/1/1");
        assertThat(fold.metric(ProcessorMetric.POLICY_ABORTS, AbortReason.CONTAINER_DELETED.name()))
                .isEqualTo(19);
    }

    @Test
    void shouldSendTheCommandOfAPolicyThroughTheCommandsTopic() {
        fold.publish(policy(false));
        fold.publish(created("u1"));

        fold.advance(Duration.ofSeconds(100));

        assertThat(fold.read(MopupTopic.COMMANDS, AbortMultipartUpload.class))
                .singleElement()
                .satisfies(command -> assertThat(command.getRuleId()).isEqualTo("policy/p"));
        assertThat(fold.read(MopupTopic.RESULTS, CommandResult.class))
                .singleElement()
                .satisfies(result -> assertThat(result.getHttpStatus()).isEqualTo(204));
    }

    @Test
    void shouldReviewWhatIsThereWhenAPolicyIsAdded() {
        fold.publish(created("u1"));
        fold.advance(Duration.ofSeconds(200));

        fold.publish(policy(true));
        fold.advance(Duration.ofSeconds(2));
        fold.advance(Duration.ofSeconds(2));

        assertThat(fold.read(MopupTopic.LIFECYCLE, UploadLifecycle.class))
                .extracting(UploadLifecycle::getType)
                .contains(LifecycleType.WOULD_ABORT);
        assertThat(fold.metric(ProcessorMetric.POLICY_DRY_RUNS)).isEqualTo(1);
    }

    @Test
    void shouldKeepTheContainerInForceWhenTheNextRecordCannotBeUsed() {
        fold.publish(bucket(TestRecords.TIME));
        final Container broken = bucket(null);
        broken.setAccount("not an account");

        fold.publish(broken);
        fold.publish(
                MopupTopic.CONTAINERS,
                RecordKeys.of(broken).getBytes(StandardCharsets.UTF_8),
                new byte[] {1, 2, 3},
                new RecordHeaders());
        fold.publish(MopupTopic.CONTAINERS, null, fold.encode(bucket(null)), new RecordHeaders());
        fold.publish(
                MopupTopic.CONTAINERS,
                "s3/another".getBytes(StandardCharsets.UTF_8),
                fold.encode(bucket(null)),
                new RecordHeaders());

        for (final String reason : List.of("ACCOUNT_ILLEGAL", "UNDECODABLE", "KEY_MISSING", "KEY_MISMATCH")) {
            assertThat(fold.metric(ProcessorMetric.CONTAINERS_REJECTED, reason))
                    .as(reason)
                    .isEqualTo(1);
        }
        fold.publish(abort("u1", "a"));
        assertThat(fold.read(MopupTopic.RESULTS, CommandResult.class))
                .singleElement()
                .satisfies(result -> assertThat(result.getErrorCode()).isEqualTo("NoSuchBucket"));
    }

    @Test
    void shouldForgetTheContainerWhenItIsWithdrawn() {
        fold.publish(bucket(TestRecords.TIME));
        fold.publish(created("u1"));

        fold.publish(
                MopupTopic.CONTAINERS,
                RecordKeys.of(bucket(null)).getBytes(StandardCharsets.UTF_8),
                null,
                new RecordHeaders());
        fold.publish(abort("u1", "a"));

        assertThat(fold.read(MopupTopic.RESULTS, CommandResult.class))
                .singleElement()
                .satisfies(result -> assertThat(result.getHttpStatus()).isEqualTo(204));
    }

    private static AbortPolicy policy(final boolean dryRun) {
        return AbortPolicy.newBuilder()
                .setName("p")
                .setAgeSeconds(60L)
                .setDryRun(dryRun)
                .setUpdatedAt(TestRecords.TIME)
                .build();
    }
}
