/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.checksums.DefaultChecksumAlgorithm;
import software.amazon.awssdk.checksums.SdkChecksum;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** AWS SDK for Java: checksums of parts and of the objects that they become. */
class ChecksumTest {
    private static final byte[] FIRST = bytes(5 << 20, 1);
    private static final byte[] SECOND = bytes(12_345, 2);
    private static final String KEY = "cat.jpg";

    private final S3Client s3 = S3Clients.of("mopupdev");
    private final String bucket = Buckets.next("sums");

    @BeforeEach
    void createBucket() {
        s3.createBucket(request -> request.bucket(bucket));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CRC32", "CRC32C", "SHA1", "SHA256"})
    void shouldAnswerTheChecksumOfTheChecksumsWhenTheTypeIsComposite(final String name) {
        final ChecksumAlgorithm algorithm = ChecksumAlgorithm.fromValue(name);
        final String uploadId = create(algorithm, ChecksumType.COMPOSITE);
        upload(uploadId, algorithm, 1, FIRST);
        upload(uploadId, algorithm, 2, SECOND);
        final ListPartsResponse listed = list(uploadId);

        assertThat(listed.checksumAlgorithm()).isEqualTo(algorithm);
        assertThat(listed.checksumType()).isEqualTo(ChecksumType.COMPOSITE);
        assertThat(listed.parts())
                .extracting(part -> sum(part, name))
                .containsExactly(checksum(name, FIRST), checksum(name, SECOND));
        final CompleteMultipartUploadResponse completed = complete(uploadId, listed.parts());

        final String ofBoth =
                checksum(name, concatenated(decoded(checksum(name, FIRST)), decoded(checksum(name, SECOND)))) + "-2";
        assertThat(completed.getValueForField("Checksum" + name, String.class)).hasValue(ofBoth);
        assertThat(completed.checksumType()).isEqualTo(ChecksumType.COMPOSITE);
        assertThat(head(name)).isEqualTo(ofBoth);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CRC32", "CRC32C", "CRC64NVME"})
    void shouldAnswerTheChecksumOfAllBytesWhenTheTypeIsFullObject(final String name) {
        final ChecksumAlgorithm algorithm = ChecksumAlgorithm.fromValue(name);
        final String uploadId = create(algorithm, ChecksumType.FULL_OBJECT);
        upload(uploadId, algorithm, 1, FIRST);
        upload(uploadId, algorithm, 2, SECOND);

        final CompleteMultipartUploadResponse completed =
                complete(uploadId, list(uploadId).parts());

        final String ofAll = checksum(name, concatenated(FIRST, SECOND));
        assertThat(completed.getValueForField("Checksum" + name, String.class)).hasValue(ofAll);
        assertThat(completed.checksumType()).isEqualTo(ChecksumType.FULL_OBJECT);
        assertThat(head(name)).isEqualTo(ofAll);
        // The SDK compares what it is sent with the bytes, unless it needs native code for that.
        final var object =
                s3.getObjectAsBytes(request -> request.bucket(bucket).key(KEY).checksumMode(ChecksumMode.ENABLED));
        assertThat(object.response().getValueForField("Checksum" + name, String.class))
                .hasValue(ofAll);
        assertThat(object.asByteArray()).isEqualTo(concatenated(FIRST, SECOND));
    }

    @Test
    void shouldRefuseTheListWhenItHasAnotherChecksum() {
        final String uploadId = create(ChecksumAlgorithm.SHA256, ChecksumType.COMPOSITE);
        final UploadPartResponse part = upload(uploadId, ChecksumAlgorithm.SHA256, 1, SECOND);

        final S3Exception wrong = refused(uploadId, part.eTag(), checksum("SHA256", FIRST));
        final S3Exception missing = refused(uploadId, part.eTag(), null);

        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.awsErrorDetails().errorCode()).isEqualTo("InvalidPart");
        assertThat(missing.awsErrorDetails().errorCode()).isEqualTo("InvalidRequest");
        assertThat(complete(uploadId, list(uploadId).parts()).checksumSHA256()).endsWith("-1");
    }

    @Test
    void shouldRefuseTheObjectWhenItsChecksumIsAnother() {
        final String uploadId = create(ChecksumAlgorithm.CRC32, ChecksumType.FULL_OBJECT);
        final UploadPartResponse part = upload(uploadId, ChecksumAlgorithm.CRC32, 1, SECOND);

        final S3Exception error = catchThrowableOfType(
                S3Exception.class,
                () -> s3.completeMultipartUpload(request -> request.bucket(bucket)
                        .key(KEY)
                        .uploadId(uploadId)
                        .checksumCRC32(checksum("CRC32", FIRST))
                        .multipartUpload(list -> list.parts(CompletedPart.builder()
                                .partNumber(1)
                                .eTag(part.eTag())
                                .build()))));

        assertThat(error.awsErrorDetails().errorCode()).isEqualTo("BadDigest");
        assertThat(list(uploadId).parts()).hasSize(1);
    }

    @Test
    void shouldRefuseThePartWhenItsChecksumIsOfAnotherAlgorithm() {
        final String uploadId = create(ChecksumAlgorithm.CRC32, ChecksumType.COMPOSITE);

        final S3Exception error =
                catchThrowableOfType(S3Exception.class, () -> upload(uploadId, ChecksumAlgorithm.SHA256, 1, SECOND));

        assertThat(error.statusCode()).isEqualTo(400);
        assertThat(error.awsErrorDetails().errorCode()).isEqualTo("InvalidRequest");
        assertThat(list(uploadId).parts()).isEmpty();
    }

    @Test
    void shouldRefuseThePartWhenItHasNoChecksumAndTheTypeIsComposite() {
        final String uploadId = create(ChecksumAlgorithm.CRC32_C, ChecksumType.COMPOSITE);

        final S3Exception error = catchThrowableOfType(S3Exception.class, () -> uploadWithout(uploadId));

        assertThat(error.statusCode()).isEqualTo(400);
        assertThat(error.awsErrorDetails().errorCode()).isEqualTo("InvalidRequest");
        assertThat(list(uploadId).parts()).isEmpty();
    }

    @Test
    void shouldComputeTheChecksumWhenAPartHasNoneAndTheTypeIsFullObject() {
        final String uploadId = create(ChecksumAlgorithm.CRC32_C, ChecksumType.FULL_OBJECT);

        final UploadPartResponse part = uploadWithout(uploadId);

        assertThat(part.checksumCRC32C()).isEqualTo(checksum("CRC32C", SECOND));
        assertThat(list(uploadId).parts().get(0).checksumCRC32C()).isEqualTo(part.checksumCRC32C());
    }

    @Test
    void shouldShowNoChecksumOfTheObjectWhenOnlyAPartIsAskedFor() {
        final String uploadId = create(ChecksumAlgorithm.CRC32, ChecksumType.FULL_OBJECT);
        upload(uploadId, ChecksumAlgorithm.CRC32, 1, FIRST);
        upload(uploadId, ChecksumAlgorithm.CRC32, 2, SECOND);
        complete(uploadId, list(uploadId).parts());

        final var part = s3.headObject(
                request -> request.bucket(bucket).key(KEY).partNumber(2).checksumMode(ChecksumMode.ENABLED));

        assertThat(part.contentLength()).isEqualTo(SECOND.length);
        assertThat(part.checksumCRC32()).isNull();
    }

    @Test
    void shouldComputeTheChecksumWhenAPartIsCopied() {
        s3.putObject(request -> request.bucket(bucket).key("source"), RequestBody.fromBytes(SECOND));
        final String uploadId = create(ChecksumAlgorithm.SHA1, ChecksumType.COMPOSITE);

        final var copied = s3.uploadPartCopy(request -> request.sourceBucket(bucket)
                .sourceKey("source")
                .destinationBucket(bucket)
                .destinationKey(KEY)
                .uploadId(uploadId)
                .partNumber(1));

        assertThat(copied.copyPartResult().checksumSHA1()).isEqualTo(checksum("SHA1", SECOND));
        assertThat(list(uploadId).parts().get(0).checksumSHA1()).isEqualTo(checksum("SHA1", SECOND));
    }

    private String create(final ChecksumAlgorithm algorithm, final ChecksumType type) {
        return s3.createMultipartUpload(request -> request.bucket(bucket)
                        .key(KEY)
                        .checksumAlgorithm(algorithm)
                        .checksumType(type))
                .uploadId();
    }

    private UploadPartResponse upload(
            final String uploadId, final ChecksumAlgorithm algorithm, final int number, final byte[] bytes) {
        return s3.uploadPart(
                request -> {
                    request.bucket(bucket).key(KEY).uploadId(uploadId).partNumber(number);
                    if (algorithm == ChecksumAlgorithm.CRC64_NVME) {
                        request.checksumCRC64NVME(crc64(bytes));
                    } else {
                        request.checksumAlgorithm(algorithm);
                    }
                },
                RequestBody.fromBytes(bytes));
    }

    private UploadPartResponse uploadWithout(final String uploadId) {
        return S3Clients.withoutChecksums("mopupdev")
                .uploadPart(
                        request -> request.bucket(bucket)
                                .key(KEY)
                                .uploadId(uploadId)
                                .partNumber(1),
                        RequestBody.fromBytes(SECOND));
    }

    private ListPartsResponse list(final String uploadId) {
        return s3.listParts(request -> request.bucket(bucket).key(KEY).uploadId(uploadId));
    }

    private CompleteMultipartUploadResponse complete(final String uploadId, final List<Part> parts) {
        final List<CompletedPart> listed = parts.stream()
                .map(part -> CompletedPart.builder()
                        .partNumber(part.partNumber())
                        .eTag(part.eTag())
                        .checksumCRC32(part.checksumCRC32())
                        .checksumCRC32C(part.checksumCRC32C())
                        .checksumCRC64NVME(part.checksumCRC64NVME())
                        .checksumSHA1(part.checksumSHA1())
                        .checksumSHA256(part.checksumSHA256())
                        .build())
                .toList();
        return s3.completeMultipartUpload(request ->
                request.bucket(bucket).key(KEY).uploadId(uploadId).multipartUpload(list -> list.parts(listed)));
    }

    private S3Exception refused(final String uploadId, final String etag, final String sha256) {
        return catchThrowableOfType(
                S3Exception.class,
                () -> s3.completeMultipartUpload(request -> request.bucket(bucket)
                        .key(KEY)
                        .uploadId(uploadId)
                        .multipartUpload(list -> list.parts(CompletedPart.builder()
                                .partNumber(1)
                                .eTag(etag)
                                .checksumSHA256(sha256)
                                .build()))));
    }

    private String head(final String name) {
        return s3.headObject(request -> request.bucket(bucket).key(KEY).checksumMode(ChecksumMode.ENABLED))
                .getValueForField("Checksum" + name, String.class)
                .orElseThrow();
    }

    private static String sum(final Part part, final String name) {
        return part.getValueForField("Checksum" + name, String.class).orElseThrow();
    }

    private static String checksum(final String name, final byte[] bytes) {
        if (name.equals("CRC64NVME")) {
            return crc64(bytes);
        }
        final SdkChecksum checksum = SdkChecksum.forAlgorithm(
                switch (name) {
                    case "CRC32" -> DefaultChecksumAlgorithm.CRC32;
                    case "CRC32C" -> DefaultChecksumAlgorithm.CRC32C;
                    case "SHA1" -> DefaultChecksumAlgorithm.SHA1;
                    default -> DefaultChecksumAlgorithm.SHA256;
                });
        checksum.update(ByteBuffer.wrap(bytes));
        return Base64.getEncoder().encodeToString(checksum.getChecksumBytes());
    }

    /** Bit by bit, because the SDK needs native code for it. */
    private static String crc64(final byte[] bytes) {
        long crc = -1;
        for (final byte one : bytes) {
            crc ^= one & 0xff;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                crc = (crc & 1) != 0 ? crc >>> 1 ^ 0x9A6C9329AC4BC9B5L : crc >>> 1;
            }
        }
        return Base64.getEncoder()
                .encodeToString(ByteBuffer.allocate(Long.BYTES).putLong(~crc).array());
    }

    private static byte[] decoded(final String base64) {
        return Base64.getDecoder().decode(base64);
    }

    private static byte[] concatenated(final byte[] first, final byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }

    private static byte[] bytes(final int size, final long seed) {
        final byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
