/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import static io.mopup.processor.internal.TestRecords.abort;
import static io.mopup.processor.internal.TestRecords.created;
import static io.mopup.processor.internal.TestRecords.deleted;
import static io.mopup.processor.internal.TestRecords.part;
import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.contract.MopupHeaders;
import io.mopup.contract.MopupTopic;
import io.mopup.contract.TraceParent;
import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.AbortReason;
import io.mopup.events.AbortRound;
import io.mopup.events.AbortRoundReport;
import io.mopup.events.AssemblyFailed;
import io.mopup.events.CommandResult;
import io.mopup.events.CompleteMultipartUpload;
import io.mopup.events.CompletedPart;
import io.mopup.events.LifecycleType;
import io.mopup.events.PartDeletion;
import io.mopup.events.UploadLifecycle;
import io.mopup.processor.FoldConfig;
import io.mopup.processor.PolicyConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One abort is one trace, whatever brings its outputs about: records of other traces, records without one, timers. */
class TracesTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String ABORT = trace("abort");

    @TempDir
    Path directory;

    @Test
    void shouldStayInTheTraceOfTheAbortUntilTheReceiptWhenTheProcessorIsRestarted() throws Exception {
        final Map<String, ?> quick = Map.of(FoldConfig.QUIET_PERIOD_CONFIG, 500);
        try (FoldDriver first = new FoldDriver(Files.createDirectory(directory.resolve("1")), quick, 1);
                FoldDriver second = new FoldDriver(Files.createDirectory(directory.resolve("2")), quick, 1)) {
            first.publish(created("u1"), headers("created", null));
            first.publish(part("u1", 1), headers("part", null));
            first.publish(abort("u1", "c1"), headers("abort", null));
            final PartDeletion deletion = (PartDeletion) onlyOfTheAbort(first, MopupTopic.PART_DELETIONS);
            onlyOfTheAbort(first, MopupTopic.RESULTS);
            second.restore(first);

            // An agent that knows nothing of traces, and one that has a trace of its own.
            second.publish(deleted(deletion));
            second.publish(empty(onlyOfTheAbort(second, MopupTopic.ABORT_ROUNDS)), headers("agent", null));
            second.advance(SECOND);
            second.publish(empty(onlyOfTheAbort(second, MopupTopic.ABORT_ROUNDS)), headers("agent", null));

            final List<TestRecord<byte[], byte[]>> lifecycle = second.raw(MopupTopic.LIFECYCLE);
            assertThat(((UploadLifecycle) second.decode(
                                    MopupTopic.LIFECYCLE,
                                    lifecycle.get(lifecycle.size() - 1).value()))
                            .getType())
                    .isEqualTo(LifecycleType.RECLAIMED);
            lifecycle.forEach(record -> assertCause(record.headers(), "c1", ABORT));
        }
    }

    @Test
    void shouldDeleteALatePartInTheTraceOfTheAbortAndAnswerItInItsOwn() {
        try (FoldDriver fold = new FoldDriver(directory)) {
            fold.publish(created("u1"), headers("created", null));
            fold.publish(abort("u1", "c1"), headers("abort", null));
            onlyOfTheAbort(fold, MopupTopic.RESULTS);

            fold.publish(part("u1", 1), headers("part", "e1"));

            onlyOfTheAbort(fold, MopupTopic.PART_DELETIONS);
            assertCause(fold.raw(MopupTopic.RESULTS).get(0).headers(), "e1", trace("part"));
        }
    }

    @Test
    void shouldAnswerInItsOwnTraceWhenTheAbortIsAskedForAgain() {
        try (FoldDriver fold = new FoldDriver(directory)) {
            fold.publish(created("u1"), headers("created", null));
            fold.publish(abort("u1", "c1"), headers("abort", null));
            onlyOfTheAbort(fold, MopupTopic.RESULTS);

            fold.publish(abort("u1", "c2"), headers("again", null));

            assertCause(fold.raw(MopupTopic.RESULTS).get(0).headers(), "c2", trace("again"));
        }
    }

    @Test
    void shouldBeInTheTraceOfTheAbortWhenItHadToWaitForTheUpload() {
        try (FoldDriver fold = new FoldDriver(directory)) {
            fold.publish(part("u1", 1), headers("part", null));
            fold.publish(abort("u1", "c1"), headers("abort", null));

            fold.publish(created("u1"), headers("created", null));

            onlyOfTheAbort(fold, MopupTopic.RESULTS);
            onlyOfTheAbort(fold, MopupTopic.PART_DELETIONS);
        }
    }

    @Test
    void shouldAnswerInTheTraceOfTheAbortWhenTheUploadNeverBecameKnown() {
        try (FoldDriver fold = new FoldDriver(directory)) {
            fold.publish(part("u1", 1), headers("part", null));
            fold.publish(abort("u1", "c1"), headers("abort", null));

            fold.advance(Duration.ofSeconds(11));

            onlyOfTheAbort(fold, MopupTopic.RESULTS);
        }
    }

    @Test
    void shouldBeInTheTraceOfTheAbortWhenItHadToWaitForAnAssembly() {
        try (FoldDriver fold = new FoldDriver(directory)) {
            fold.publish(created("u1"), headers("created", null));
            fold.publish(part("u1", 1), headers("part", null));
            fold.publish(complete("u1"), headers("complete", null));
            fold.publish(abort("u1", "c1"), headers("abort", null));

            fold.publish(failed("u1"), headers("failed", null));

            final List<TestRecord<byte[], byte[]>> results = fold.raw(MopupTopic.RESULTS);
            assertThat(results).hasSize(2);
            results.forEach(record -> {
                final String id = ((CommandResult) fold.decode(MopupTopic.RESULTS, record.value())).getCommandId();
                assertCause(record.headers(), id, id.equals("c1") ? ABORT : trace("complete"));
            });
            onlyOfTheAbort(fold, MopupTopic.PART_DELETIONS);
        }
    }

    @Test
    void shouldBeInTheTraceOfTheAbortWhenItWasHeldInItsUndoWindow() {
        try (FoldDriver fold = new FoldDriver(directory, Map.of(PolicyConfig.UNDO_WINDOW_CONFIG, 5_000), 1)) {
            fold.publish(created("u1"), headers("created", null));
            fold.publish(part("u1", 1), headers("part", null));
            final AbortMultipartUpload byOperator = abort("u1", "c1");
            byOperator.setReason(AbortReason.OPERATOR);
            fold.publish(byOperator, headers("abort", null));

            fold.advance(Duration.ofSeconds(6));

            onlyOfTheAbort(fold, MopupTopic.PART_DELETIONS);
        }
    }

    private static SpecificRecord onlyOfTheAbort(final FoldDriver fold, final MopupTopic topic) {
        final List<TestRecord<byte[], byte[]>> records = fold.raw(topic);
        assertThat(records).hasSize(1);
        assertCause(records.get(0).headers(), "c1", ABORT);
        return fold.decode(topic, records.get(0).value());
    }

    private static void assertCause(final Headers headers, final String commandId, final String trace) {
        assertThat(MopupHeaders.get(headers, MopupHeaders.COMMAND_ID)).hasValue(commandId);
        assertThat(MopupHeaders.get(headers, MopupHeaders.TRACE_PARENT)).hasValue(trace);
    }

    /** A trace context that is always the same for the same name. */
    private static String trace(final String name) {
        final String id = TraceParent.spanId(name);
        return new TraceParent(id + id, id, "01").toString();
    }

    private static Headers headers(final String trace, final String commandId) {
        final Headers headers = new RecordHeaders();
        MopupHeaders.put(headers, MopupHeaders.TRACE_PARENT, trace(trace));
        if (commandId != null) {
            MopupHeaders.put(headers, MopupHeaders.COMMAND_ID, commandId);
        }
        return headers;
    }

    private static AbortRoundReport empty(final SpecificRecord asked) {
        final AbortRound round = (AbortRound) asked;
        return TestRecords.empty(round, round.getRequestedAt());
    }

    private static CompleteMultipartUpload complete(final String uploadId) {
        return CompleteMultipartUpload.newBuilder()
                .setCommandId("complete")
                .setIdentity(TestRecords.identity(uploadId))
                .setRequester(TestRecords.requester())
                .setParts(List.of(CompletedPart.newBuilder()
                        .setPartNumber(1)
                        .setEtag("etag")
                        .build()))
                .setIssuedAt(TestRecords.TIME)
                .build();
    }

    private static AssemblyFailed failed(final String uploadId) {
        return AssemblyFailed.newBuilder()
                .setIdentity(TestRecords.identity(uploadId))
                .setCommandId("complete")
                .setErrorCode("InternalError")
                .setHttpStatus(500)
                .setFailedAt(TestRecords.TIME)
                .build();
    }
}
