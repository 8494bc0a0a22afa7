/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import io.mopup.core.AbortOrder;
import io.mopup.core.Cause;
import io.mopup.core.Checksum;
import io.mopup.core.Completion;
import io.mopup.core.Looks;
import io.mopup.core.Pass;
import io.mopup.core.Reclaim;
import io.mopup.core.StoredCommand;
import io.mopup.core.StoredPart;
import io.mopup.core.StoredPart.Mark;
import io.mopup.core.Tally;
import io.mopup.core.UploadFacts;
import io.mopup.core.UploadState;
import io.mopup.core.Watch;
import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.AbortReason;
import io.mopup.events.CommandResult;
import io.mopup.events.DeletionCause;
import io.mopup.events.Dialect;
import io.mopup.events.Operation;
import io.mopup.events.ParkReason;
import io.mopup.events.Receipt;
import io.mopup.events.ReceiptBasis;
import io.mopup.events.ReclaimBy;
import io.mopup.events.ReclaimState;
import io.mopup.events.UploadIdentity;
import io.mopup.events.UploadStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.junit.jupiter.api.Test;

class StoredValuesTest {
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final UploadIdentity IDENTITY =
            new UploadIdentity(Dialect.S3, "123456789012", "bucket", "a/key", "u1");
    private static final Receipt RECEIPT = new Receipt(
            ReceiptBasis.EMPTY,
            Instant.ofEpochMilli(1),
            Instant.ofEpochMilli(2),
            Instant.ofEpochMilli(3),
            2,
            10L,
            1_000L,
            1L);
    private static final ObjectMapper CBOR = new CBORMapper();
    private static final UploadState FULL = new UploadState(
            IDENTITY,
            new UploadFacts(
                    1_767_225_600_000L,
                    "123456789012",
                    "arn:p",
                    1 << 20,
                    ReclaimBy.UPLOAD,
                    true,
                    "COMPOSITE",
                    "SHA256"),
            UploadStatus.ABORTED,
            true,
            1_767_225_600_001L,
            1_767_225_600_002L,
            new Completion(
                    "c1", new byte[] {1, 2, 3}, "digest", 4, Map.of("ChecksumType", "COMPOSITE"), Map.of("ETag", "x")),
            new AbortOrder(
                    "c3",
                    AbortReason.OPERATOR,
                    "rule",
                    1_767_225_600_005L,
                    "00-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-01"),
            new Watch(1_767_225_600_006L, 1_767_225_600_007L, List.of("policy/x")),
            new Reclaim(
                    ReclaimState.VERIFYING,
                    ParkReason.REFUSED,
                    new Pass("00042", 2, 7, true),
                    new Looks(3, 1, true, true, 1, 2, ReceiptBasis.NOT_FOUND, 99),
                    new Tally(8, 9, 10),
                    RECEIPT,
                    1_767_225_600_003L),
            2,
            3,
            new Cause("c2", TRACE),
            1_767_225_600_004L);

    @Test
    void shouldReadBackTheSameStateWhenEverythingIsSet() {
        final UploadState read = roundTrip(FULL);

        assertThat(read).usingRecursiveComparison().isEqualTo(FULL);
    }

    @Test
    void shouldTellEmptyFromNullWhenAWalkBeginsOrAnAnswerHasNoFields() {
        final UploadState state = new UploadState(
                IDENTITY,
                null,
                UploadStatus.COMPLETING,
                false,
                0,
                0,
                new Completion("", new byte[0], "", 0, Map.of(), Map.of()),
                null,
                new Watch(0, 0, null),
                new Reclaim(
                        ReclaimState.DELETING,
                        null,
                        new Pass("", 1, 0, false),
                        new Looks(0, 0, false, false, 0, 0, null, 0),
                        new Tally(0, 0, 0),
                        null,
                        0),
                0,
                0,
                new Cause(null, null),
                0);

        final UploadState read = roundTrip(state);

        assertThat(read).usingRecursiveComparison().isEqualTo(state);
        assertThat(read.reclaim().pass().cursor()).isEmpty();
        assertThat(read.completion().answer()).isNotNull().isEmpty();
    }

    @Test
    void shouldReadBackTheSamePartWhenItIsLiveOrDoomed() {
        final StoredPart live = new StoredPart(1, 0, "a/1", 0, null, null, null, null, 0, Mark.LIVE, null);
        final StoredPart doomed = new StoredPart(
                10_000,
                7,
                "a/2",
                5,
                "etag",
                "hash",
                8L,
                new Checksum("CRC32", "AAAAAA=="),
                9,
                Mark.DOOMED,
                DeletionCause.LATE);

        assertThat(part(live)).isEqualTo(live);
        assertThat(part(doomed)).isEqualTo(doomed);
    }

