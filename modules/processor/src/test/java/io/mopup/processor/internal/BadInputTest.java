/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import static io.mopup.processor.internal.TestRecords.abort;
import static io.mopup.processor.internal.TestRecords.created;
import static io.mopup.processor.internal.TestRecords.deleted;
import static io.mopup.processor.internal.TestRecords.part;
import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.contract.MopupHeaders;
import io.mopup.contract.MopupTopic;
import io.mopup.contract.ReasonCode;
import io.mopup.contract.RecordKeys;
import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.CommandResult;
import io.mopup.events.CompleteMultipartUpload;
import io.mopup.events.CompletedPart;
import io.mopup.events.Dialect;
import io.mopup.events.PartDeleted;
import io.mopup.events.PartDeletion;
import io.mopup.events.PartUploaded;
import io.mopup.events.UploadStatus;
import io.mopup.processor.ProcessorMetric;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with a record: it gets a stable reason, is counted, and does nothing to any upload. */
class BadInputTest {
    private static final String NEIGHBOUR = "neighbour";

    @TempDir
    Path directory;

    private FoldDriver fold;

    @BeforeEach
    void startWithAnotherUpload() {
        fold = new FoldDriver(directory);
        fold.publish(created(NEIGHBOUR));
        fold.publish(part(NEIGHBOUR, 1));
        discardOutputs();
    }

    /** The other upload is what it was: its abort deletes its one part. */
    @AfterEach
    void checkTheOtherUpload() {
        assertThat(fold.raw(MopupTopic.UPLOADS)).isEmpty();
        fold.publish(abort(NEIGHBOUR, "c-" + NEIGHBOUR));
        assertThat(fold.read(MopupTopic.PART_DELETIONS, PartDeletion.class))
                .singleElement()
                .satisfies(deletion -> assertThat(deletion.getDeletionId()).isEqualTo(NEIGHBOUR + "/1/1"));
        fold.close();
    }

    @Test
    void shouldDeadLetterWhenTheKeyIsMissing() {
        fold.publish(MopupTopic.COMMANDS, null, fold.encode(abort("u1", "c1")), new RecordHeaders());

        assertDeadLetter(ReasonCode.KEY_MISSING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"COMMANDS", "UPLOAD_EVENTS", "STORAGE_REPORTS"})
    void shouldDeadLetterWhenTheValueIsATombstone(final String topic) {
        fold.publish(MopupTopic.valueOf(topic), bytes("u1"), null, new RecordHeaders());

        assertDeadLetter(ReasonCode.TOMBSTONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"COMMANDS", "UPLOAD_EVENTS", "STORAGE_REPORTS"})
    void shouldDeadLetterWhenTheValueIsPlainText(final String topic) {
        fold.publish(MopupTopic.valueOf(topic), bytes("u1"), bytes("{\"abort\":\"please\"}"), new RecordHeaders());

        assertDeadLetter(ReasonCode.UNDECODABLE);
    }

    @Test
    void shouldDeadLetterWhenTheRegistryDoesNotKnowTheSchema() {
        fold.publish(MopupTopic.COMMANDS, bytes("u1"), new byte[] {0, 0x7f, 0, 0, 1, 2}, new RecordHeaders());

        assertDeadLetter(ReasonCode.SCHEMA_UNKNOWN);
    }

    @Test
    void shouldDeadLetterWhenTheSchemaBelongsOnAnotherTopic() {
        final byte[] event = fold.encode(MopupTopic.COMMANDS, part("u1", 1));
        fold.publish(MopupTopic.COMMANDS, bytes("u1"), event, new RecordHeaders());

        assertDeadLetter(ReasonCode.RECORD_UNEXPECTED);
    }

    @Test
    void shouldDeadLetterWhenTheSchemaIsForeign() {
        final byte[] foreign = fold.encodeForeign(MopupTopic.UPLOAD_EVENTS);
        fold.publish(MopupTopic.UPLOAD_EVENTS, bytes("u1"), foreign, new RecordHeaders());

        assertThat(assertDeadLetter(ReasonCode.RECORD_UNEXPECTED).value()).isEqualTo(foreign);
    }

    @Test
    void shouldDeadLetterWhenTheKeyBelongsOnAnotherPartition() {
        try (FoldDriver two = new FoldDriver(directory.resolve("two"), Map.of(), 2)) {
            final String elsewhere = keyOnPartition(1);
            two.publish(created(elsewhere));

            final TestRecord<byte[], byte[]> letter =
                    two.raw(MopupTopic.DEAD_LETTERS).get(0);
            assertThat(MopupHeaders.get(letter.headers(), MopupHeaders.ERROR_REASON))
                    .hasValue(ReasonCode.MISROUTED.name());
            assertThat(two.metric(ProcessorMetric.MISROUTED)).isEqualTo(1);
            assertThat(two.metric(ProcessorMetric.DEAD_LETTERS, ReasonCode.MISROUTED.name()))
                    .isEqualTo(1);
            assertThat(two.raw(MopupTopic.UPLOADS)).isEmpty();
        }
    }

