/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** AWS SDK for Java, synchronous. */
class AwsS3Test {
    private static final int MIB = 1 << 20;

    private final S3Client s3 = S3Clients.of("mopupdev");
    private final String bucket = Buckets.next("aws");

    @BeforeEach
    void createBucket() {
        s3.createBucket(request -> request.bucket(bucket));
    }

    @Test
    void shouldAnswer204AndFreeThePartsWhenAborted() {
        final String uploadId = create("cat.jpg");
        upload("cat.jpg", uploadId, 1, bytes(MIB, 1));
        upload("cat.jpg", uploadId, 2, bytes(1000, 2));
        assertThat(StoreFiles.ofUploads(RealStack.get().store(), bucket)).hasSize(2);

        final var response = s3.abortMultipartUpload(
                request -> request.bucket(bucket).key("cat.jpg").uploadId(uploadId));

        assertThat(response.sdkHttpResponse().statusCode()).isEqualTo(204);
        await().atMost(30, SECONDS).untilAsserted(() -> assertThat(
                        StoreFiles.ofUploads(RealStack.get().store(), bucket))
                .isEmpty());
    }

    @Test
    void shouldAnswer204AgainWhenAbortedTwice() {
        final String uploadId = create("twice");
        abort("twice", uploadId);

        abort("twice", uploadId);

        assertThat(openUploads()).isEmpty();
    }

    @Test
    void shouldKnowNoUploadWhenTheIdIsMadeUp() {
        final S3Exception error = catchThrowableOfType(NoSuchUploadException.class, () -> abort("cat.jpg", "fakeid"));

        assertThat(error.statusCode()).isEqualTo(404);
        assertThat(error.awsErrorDetails().errorCode()).isEqualTo("NoSuchUpload");
    }

    @Test
    void shouldMakeOneObjectOfItsPartsWhenCompleted() {
        final String uploadId = create("big");
        final byte[] first = bytes(5 * MIB, 1);
        final byte[] second = bytes(12_345, 2);
        final List<CompletedPart> parts =
                List.of(upload("big", uploadId, 1, first), upload("big", uploadId, 2, second));

        final CompleteMultipartUploadResponse completed = s3.completeMultipartUpload(request ->
                request.bucket(bucket).key("big").uploadId(uploadId).multipartUpload(list -> list.parts(parts)));

        assertThat(completed.eTag()).endsWith("-2\"");
        assertThat(completed.bucket()).isEqualTo(bucket);
        final ResponseBytes<GetObjectResponse> object =
                s3.getObjectAsBytes(request -> request.bucket(bucket).key("big"));
        assertThat(object.response().eTag()).isEqualTo(completed.eTag());
        assertThat(object.asByteArray()).startsWith(first).endsWith(second).hasSize(first.length + second.length);
        assertThatExceptionOfType(NoSuchUploadException.class).isThrownBy(() -> abort("big", uploadId));
        assertThat(s3.headObject(request -> request.bucket(bucket).key("big")).contentLength())
                .isEqualTo(first.length + second.length);
    }

    @Test
    void shouldListItsOwnWritesWhenPartsWereUploaded() {
        final String uploadId = create("list");
        final List<CompletedPart> uploaded = new ArrayList<>();
        for (int number = 1; number <= 3; number++) {
            uploaded.add(upload("list", uploadId, number, bytes(100 + number, number)));
        }

        final ListPartsResponse parts =
                s3.listParts(request -> request.bucket(bucket).key("list").uploadId(uploadId));
        final ListPartsResponse page = s3.listParts(
                request -> request.bucket(bucket).key("list").uploadId(uploadId).maxParts(1));

        assertThat(parts.parts())
                .extracting(part -> part.partNumber() + part.eTag())
                .isEqualTo(uploaded.stream()
                        .map(part -> part.partNumber() + part.eTag())
                        .toList());
        assertThat(parts.nextPartNumberMarker()).isEqualTo(3);
        assertThat(page.isTruncated()).isTrue();
        assertThat(page.nextPartNumberMarker()).isEqualTo(1);
        assertThat(openUploads()).extracting(MultipartUpload::uploadId).containsExactly(uploadId);
    }

