/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import static io.mopup.core.Samples.S3;
import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.events.CompleteMultipartUpload;
import io.mopup.events.CompletedPart;
import io.mopup.events.LifecycleType;
import io.mopup.events.MultipartUploadCreated;
import io.mopup.events.PartDeletion;
import io.mopup.events.PartUploaded;
import io.mopup.events.UploadStatus;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 3.4: the checksums of parts, and what the object gets of them. */
class ChecksumRulesTest {
    private static final byte[] FIRST = bytes(70_001, 1);
    private static final byte[] SECOND = bytes(1, 2);
    private static final byte[] THIRD = bytes(12_345, 3);

    private final Fixture upload = new Fixture();

    @ParameterizedTest
    @ValueSource(strings = {"CRC32", "CRC32C", "CRC64NVME"})
    void shouldGiveTheChecksumOfAllBytesWhenTheTypeIsFullObject(final String algorithm) {
        begin(algorithm, "FULL_OBJECT");

        upload.receive(complete(algorithm, parts(algorithm)));

        assertThat(upload.lifecycle(LifecycleType.COMPLETING).getFields())
                .isEqualTo(Map.of("Checksum" + algorithm, checksum(algorithm, all()), "ChecksumType", "FULL_OBJECT"));
    }

    @Test
    void shouldAnswerTheChecksumOfTheChecksumsWhenTheTypeIsComposite() {
        begin("CRC32", "COMPOSITE");

        upload.receive(complete("CRC32", parts("CRC32")), Samples.assembled(S3, "c"));

        final byte[] sums = concatenated(decoded("CRC32", FIRST), decoded("CRC32", SECOND), decoded("CRC32", THIRD));
        assertThat(upload.result("c").getFields())
                .containsEntry("ChecksumCRC32", checksum("CRC32", sums) + "-3")
                .containsEntry("ChecksumType", "COMPOSITE")
                .containsEntry("ETag", "object-etag");
    }

    @Test
    void shouldRefuseTheListWhenTheChecksumOfAPartDiffers() {
        begin("CRC32", "FULL_OBJECT");
        final List<CompletedPart> listed = parts("CRC32");
        listed.get(2).setChecksum(checksum("CRC32", FIRST));

        upload.receive(complete("CRC32", listed));

        refused("InvalidPart");
        assertThat(upload.result("c").getFields()).containsEntry("PartNumber", "3");
    }

    @ParameterizedTest
    @CsvSource({"COMPOSITE,true", "FULL_OBJECT,false"})
    void shouldNeedTheChecksumsOfAllPartsOnlyWhenTheTypeIsComposite(final String type, final boolean refused) {
        begin("CRC32", type);
        final List<CompletedPart> listed = parts("CRC32");
        listed.get(1).setChecksum(null);

        upload.receive(complete("CRC32", listed));

        assertThat(upload.state.status()).isEqualTo(refused ? UploadStatus.IN_PROGRESS : UploadStatus.COMPLETING);
        if (refused) {
            refused("InvalidRequest");
        }
    }

    @Test
    void shouldRefuseThePartWhenItsChecksumIsOfAnotherAlgorithm() {
        begin("CRC32", "COMPOSITE");

        upload.receive(part(4, FIRST, "CRC32C"), "p");

        assertThat(upload.result("p").getErrorCode()).isEqualTo("InvalidRequest");
        assertThat(upload.all(PartDeletion.class)).singleElement().returns(4, PartDeletion::getPartNumber);
    }

    @Test
    void shouldRefuseTheListWhenItsChecksumsAreOfAnotherAlgorithm() {
        begin("CRC32", "FULL_OBJECT");

        upload.receive(complete("CRC32C", parts("CRC32C")));

        refused("InvalidRequest");
    }

    @Test
    void shouldRefuseTheObjectWhenItsChecksumIsNotTheOneThatWasSent() {
        begin("CRC32C", "FULL_OBJECT");
        final CompleteMultipartUpload wrong = complete("CRC32C", parts("CRC32C"));
        wrong.setChecksum(checksum("CRC32C", FIRST));

        upload.receive(wrong);

        refused("BadDigest");
    }

