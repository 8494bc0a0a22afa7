/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mopup.contract.MopupHeaders;
import io.mopup.contract.MopupTopic;
import io.mopup.contract.ReasonCode;
import io.mopup.events.AbortRoundReport;
import io.mopup.events.PartDeleted;
import io.mopup.events.PartDeletion;
import io.mopup.events.PartDeletionFailed;
import io.mopup.events.RoundOutcome;
import io.mopup.events.StorageFailure;
import io.mopup.events.UploadIdentity;
import io.mopup.storage.PartStorage;
import io.mopup.storage.filesystem.FileSystemOptions;
import io.mopup.storage.filesystem.FileSystemPartStorage;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.management.ObjectName;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for an agent however it shares the work with others. */
class StorageAgentTest {
    @TempDir
    Path root;

    private final UploadIdentity upload = Work.upload("u1");
    private Installation installation;
    private PartStorage storage;

    @BeforeEach
    void prepare() throws Exception {
        installation = Installation.create();
        FileSystemPartStorage.format(root);
        storage = FileSystemPartStorage.open(root, FileSystemOptions.DEFAULT);
    }

    @AfterEach
    void close() {
        installation.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"share", "classic"})
    void shouldDeleteSweepAndReportWhenAsked(final String protocol) throws Exception {
        final PartDeletion first = Work.stored(storage, upload, 1);
        final PartDeletion second = Work.stored(storage, upload, 2);
        Work.stored(storage, upload, 3);
        final Headers headers = new RecordHeaders();
        MopupHeaders.put(headers, MopupHeaders.COMMAND_ID, "command-1");
        MopupHeaders.put(headers, MopupHeaders.TRACE_PARENT, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

        try (StorageAgent agent = started(protocol)) {
            installation.publish(headers, first, second);
            installation.awaitReports(2);
            installation.publish(headers, first, Work.deletion(upload, 4, "../../etc/passwd"));
            installation.awaitReports(4);
            installation.publish(Work.round(upload, 1));
            installation.awaitReports(5);
            installation.publish(Work.round(upload, 2), Work.round(Work.upload("never"), 1));
            final List<SpecificRecord> reports = installation.awaitReports(7);

            assertThat(deleted(reports)).extracting(PartDeleted::getFound).containsExactlyInAnyOrder(true, true, false);
            assertThat(deleted(reports)).extracting(PartDeleted::getBytesFreed).contains(10L, 10L, 0L);
            assertThat(of(reports, PartDeletionFailed.class)).singleElement().satisfies(failed -> {
                assertThat(failed.getFailure()).isEqualTo(StorageFailure.UNUSABLE);
                assertThat(failed.getPartNumber()).isEqualTo(4);
                assertThat(failed.getMessage()).contains("locator");
            });
            assertThat(of(reports, AbortRoundReport.class))
                    .extracting(AbortRoundReport::getOutcome)
                    .containsExactlyInAnyOrder(RoundOutcome.LEFTOVERS, RoundOutcome.EMPTY, RoundOutcome.NOT_FOUND);
            assertThat(of(reports, AbortRoundReport.class).get(0).getLeftovers())
                    .singleElement()
                    .satisfies(left -> assertThat(left.getPartNumber()).isEqualTo(3));
            assertHeaders(installation.rawReports().get(0));
            assertMetric(agent, AgentMetric.DELETIONS, Map.of(), 3);
            assertMetric(agent, AgentMetric.BYTES_FREED, Map.of(), 30);
            assertMetric(agent, AgentMetric.DELETION_FAILURES, Map.of("failure", "UNUSABLE"), 1);
            assertMetric(agent, AgentMetric.ROUNDS, Map.of("outcome", "LEFTOVERS"), 1);
            assertThat(ManagementFactory.getPlatformMBeanServer()
                            .queryNames(new ObjectName("mopup:type=" + AgentMetric.GROUP + ",*"), null))
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"share", "classic"})
    void shouldDeleteNothingWhenTheTransactionWasAborted(final String protocol) {
        final PartDeletion aborted = Work.stored(storage, upload, 1);
        final PartDeletion committed = Work.stored(storage, upload, 2);

        try (StorageAgent agent = started(protocol)) {
            installation.publishAndAbort(aborted);
            installation.publish(committed);

            assertThat(deleted(installation.awaitReports(1)))
                    .extracting(PartDeleted::getPartNumber)
                    .containsExactly(2);
        }
        assertThat(root.resolve(aborted.getLocator())).exists();
        assertThat(root.resolve(committed.getLocator())).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"share", "classic"})
    void shouldWriteDeadLettersAndGoOnWhenRecordsAreUnusable(final String protocol) throws Exception {
        final PartDeletion deletion = Work.stored(storage, upload, 1);
        final UploadIdentity nameless = Work.upload("");
        final int foreign = installation.registerForeign(
                SchemaBuilder.record("Foreign").fields().requiredInt("x").endRecord());
        final byte[] foreignBytes = ByteBuffer.allocate(6)
                .put((byte) 0)
                .putInt(foreign)
                .put((byte) 2)
                .array();
        final byte[] unknownSchema = {0, 0, 0, 100, 100, 0};
        final byte[] plainText = "delete it".getBytes(StandardCharsets.UTF_8);
        for (final MopupTopic topic : List.of(MopupTopic.PART_DELETIONS, MopupTopic.ABORT_ROUNDS)) {
            installation.publishBytes(topic, "u1", plainText);
            installation.publishBytes(topic, "u1", null);
            installation.publishBytes(topic, "u1", foreignBytes);
            installation.publishBytes(topic, "u1", unknownSchema);
        }
        installation.publishBytes(
                MopupTopic.ABORT_ROUNDS, "u1", installation.encode(MopupTopic.PART_DELETIONS, deletion));
        installation.publish(Work.deletion(nameless, 1, "x"), deletion);

        final List<String> reasons = new ArrayList<>();
        try (StorageAgent agent = started(protocol)) {
            installation.awaitReports(1);
            for (final ConsumerRecord<byte[], byte[]> letter : installation.awaitDeadLetters(10)) {
                reasons.add(MopupHeaders.get(letter.headers(), MopupHeaders.ERROR_REASON)
                        .orElseThrow());
            }
            assertMetric(agent, AgentMetric.DEAD_LETTERS, Map.of("reason", "UNDECODABLE"), 2);
        }

        assertThat(reasons)
                .containsExactlyInAnyOrder(
                        ReasonCode.UNDECODABLE.name(),
                        ReasonCode.UNDECODABLE.name(),
                        ReasonCode.TOMBSTONE.name(),
                        ReasonCode.TOMBSTONE.name(),
                        ReasonCode.RECORD_UNEXPECTED.name(),
                        ReasonCode.RECORD_UNEXPECTED.name(),
                        ReasonCode.RECORD_UNEXPECTED.name(),
                        ReasonCode.SCHEMA_UNKNOWN.name(),
                        ReasonCode.SCHEMA_UNKNOWN.name(),
                        ReasonCode.UPLOAD_ID_EMPTY.name());
        assertThat(installation.awaitDeadLetters(10))
                .filteredOn(letter -> letter.value() != null)
                .anySatisfy(letter -> {
                    assertThat(letter.value()).isEqualTo(plainText);
                    assertThat(MopupHeaders.get(letter.headers(), MopupHeaders.ERROR_TOPIC))
                            .contains(installation.topics().of(MopupTopic.PART_DELETIONS));
                });
        // A second agent must not meet them again; what it answers comes after whatever it would dead-letter.
        try (StorageAgent agent = started(protocol)) {
            installation.publish(Work.stored(storage, upload, 2));
            installation.awaitReports(2);
        }
        assertThat(installation.awaitDeadLetters(10)).hasSize(10);
    }

    private StorageAgent started(final String protocol) {
        final StorageAgent agent =
                new StorageAgent(installation.config(Map.of(AgentConfig.GROUP_PROTOCOL_CONFIG, protocol)), storage);
        agent.start();
        assertThat(agent.healthy()).isTrue();
        return agent;
    }

    private void assertHeaders(final ConsumerRecord<byte[], byte[]> report) {
        assertThat(report.key()).asString(StandardCharsets.UTF_8).isEqualTo("u1");
        assertThat(MopupHeaders.get(report.headers(), MopupHeaders.COMMAND_ID)).contains("command-1");
        assertThat(MopupHeaders.get(report.headers(), MopupHeaders.TRACE_PARENT))
                .isPresent();
        assertThat(MopupHeaders.get(report.headers(), MopupHeaders.CE_TYPE)).contains("io.mopup.events.PartDeleted");
        assertThat(MopupHeaders.get(report.headers(), MopupHeaders.CE_ID)).isPresent();
    }

    static void assertMetric(
            final StorageAgent agent, final AgentMetric metric, final Map<String, String> tags, final double value) {
        await().untilAsserted(() -> assertThat(metric(agent, metric, tags)).isEqualTo(value));
    }

    static double metric(final StorageAgent agent, final AgentMetric metric, final Map<String, String> tags) {
        return agent.metrics().orElseThrow().metrics().values().stream()
                .filter(found -> found.metricName().name().equals(metric.metricName()))
                .filter(found -> found.metricName().tags().entrySet().containsAll(tags.entrySet()))
                .mapToDouble(found -> ((Number) found.metricValue()).doubleValue())
                .sum();
    }

    private static List<PartDeleted> deleted(final List<SpecificRecord> reports) {
        return of(reports, PartDeleted.class);
    }

    private static <T> List<T> of(final List<SpecificRecord> reports, final Class<T> type) {
        return reports.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