    @Test
    void shouldDenyTheAbortWhenAnotherUserAsksForIt() {
        final String uploadId = create("private");

        final S3Exception error = catchThrowableOfType(S3Exception.class, () -> S3Clients.of("bystander")
                .abortMultipartUpload(
                        request -> request.bucket(bucket).key("private").uploadId(uploadId)));

        assertThat(error.statusCode()).isEqualTo(403);
        assertThat(openUploads()).hasSize(1);
    }

    @Test
    void shouldSayWhoInitiatedAnUploadWhenUploadsAreListed() {
        create("mine");

        final MultipartUpload upload = openUploads().get(0);

        assertThat(upload.initiator().id()).startsWith("arn:aws:iam::").endsWith("/mopupdev");
        assertThat(upload.owner().id()).matches("[0-9]{12}");
    }

    @Test
    void shouldReadThePartsOfAnObjectByTheirNumbers() {
        final String uploadId = create("parts");
        final byte[] first = bytes(5 * MIB, 1);
        final byte[] second = bytes(12_345, 2);
        final List<CompletedPart> parts =
                List.of(upload("parts", uploadId, 3, first), upload("parts", uploadId, 7, second));
        s3.completeMultipartUpload(request ->
                request.bucket(bucket).key("parts").uploadId(uploadId).multipartUpload(list -> list.parts(parts)));

        final ResponseBytes<GetObjectResponse> last = s3.getObjectAsBytes(
                request -> request.bucket(bucket).key("parts").partNumber(2));
        final HeadObjectResponse head =
                s3.headObject(request -> request.bucket(bucket).key("parts").partNumber(1));
        final S3Exception none = catchThrowableOfType(
                S3Exception.class,
                () -> s3.getObjectAsBytes(
                        request -> request.bucket(bucket).key("parts").partNumber(3)));

        assertThat(last.asByteArray()).isEqualTo(second);
        assertThat(last.response().sdkHttpResponse().statusCode()).isEqualTo(206);
        assertThat(last.response().partsCount()).isEqualTo(2);
        assertThat(last.response().contentRange())
                .isEqualTo("bytes %d-%d/%d"
                        .formatted(first.length, first.length + second.length - 1, first.length + second.length));
        assertThat(head.contentLength()).isEqualTo(first.length);
        assertThat(head.partsCount()).isEqualTo(2);
        assertThat(none.statusCode()).isEqualTo(416);
        assertThat(none.awsErrorDetails().errorCode()).isEqualTo("InvalidPartNumber");
    }

    @Test
    void shouldCopyAnObjectThatWasUploadedInParts() {
        final String uploadId = create("origin");
        final byte[] bytes = bytes(12_345, 1);
        final List<CompletedPart> parts = List.of(upload("origin", uploadId, 1, bytes));
        s3.completeMultipartUpload(request ->
                request.bucket(bucket).key("origin").uploadId(uploadId).multipartUpload(list -> list.parts(parts)));

        final CopyObjectResponse copied = s3.copyObject(request -> request.sourceBucket(bucket)
                .sourceKey("origin")
                .destinationBucket(bucket)
                .destinationKey("a copy/\u00fc+"));

        final ResponseBytes<GetObjectResponse> copy =
                s3.getObjectAsBytes(request -> request.bucket(bucket).key("a copy/\u00fc+"));
        assertThat(copy.asByteArray()).isEqualTo(bytes);
        assertThat(copied.copyObjectResult().eTag()).isEqualTo(copy.response().eTag());
        assertThat(copy.response().eTag()).doesNotContain("-");
    }

    private String create(final String key) {
        return s3.createMultipartUpload(request -> request.bucket(bucket).key(key))
                .uploadId();
    }

    private CompletedPart upload(final String key, final String uploadId, final int number, final byte[] bytes) {
        final var response = s3.uploadPart(
                request -> request.bucket(bucket).key(key).uploadId(uploadId).partNumber(number),
                RequestBody.fromBytes(bytes));
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(response.eTag())
                .checksumCRC32(response.checksumCRC32())
                .build();
    }

    private void abort(final String key, final String uploadId) {
        s3.abortMultipartUpload(request -> request.bucket(bucket).key(key).uploadId(uploadId));
    }

    private List<MultipartUpload> openUploads() {
        return s3.listMultipartUploads(request -> request.bucket(bucket)).uploads();
    }

    private static byte[] bytes(final int size, final long seed) {
        final byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