    @Test
    void shouldDeadLetterAnEventWhenItsKeyIsNotItsUpload() {
        fold.publish(MopupTopic.UPLOAD_EVENTS, bytes(NEIGHBOUR), fold.encode(part("u1", 2)), new RecordHeaders());

        assertDeadLetter(ReasonCode.KEY_MISMATCH);
    }

    @Test
    void shouldAnswerACommandWhenItsKeyIsNotItsUpload() {
        fold.publish(MopupTopic.COMMANDS, bytes(NEIGHBOUR), fold.encode(abort("u1", "c1")), new RecordHeaders());

        assertRejected(ReasonCode.KEY_MISMATCH);
    }

    @Test
    void shouldAnswerWhenTheUploadIdIsEmpty() {
        fold.publish(abort("", "c1"));

        assertRejected(ReasonCode.UPLOAD_ID_EMPTY);
    }

    @Test
    void shouldAnswerWhenTheUploadIdIsTooLong() {
        fold.publish(abort("x".repeat(1_025), "c1"));

        assertRejected(ReasonCode.UPLOAD_ID_TOO_LONG);
    }

    @Test
    void shouldDeadLetterWhenTheUploadIdIsSoLongThatNoAnswerCanHoldIt() {
        fold.publish(abort("x".repeat(600_000), "c1"));

        assertDeadLetter(ReasonCode.UPLOAD_ID_TOO_LONG);
    }

    @Test
    void shouldDeadLetterASummaryWhenTheRecordIsAsLargeAsRecordsMayBe() {
        final byte[] value = new byte[1_048_500];
        value[0] = 'x';
        fold.publish(MopupTopic.COMMANDS, bytes("u1"), value, new RecordHeaders());

        final TestRecord<byte[], byte[]> letter = assertDeadLetter(ReasonCode.UNDECODABLE);
        assertThat(letter.key()).isNull();
        assertThat(letter.value()).isNull();
        assertThat(MopupHeaders.get(letter.headers(), MopupHeaders.ERROR_OFFSET))
                .hasValue("0");
    }

    @Test
    void shouldAnswerWhenTheDialectIsUnknown() {
        rejectAbort(ReasonCode.DIALECT_UNKNOWN, command -> command.getIdentity().setDialect(Dialect.UNKNOWN));
    }

    @Test
    void shouldAnswerWhenTheContainerIsMissing() {
        rejectAbort(
                ReasonCode.IDENTITY_INCOMPLETE, command -> command.getIdentity().setContainer(""));
    }

    @Test
    void shouldAnswerWhenTheKeyOfAnS3ObjectIsMissing() {
        rejectAbort(
                ReasonCode.IDENTITY_INCOMPLETE, command -> command.getIdentity().setKey(null));
    }

    @Test
    void shouldAnswerWhenTheAccountOfAVaultIsMissing() {
        rejectAbort(ReasonCode.IDENTITY_INCOMPLETE, command -> {
            command.getIdentity().setDialect(Dialect.GLACIER);
            command.getIdentity().setAccount(null);
        });
    }

    @Test
    void shouldDeadLetterWhenTheCommandIdIsMissing() {
        fold.publish(abort("u1", ""));

        assertDeadLetter(ReasonCode.COMMAND_ID_MISSING);
    }

