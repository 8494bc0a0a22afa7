/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.client.LoggedRecord;
import io.mopup.client.MopupClient;
import io.mopup.client.StartAt;
import io.mopup.contract.MopupHeaders;
import io.mopup.contract.MopupTopic;
import io.mopup.contract.TraceParent;
import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.AbortReason;
import io.mopup.events.Dialect;
import io.mopup.events.LifecycleType;
import io.mopup.events.MultipartUploadCreated;
import io.mopup.events.PartDeleted;
import io.mopup.events.PartDeletion;
import io.mopup.events.PartUploaded;
import io.mopup.events.ReclaimBy;
import io.mopup.events.ReclaimState;
import io.mopup.events.Requester;
import io.mopup.events.UploadIdentity;
import io.mopup.events.UploadLifecycle;
import io.mopup.events.UploadStatus;
import io.mopup.processor.FoldConfig;
import io.mopup.storage.PartGeneration;
import io.mopup.storage.StoredPart;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The trace of real aborts: broker, registry, processor, agent and disk. */
@Tag("long")
class TraceCommandTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final TraceParent CALLER = TraceParent.parse(
                    "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00")
            .orElseThrow();

    @TempDir
    private static Path directory;

    private static DataDirectory data;
    private static LocalStack stack;
    private static MopupClient client;

    @BeforeAll
    static void start() {
        data = DataDirectory.take(directory.resolve("data"));
        stack = LocalStack.start(
                data,
                new LocalStack.Options(0, 0, Optional.empty(), false, Map.of(FoldConfig.QUIET_PERIOD_CONFIG, "500")),
                stage -> {});
        client = new MopupClient(stack.clientConfig());
    }

    @AfterAll
    static void stop() {
        client.close();
        stack.close();
        data.close();
    }

    @Test
    void shouldBeOneTraceFromTheCommandToTheReceiptWhenAnUploadIsAborted() throws Exception {
        final UploadIdentity upload = upload("whole");
        stored(upload, 1);
        stored(upload, 2);
        stored(upload, 3);
        // On the disk before the abort, and known only after it.
        final PartUploaded late = written(upload, 4);
        abort(upload, CALLER);
        client.send(late, "late-part", LIMIT).join();
        awaitReceipt("whole");

        final List<Span> spans;
        try (Collector collector = new Collector(200)) {
            final Run run = trace("whole", "--otlp-endpoint", collector.url());
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.lines()).hasSizeGreaterThan(8);
            spans = Collector.spans(collector.requests().get(0));

            trace("whole", "--otlp-endpoint", collector.url());
            assertThat(collector.requests()).hasSize(2);
            assertThat(collector.requests().get(1))
                    .isEqualTo(collector.requests().get(0));
        }

        assertThat(spans)
                .extracting(span -> hex(span.getTraceId().toByteArray()))
                .containsOnly(CALLER.traceId());
        final Span root = spans.get(0);
        assertThat(root.getName()).isEqualTo("AbortMultipartUpload");
        assertThat(hex(root.getParentSpanId().toByteArray())).isEqualTo(CALLER.spanId());
        assertThat(attribute(root, "aws.s3.upload_id").getStringValue()).isEqualTo("whole");
        assertThat(root.getEventsList())
                .extracting(Span.Event::getName)
                .startsWith("ABORTED")
                .contains("LATE_PART")
                .endsWith("RECLAIMED");
        assertThat(spans.subList(1, spans.size()))
                .extracting(Span::getParentSpanId)
                .containsOnly(root.getSpanId());
        assertThat(spans).extracting(Span::getSpanId).doesNotHaveDuplicates();
        assertThat(spans).allSatisfy(span -> {
            assertThat(span.getStartTimeUnixNano()).isBetween(root.getStartTimeUnixNano(), span.getEndTimeUnixNano());
            assertThat(span.getEndTimeUnixNano()).isLessThanOrEqualTo(root.getEndTimeUnixNano());
        });
        assertThat(named(spans, "decide")).singleElement().satisfies(span -> assertThat(
                        attribute(span, "http.response.status_code").getIntValue())
                .isEqualTo(204));
        assertDeletions(named(spans, "delete part "));
        assertThat(named(spans, "abort round "))
                .hasSize(records(MopupTopic.ABORT_ROUNDS, "whole").size());
        assertThat(spans.get(spans.size() - 1)).satisfies(last -> {
            assertThat(attribute(last, "mopup.outcome").getStringValue()).isEqualTo("EMPTY");
        });
        assertThat(named(spans, "receipt")).isNotEmpty().allSatisfy(span -> assertThat(
                        attribute(span, "mopup.basis").getStringValue())
                .isEqualTo("EMPTY"));
    }

    @Test
    void shouldCarryTheTraceOfTheCommandOnEveryRecordWhenAnUploadIsAborted() throws Exception {
        final UploadIdentity upload = upload("headers");
        stored(upload, 1);
        final PartUploaded late = written(upload, 2);
        abort(upload, CALLER);
        client.send(late, UUID.randomUUID().toString(), LIMIT).join();
        awaitReceipt("headers");

        final List<LoggedRecord> lifecycle = records(MopupTopic.LIFECYCLE, "headers");
        final List<LoggedRecord> all = Stream.of(
                        records(MopupTopic.PART_DELETIONS, "headers"),
                        records(MopupTopic.ABORT_ROUNDS, "headers"),
                        records(MopupTopic.STORAGE_REPORTS, "headers"),
                        // All but CREATED, which comes before.
                        lifecycle.subList(1, lifecycle.size()))
                .flatMap(List::stream)
                .toList();
        assertThat(all).hasSizeGreaterThan(10).allSatisfy(record -> assertThat(
                        MopupHeaders.get(record.headers(), MopupHeaders.TRACE_PARENT))
                .as(record.value().toString())
                .hasValue(CALLER.toString()));
    }

    @Test
    void shouldBeTheTopOfTheTraceWhenNobodyElseBeganIt() throws Exception {
        final UploadIdentity upload = upload("own");
        stored(upload, 1);
        abort(upload, null);
        awaitReceipt("own");

        try (Collector collector = new Collector(200)) {
            trace("own", "--otlp-endpoint", collector.url());
            final Span root = Collector.spans(collector.requests().get(0)).get(0);
            assertThat(root.getParentSpanId().isEmpty()).isTrue();
            final LoggedRecord command = records(MopupTopic.COMMANDS, "own").get(0);
            assertThat(MopupHeaders.get(command.headers(), MopupHeaders.TRACE_PARENT))
                    .hasValue("00-" + hex(root.getTraceId().toByteArray()) + "-"
                            + hex(root.getSpanId().toByteArray()) + "-01");
        }
        assertThat(trace("own", "--json").lines().get(0))
                .startsWith("{\"traceId\":\"")
                .contains("\"parentSpanId\":null", "\"name\":\"AbortMultipartUpload\"");
    }

    @Test
    void shouldSendNothingWhenTheAbortIsUnderWay() throws Exception {
        client.publish(UploadLifecycle.newBuilder()
                        .setIdentity(identity("open"))
                        .setType(LifecycleType.ABORTED)
                        .setStatus(UploadStatus.ABORTED)
                        .setReclaim(ReclaimState.DELETING)
                        .setCommandId("c")
                        .setOccurredAt(now())
                        .build())
                .join();

        try (Collector collector = new Collector(200)) {
            final Run run = trace("open", "--otlp-endpoint", collector.url());

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).contains("under way (DELETING)", "The command is not kept any more");
            assertThat(run.out()).contains("AbortMultipartUpload", "decide");
            assertThat(collector.requests()).isEmpty();
        }
    }

    @Test
    void shouldSayWhyWhenTheCollectorTakesNothingOrThereIsNoAbort() throws Exception {
        client.publish(UploadLifecycle.newBuilder()
                        .setIdentity(identity("parked"))
                        .setType(LifecycleType.ABORTED)
                        .setStatus(UploadStatus.ABORTED)
                        .setReclaim(ReclaimState.PARKED)
                        .setCommandId("c")
                        .setOccurredAt(now())
                        .build())
                .join();

        try (Collector collector = new Collector(400)) {
            final Run run = trace("parked", "--otlp-endpoint", collector.url());
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).contains("The collector did not take the trace at " + collector.url() + "/v1/traces");
            assertThat(Collector.spans(collector.requests().get(0))
                            .get(0)
                            .getStatus()
                            .getCode())
                    .isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
        }
        assertThat(trace("no-such-upload"))
                .satisfies(run -> assertThat(run.exitCode()).isEqualTo(1))
                .satisfies(run -> assertThat(run.err()).contains("No abort of upload no-such-upload was accepted"));
    }

    /** Each deletion that was ever published, with the times and the outcome that its own report has. */
    private static void assertDeletions(final List<Span> spans) {
        final Map<Integer, PartDeleted> reports = records(MopupTopic.STORAGE_REPORTS, "whole").stream()
                .map(LoggedRecord::value)
                .filter(PartDeleted.class::isInstance)
                .map(PartDeleted.class::cast)
                .collect(Collectors.toMap(PartDeleted::getPartNumber, report -> report));
        final List<PartDeletion> deletions = records(MopupTopic.PART_DELETIONS, "whole").stream()
                .map(record -> (PartDeletion) record.value())
                .toList();
        assertThat(deletions).extracting(PartDeletion::getPartNumber).containsExactlyInAnyOrder(1, 2, 3, 4);
        assertThat(spans).hasSameSizeAs(deletions);
        for (final PartDeletion deletion : deletions) {
            final PartDeleted report = reports.get(deletion.getPartNumber());
            assertThat(named(spans, "delete part " + deletion.getPartNumber()))
                    .singleElement()
                    .satisfies(span -> {
                        assertThat(millis(span.getStartTimeUnixNano()))
                                .isEqualTo(deletion.getRequestedAt().toEpochMilli());
                        assertThat(millis(span.getEndTimeUnixNano()))
                                .isEqualTo(report.getDeletedAt().toEpochMilli());
                        assertThat(attribute(span, "mopup.bytes_freed").getIntValue())
                                .isEqualTo(report.getBytesFreed());
                        assertThat(attribute(span, "mopup.locator").getStringValue())
                                .isEqualTo(deletion.getLocator());
                    });
        }
    }

    private static UploadIdentity upload(final String uploadId) {
        final UploadIdentity identity = identity(uploadId);
        stack.storage().create(identity);
        client.publish(MultipartUploadCreated.newBuilder()
                        .setIdentity(identity)
                        .setInitiatedAt(now())
                        .setReclaimBy(ReclaimBy.PART)
                        .build())
                .join();
        return identity;
    }

    private static void stored(final UploadIdentity upload, final int number) throws IOException {
        client.publish(written(upload, number)).join();
    }

    private static PartUploaded written(final UploadIdentity upload, final int number) throws IOException {
        final StoredPart part = stack.storage()
                .write(new PartGeneration(upload, number, 1), new ByteArrayInputStream(new byte[1_000 * number]));
        return PartUploaded.newBuilder()
                .setIdentity(upload)
                .setPartNumber(number)
                .setGeneration(1)
                .setLocator(part.locator())
                .setSize(part.size())
                .setUploadedAt(now())
                .build();
    }

    private static void abort(final UploadIdentity upload, final TraceParent trace) {
        final AbortMultipartUpload command = AbortMultipartUpload.newBuilder()
                .setCommandId(UUID.randomUUID().toString())
                .setIdentity(upload)
                .setRequester(Requester.newBuilder().build())
                .setReason(AbortReason.CLIENT)
                .setIssuedAt(now())
                .build();
        assertThat(client.send(command, LIMIT, trace).join().getHttpStatus()).isEqualTo(204);
    }

    private static void awaitReceipt(final String uploadId) {
        try (var lifecycle = client.follow(uploadId, StartAt.BEGINNING)) {
            assertThat(lifecycle.await(event -> event.getType() == LifecycleType.RECLAIMED, LIMIT))
                    .isPresent();
        }
    }

    private static Run trace(final String... args) {
        return Run.mopup(Stream.concat(
                        Stream.concat(Stream.of("trace"), Stream.of(args)),
                        Stream.of(
                                "--bootstrap-server", stack.bootstrapServers(), "--registry-url", stack.registryUrl()))
                .toArray(String[]::new));
    }

    private static List<LoggedRecord> records(final MopupTopic topic, final String uploadId) {
        return client.records(topic, uploadId, Instant.EPOCH);
    }

    private static List<Span> named(final List<Span> spans, final String name) {
        return spans.stream().filter(span -> span.getName().startsWith(name)).toList();
    }

    private static AnyValue attribute(final Span span, final String name) {
        return span.getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals(name))
                .map(KeyValue::getValue)
                .findFirst()
                .orElse(AnyValue.getDefaultInstance());
    }

    private static UploadIdentity identity(final String uploadId) {
        return UploadIdentity.newBuilder()
                .setDialect(Dialect.S3)
                .setContainer("photos")
                .setKey("cat.jpg")
                .setUploadId(uploadId)
                .build();
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private static long millis(final long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }

    private static String hex(final byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