    @Test
    void shouldReadBackTheSameCommandWhenItWaitsOrIsAnswered() {
        final AbortMultipartUpload abort = new AbortMultipartUpload(
                "c1",
                IDENTITY,
                TestRecords.requester(),
                AbortReason.CLIENT,
                null,
                null,
                null,
                null,
                null,
                Instant.ofEpochMilli(5));
        final CommandResult result = new CommandResult(
                "c1",
                Operation.ABORT_MULTIPART_UPLOAD,
                IDENTITY,
                204,
                null,
                null,
                Map.of("UploadId", "u1"),
                false,
                UploadStatus.ABORTED,
                ReclaimState.DELETING,
                null,
                Instant.ofEpochMilli(6));

        final StoredCommand waiting = new StoredCommand("c1", 3, abort, null, TRACE);
        final StoredCommand answered = new StoredCommand("c1", 0, null, result, null);

        assertThat(command(waiting)).isEqualTo(waiting);
        assertThat(command(waiting).isWaiting()).isTrue();
        assertThat(command(answered)).isEqualTo(answered);
        assertThat(command(answered).isWaiting()).isFalse();
    }

    @Test
    void shouldReadTheStateOfAnEarlierReleaseWhenItWasStoredByIt() throws IOException {
        final UploadState read = StoredValues.UPLOAD.decode("u1", golden("0.1.0/upload-state.hex"));

        assertThat(read)
                .usingRecursiveComparison()
                .ignoringFields(
                        "order", "watch", "facts.checksumType", "facts.checksumAlgorithm", "completion.checksum")
                .isEqualTo(FULL);
        // What it did not know yet.
        assertThat(read.order()).isNull();
        assertThat(read.watch()).isEqualTo(new Watch(0, 0, null));
        assertThat(read.facts().checksumType()).isNull();
        assertThat(read.facts().checksumAlgorithm()).isNull();
        assertThat(read.completion().checksum()).isNull();
    }

    @Test
    void shouldReadTheStateOfALaterReleaseWhenItHasFieldsThatAreNewToThisOne() throws IOException {
        final ObjectNode later = (ObjectNode) CBOR.readTree(StoredValues.UPLOAD.encode(FULL));
        later.put("ofALaterRelease", 7);
        ((ObjectNode) later.get("reclaim")).putObject("alsoLater").put("inside", true);

        assertThat(StoredValues.UPLOAD.decode("u1", CBOR.writeValueAsBytes(later)))
                .usingRecursiveComparison()
                .isEqualTo(FULL);
    }

    /** So a release that changes the schema of a stored record cannot be rolled back; evolution.md says so. */
    @Test
    void shouldRefuseTheStateOfALaterReleaseWhenARecordInsideHasASchemaThatIsNewToThisOne() throws IOException {
        final ObjectNode later = (ObjectNode) CBOR.readTree(StoredValues.UPLOAD.encode(FULL));
        later.put("identity", laterIdentity());
        final byte[] stored = CBOR.writeValueAsBytes(later);

        assertThatThrownBy(() -> StoredValues.UPLOAD.decode("u1", stored))
                .isInstanceOf(ProcessorStateException.class)
                .hasMessageContaining("u1")
                .hasMessageContaining("a newer release may have written it");
    }

    private static byte[] laterIdentity() throws IOException {
        final Schema known = UploadIdentity.getClassSchema();
        final List<Schema.Field> fields = known.getFields().stream()
                .map(field -> new Schema.Field(field, field.schema()))
                .collect(Collectors.toCollection(ArrayList::new));
        fields.add(new Schema.Field(
                "ofALaterRelease",
                Schema.createUnion(Schema.create(Schema.Type.NULL), Schema.create(Schema.Type.LONG)),
                null,
                Schema.Field.NULL_DEFAULT_VALUE));
        final Schema schema = Schema.createRecord(known.getName(), known.getDoc(), known.getNamespace(), false, fields);
        final GenericRecord record = new GenericData.Record(schema);
        known.getFields().forEach(field -> record.put(field.name(), IDENTITY.get(field.pos())));
        final ByteBuffer bytes =
                new BinaryMessageEncoder<GenericRecord>(SpecificData.getForSchema(known), schema).encode(record);
        return Arrays.copyOfRange(bytes.array(), bytes.position(), bytes.limit());
    }

    @Test
    void shouldFailWithTheKeyWhenAValueCannotBeRead() {
        assertThatThrownBy(() -> StoredValues.UPLOAD.decode("u1", new byte[] {1, 2, 3}))
                .isInstanceOf(ProcessorStateException.class)
                .hasMessageContaining("u1");
    }

    private static byte[] golden(final String name) throws IOException {
        try (InputStream in = StoredValuesTest.class.getResourceAsStream("/golden/" + name)) {
            return HexFormat.of()
                    .parseHex(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII)
                            .replace("\n", ""));
        }
    }

    private static UploadState roundTrip(final UploadState state) {
        return StoredValues.UPLOAD.decode("u1", StoredValues.UPLOAD.encode(state));
    }

    private static StoredPart part(final StoredPart part) {
        return StoredValues.PART.decode("u1", StoredValues.PART.encode(part));
    }

    private static StoredCommand command(final StoredCommand command) {
        return StoredValues.COMMAND.decode("u1", StoredValues.COMMAND.encode(command));
    }
}