    @Test
    void shouldAnswerWhenAListedPartNumberIsOutOfRange() {
        fold.publish(CompleteMultipartUpload.newBuilder()
                .setCommandId("c1")
                .setIdentity(TestRecords.identity("u1"))
                .setRequester(TestRecords.requester())
                .setParts(List.of(new CompletedPart(10_001, null, null)))
                .setIssuedAt(TestRecords.TIME)
                .build());

        assertRejected(ReasonCode.PART_NUMBER_OUT_OF_RANGE);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 10_001})
    void shouldDeadLetterWhenThePartNumberIsOutOfRange(final int partNumber) {
        fold.publish(part("u1", partNumber));

        assertDeadLetter(ReasonCode.PART_NUMBER_OUT_OF_RANGE);
    }

    @Test
    void shouldDeadLetterWhenTheGenerationIsNegative() {
        fold.publish(part("u1", 1, -1));

        assertDeadLetter(ReasonCode.GENERATION_NEGATIVE);
    }

    @Test
    void shouldDeadLetterWhenTheSizeIsNegative() {
        final PartUploaded part = part("u1", 1);
        part.setSize(-1);
        fold.publish(part);

        assertDeadLetter(ReasonCode.SIZE_NEGATIVE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../1", "a/../../etc/passwd", "/etc/passwd", "a//b", "a/..", "a\\..\\b"})
    void shouldDeadLetterWhenTheLocatorLeavesTheStore(final String locator) {
        final PartUploaded part = part("u1", 1);
        part.setLocator(locator);
        fold.publish(part);

        assertDeadLetter(ReasonCode.LOCATOR_ILLEGAL);
    }

    @Test
    void shouldDeadLetterWhenAGenerationIsUsedAgainForOtherBytes() {
        fold.publish(created("u1"));
        fold.publish(part("u1", 1, 5));
        final PartUploaded other = part("u1", 1, 5);
        other.setLocator("elsewhere");
        discardOutputs();
        fold.publish(other);

        assertDeadLetter(ReasonCode.GENERATION_REUSED);
    }

    @Test
    void shouldDeadLetterWhenAReportNamesNoPart() {
        final PartDeleted report = deleted(new PartDeletion());
        report.setIdentity(TestRecords.identity("u1"));
        fold.publish(report);

        assertDeadLetter(ReasonCode.PART_NUMBER_OUT_OF_RANGE);
    }

    @Test
    void shouldAnswerAnEventWhenItAsksForAnAnswer() {
        final Headers headers = new RecordHeaders();
        MopupHeaders.put(headers, MopupHeaders.COMMAND_ID, "e1");
        fold.publish(part("u1", 0), headers);

        assertRejected(ReasonCode.PART_NUMBER_OUT_OF_RANGE);
    }

    @Test
    void shouldTakeTheEventWhenOnlyItsCommandIdIsUnusable() {
        final Headers headers = new RecordHeaders();
        MopupHeaders.put(headers, MopupHeaders.COMMAND_ID, "");
        fold.publish(created("u1"), headers);

        assertThat(fold.raw(MopupTopic.UPLOADS)).hasSize(1);
        assertThat(fold.raw(MopupTopic.RESULTS)).isEmpty();
        assertThat(fold.raw(MopupTopic.DEAD_LETTERS)).isEmpty();
    }

    private void rejectAbort(final ReasonCode reason, final Consumer<AbortMultipartUpload> damage) {
        final AbortMultipartUpload command = abort("u1", "c1");
        damage.accept(command);
        fold.publish(command);
        assertRejected(reason);
    }

    private void assertRejected(final ReasonCode reason) {
        final List<CommandResult> results = fold.read(MopupTopic.RESULTS, CommandResult.class);
        assertThat(results).singleElement().satisfies(result -> {
            assertThat(result.getRejection()).isEqualTo(reason.name());
            assertThat(result.getHttpStatus()).isBetween(400, 499);
            assertThat(result.getStatus()).isEqualTo(UploadStatus.UNKNOWN);
        });
        assertThat(fold.metric(ProcessorMetric.RESULTS, "4xx")).isEqualTo(1);
        assertThat(fold.raw(MopupTopic.DEAD_LETTERS)).isEmpty();
    }

    private TestRecord<byte[], byte[]> assertDeadLetter(final ReasonCode reason) {
        final List<TestRecord<byte[], byte[]>> letters = fold.raw(MopupTopic.DEAD_LETTERS);
        assertThat(letters).hasSize(1);
        final Headers headers = letters.get(0).headers();
        assertThat(MopupHeaders.get(headers, MopupHeaders.ERROR_REASON)).hasValue(reason.name());
        assertThat(MopupHeaders.get(headers, MopupHeaders.ERROR_MESSAGE).orElseThrow())
                .startsWith(reason.advice());
        assertThat(MopupHeaders.get(headers, MopupHeaders.ERROR_TOPIC).orElseThrow())
                .startsWith("mopup.");
        assertThat(MopupHeaders.get(headers, MopupHeaders.ERROR_PARTITION)).hasValue("0");
        assertThat(fold.metric(ProcessorMetric.DEAD_LETTERS, reason.name())).isEqualTo(1);
        assertThat(fold.raw(MopupTopic.RESULTS)).isEmpty();
        return letters.get(0);
    }

    private void discardOutputs() {
        for (final MopupTopic topic : MopupTopic.values()) {
            if (topic.role() == MopupTopic.Role.OUTPUT || topic.role() == MopupTopic.Role.DEAD_LETTER) {
                fold.raw(topic);
            }
        }
    }

    private static String keyOnPartition(final int partition) {
        int number = 0;
        while (RecordKeys.partition("u" + number, 2) != partition) {
            number++;
        }
        return "u" + number;
    }

    private static byte[] bytes(final String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
