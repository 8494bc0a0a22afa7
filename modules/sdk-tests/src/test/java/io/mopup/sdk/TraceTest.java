/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.client.LoggedRecord;
import io.mopup.client.MopupClient;
import io.mopup.contract.MopupHeaders;
import io.mopup.contract.MopupTopic;
import io.mopup.contract.TraceParent;
import io.mopup.events.LifecycleType;
import io.mopup.events.UploadLifecycle;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The trace context of an HTTP request goes with everything that its abort leads to. */
class TraceTest {
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private final WireTrial trial = new WireTrial();

    @Test
    void shouldReachTheReceiptWhenTheProcessorIsRestartedMeanwhile() throws Exception {
        final WireUpload upload = trial.upload();
        upload.part(1, 1_000);
        upload.part(2, 1_000);
        upload.abort("traceparent", TRACE);
        RealStack.get().withoutProcessor(() -> {});
        Receipts.awaitFor(List.of(upload.id()));

        try (MopupClient client = new MopupClient(RealStack.get().client())) {
            assertThat(traces(client, MopupTopic.COMMANDS, upload.id())).containsExactly(Optional.of(TRACE));
            final List<LoggedRecord> ofTheAbort = Stream.of(
                            MopupTopic.PART_DELETIONS,
                            MopupTopic.ABORT_ROUNDS,
                            MopupTopic.STORAGE_REPORTS,
                            MopupTopic.LIFECYCLE)
                    .flatMap(topic -> client.records(topic, upload.id(), Instant.EPOCH).stream())
                    .filter(record -> !isCreation(record))
                    .toList();
            assertThat(ofTheAbort).hasSizeGreaterThan(8).allSatisfy(record -> assertThat(trace(record))
                    .as(record.value().toString())
                    .hasValue(TRACE));
        }
    }

    @Test
    void shouldBeginATraceWhenTheHeaderIsNone() throws Exception {
        final WireUpload upload = trial.upload();
        upload.abort("traceparent", TRACE + "-more").isEmpty(204);

        try (MopupClient client = new MopupClient(RealStack.get().client())) {
            assertThat(traces(client, MopupTopic.COMMANDS, upload.id()))
                    .singleElement()
                    .satisfies(trace -> assertThat(trace.flatMap(TraceParent::parse)
                                    .map(TraceParent::traceId)
                                    .orElseThrow())
                            .isNotEqualTo("4bf92f3577b34da6a3ce929d0e0e4736"));
        }
    }

    private static boolean isCreation(final LoggedRecord record) {
        return record.value() instanceof UploadLifecycle event && event.getType() == LifecycleType.CREATED;
    }

    private static List<Optional<String>> traces(
            final MopupClient client, final MopupTopic topic, final String uploadId) {
        return client.records(topic, uploadId, Instant.EPOCH).stream()
                .map(TraceTest::trace)
                .toList();
    }

    private static Optional<String> trace(final LoggedRecord record) {
        return MopupHeaders.get(record.headers(), MopupHeaders.TRACE_PARENT);
    }
}