    @Test
    void shouldTakeTheObjectWhenItsChecksumIsTheOneThatWasSent() {
        begin("CRC32C", "FULL_OBJECT");
        final CompleteMultipartUpload right = complete("CRC32C", parts("CRC32C"));
        right.setChecksum(checksum("CRC32C", all()));

        upload.receive(right);

        assertThat(upload.state.status()).isEqualTo(UploadStatus.COMPLETING);
    }

    @Test
    void shouldGiveNoChecksumWhenThatOfAPartIsNotKnown() {
        begin("CRC32", "FULL_OBJECT");
        upload.receive(Samples.part(S3, 3, 2));
        final List<CompletedPart> listed = parts("CRC32");
        listed.set(2, Samples.listed(3, 2));

        upload.receive(complete("CRC32", listed));

        assertThat(upload.lifecycle(LifecycleType.COMPLETING).getFields()).isEmpty();
    }

    private void begin(final String algorithm, final String type) {
        final MultipartUploadCreated created = Samples.created(S3);
        created.setChecksumAlgorithm(algorithm);
        created.setChecksumType(type);
        upload.receive(created, part(1, FIRST, algorithm), part(2, SECOND, algorithm), part(3, THIRD, algorithm));
    }

    private void refused(final String code) {
        assertThat(upload.result("c").getErrorCode()).isEqualTo(code);
        assertThat(upload.result("c").getHttpStatus()).isEqualTo(400);
        assertThat(upload.state.status()).isEqualTo(UploadStatus.IN_PROGRESS);
    }

    private static PartUploaded part(final int number, final byte[] bytes, final String algorithm) {
        final PartUploaded part = Samples.part(S3, number, 1, bytes.length, Samples.T0);
        part.setChecksumAlgorithm(algorithm);
        part.setChecksum(checksum(algorithm, bytes));
        return part;
    }

    private static List<CompletedPart> parts(final String algorithm) {
        final List<CompletedPart> parts = new ArrayList<>(Samples.firstOf(1, 2, 3));
        parts.get(0).setChecksum(checksum(algorithm, FIRST));
        parts.get(1).setChecksum(checksum(algorithm, SECOND));
        parts.get(2).setChecksum(checksum(algorithm, THIRD));
        return parts;
    }

    private static CompleteMultipartUpload complete(final String algorithm, final List<CompletedPart> parts) {
        final CompleteMultipartUpload complete = Samples.complete(S3, "c", parts);
        complete.setChecksumAlgorithm(algorithm);
        return complete;
    }

    private static byte[] decoded(final String algorithm, final byte[] bytes) {
        return Base64.getDecoder().decode(checksum(algorithm, bytes));
    }

    private static String checksum(final String algorithm, final byte[] bytes) {
        if (algorithm.equals("CRC64NVME")) {
            return Base64.getEncoder()
                    .encodeToString(ByteBuffer.allocate(8).putLong(crc64(bytes)).array());
        }
        final Checksum crc = algorithm.equals("CRC32") ? new CRC32() : new CRC32C();
        crc.update(bytes, 0, bytes.length);
        return Base64.getEncoder()
                .encodeToString(
                        ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    /** Bit by bit; that of the digits 1 to 9 is AE8B14860A799888. */
    private static long crc64(final byte[] bytes) {
        long crc = -1;
        for (final byte one : bytes) {
            crc ^= one & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) != 0 ? crc >>> 1 ^ 0x9A6C9329AC4BC9B5L : crc >>> 1;
            }
        }
        return ~crc;
    }

    private static byte[] all() {
        return concatenated(FIRST, SECOND, THIRD);
    }

    private static byte[] concatenated(final byte[]... parts) {
        final ByteBuffer all = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> part.length).sum());
        Arrays.stream(parts).forEach(all::put);
        return all.array();
    }

    private static byte[] bytes(final int size, final long seed) {
        final byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
