/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import static io.mopup.processor.internal.TestRecords.abort;
import static io.mopup.processor.internal.TestRecords.created;
import static io.mopup.processor.internal.TestRecords.part;
import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.contract.MopupHeaders;
import io.mopup.contract.MopupTopic;
import io.mopup.contract.ReasonCode;
import io.mopup.core.UploadState;
import io.mopup.events.CommandResult;
import io.mopup.events.CompleteMultipartUpload;
import io.mopup.events.CompletedPart;
import io.mopup.events.LifecycleType;
import io.mopup.events.MultipartUploadAssembled;
import io.mopup.events.MultipartUploadCreated;
import io.mopup.events.UploadLifecycle;
import io.mopup.events.UploadStatus;
import io.mopup.processor.ProcessorMetric;
import io.mopup.processor.TopologyNames;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An upload that the fold cannot work on is set aside, and nothing else is. */
class QuarantineTest {
    @TempDir
    Path directory;

    private FoldDriver fold;

    @BeforeEach
    void start() {
        fold = new FoldDriver(directory);
    }

    @AfterEach
    void stop() {
        fold.close();
    }

    @Test
    void shouldSetOneUploadAsideWhenTheFoldFailsOnIt() {
        fold.publish(created("u1"));
        fold.publish(created("u2"));
        damage("u1");

        fold.publish(assembled("u1"));

        final Headers letter = deadLetter(ReasonCode.INTERNAL_ERROR).headers();
        assertThat(MopupHeaders.get(letter, MopupHeaders.ERROR_EXCEPTION)).isPresent();
        assertThat(MopupHeaders.get(letter, MopupHeaders.ERROR_TOPIC)).hasValue("mopup.upload-events");
        assertThat(lifecycle()).contains(LifecycleType.QUARANTINED);
        assertThat(fold.metric(ProcessorMetric.QUARANTINED)).isEqualTo(1);
        fold.publish(part("u1", 2));
        deadLetter(ReasonCode.QUARANTINED);
        fold.publish(abort("u1", "c1"));
        fold.publish(abort("u2", "c2"));
        final List<CommandResult> results = fold.read(MopupTopic.RESULTS, CommandResult.class);
        assertThat(results).hasSize(2);
        assertThat(results.get(0).getRejection()).isEqualTo(ReasonCode.QUARANTINED.name());
        assertThat(results.get(1).getHttpStatus()).isEqualTo(204);
    }

    @Test
    void shouldSetTheUploadAsideWhenWhatARecordLeadsToIsTooLarge() {
        final CompleteMultipartUpload complete = CompleteMultipartUpload.newBuilder()
                .setCommandId("c1")
                .setIdentity(TestRecords.identity("u1"))
                .setRequester(TestRecords.requester())
                .setParts(IntStream.rangeClosed(1, 10_000)
                        .mapToObj(number -> new CompletedPart(number, "e".repeat(98), null))
                        .toList())
                .setIssuedAt(TestRecords.TIME)
                .build();
        for (final CompletedPart part : complete.getParts()) {
            final int missing = 1_048_400 - fold.encode(complete).length;
            if (missing <= 0) {
                break;
            }
            part.setEtag("e".repeat(98 + Math.min(1_900, missing)));
        }

        // It has to wait for its upload, and does not fit into the store with what is remembered beside it.
        fold.publish(complete);

        deadLetter(ReasonCode.OUTPUT_TOO_LARGE);
        assertThat(lifecycle()).containsExactly(LifecycleType.QUARANTINED);
    }

    @Test
    void shouldDeadLetterAndGoOnWhenNotEvenTheQuarantineFits() {
        fold.close();
        fold = new FoldDriver(directory, Map.of("producer.max.request.size", 1_500), 1);
        final MultipartUploadCreated large = created("u1");
        large.getIdentity().setKey("k".repeat(1_024));
        large.getIdentity().setContainer("b".repeat(255));
        fold.publish(large);
        fold.publish(created("u2"));

        deadLetter(ReasonCode.OUTPUT_TOO_LARGE);
        assertThat(lifecycle()).containsExactly(LifecycleType.CREATED);
    }

    /** A state that no release ever wrote: being completed, by nothing. */
    private void damage(final String uploadId) {
        final KeyValueStore<String, byte[]> uploads = fold.driver().getKeyValueStore(TopologyNames.UPLOADS_STORE);
        final UploadState state = StoredValues.UPLOAD.decode(uploadId, uploads.get(uploadId));
        final UploadState damaged = new UploadState(
                state.identity(),
                state.facts(),
                UploadStatus.COMPLETING,
                false,
                1,
                0,
                null,
                null,
                null,
                state.reclaim(),
                0,
                0,
                state.cause(),
                0);
        uploads.put(uploadId, StoredValues.UPLOAD.encode(damaged));
    }

    private static MultipartUploadAssembled assembled(final String uploadId) {
        return new MultipartUploadAssembled(
                TestRecords.identity(uploadId), null, "etag", null, null, null, 1_000L, TestRecords.TIME);
    }

    private List<LifecycleType> lifecycle() {
        return fold.read(MopupTopic.LIFECYCLE, UploadLifecycle.class).stream()
                .map(UploadLifecycle::getType)
                .toList();
    }

    private TestRecord<byte[], byte[]> deadLetter(final ReasonCode reason) {
        final List<TestRecord<byte[], byte[]>> letters = fold.raw(MopupTopic.DEAD_LETTERS);
        assertThat(letters).hasSize(1);
        assertThat(MopupHeaders.get(letters.get(0).headers(), MopupHeaders.ERROR_REASON))
                .hasValue(reason.name());
        return letters.get(0);
    }
}
