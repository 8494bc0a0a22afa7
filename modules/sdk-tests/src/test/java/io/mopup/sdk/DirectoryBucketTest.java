/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.BucketType;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.DataRedundancy;
import software.amazon.awssdk.services.s3.model.LocationType;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** AWS SDK for Java on directory buckets, for which it opens sessions by itself. */
class DirectoryBucketTest {
    private final S3Client s3 = S3Clients.of("mopupdev");
    private final String bucket = WireTrial.directoryName();

    @BeforeEach
    void createBucket() {
        // Behind another endpoint the SDK asks for a session first, for a bucket that is not there yet.
        S3Clients.withoutSessions("mopupdev")
                .createBucket(request -> request.bucket(bucket).createBucketConfiguration(configuration -> configuration
                        .location(zone -> zone.name("use1-az4").type(LocationType.AVAILABILITY_ZONE))
                        .bucket(info -> info.type(BucketType.DIRECTORY)
                                .dataRedundancy(DataRedundancy.SINGLE_AVAILABILITY_ZONE))));
    }

    @Test
    void shouldAbortWhenTheTimeIsThatOfTheUpload() {
        final String uploadId = create();
        upload(uploadId);

        final var response = abort(uploadId, initiated());

        assertThat(response.sdkHttpResponse().statusCode()).isEqualTo(204);
        assertThat(openUploads()).isEmpty();
        WireTrial.awaitNoFiles(bucket);
    }

    @Test
    void shouldRefuseWhenTheTimeIsAnother() {
        final String uploadId = create();

        final S3Exception error = catchThrowableOfType(
                S3Exception.class, () -> abort(uploadId, initiated().minusSeconds(1)));

        assertThat(error.statusCode()).isEqualTo(412);
        assertThat(error.awsErrorDetails().errorCode()).isEqualTo("PreconditionFailed");
        assertThat(openUploads()).extracting(MultipartUpload::uploadId).containsExactly(uploadId);
    }

    @Test
    void shouldSucceedWhenATimeIsSentAndThereIsNoUpload() {
        assertThat(abort("fakeid", Instant.now()).sdkHttpResponse().statusCode())
                .isEqualTo(204);
    }

    @Test
    void shouldMakeAnObjectWhenCompletedInASession() {
        final String uploadId = create();
        final CompletedPart part = upload(uploadId);

        s3.completeMultipartUpload(request ->
                request.bucket(bucket).key("k").uploadId(uploadId).multipartUpload(list -> list.parts(part)));

        assertThat(s3.getObjectAsBytes(request -> request.bucket(bucket).key("k"))
                        .asByteArray())
                .isEqualTo(WireUpload.bytes(1, 100));
    }

    @Test
    void shouldDenyTheAbortWhenTheClientOpensNoSession() {
        final String uploadId = create();

        final S3Exception error = catchThrowableOfType(S3Exception.class, () -> S3Clients.withoutSessions("mopupdev")
                .abortMultipartUpload(request -> request.bucket(bucket).key("k").uploadId(uploadId)));

        assertThat(error.statusCode()).isEqualTo(403);
        assertThat(openUploads()).hasSize(1);
    }

    private String create() {
        return s3.createMultipartUpload(request -> request.bucket(bucket).key("k"))
                .uploadId();
    }

    private CompletedPart upload(final String uploadId) {
        final var response = s3.uploadPart(
                request -> request.bucket(bucket).key("k").uploadId(uploadId).partNumber(1),
                RequestBody.fromBytes(WireUpload.bytes(1, 100)));
        return CompletedPart.builder()
                .partNumber(1)
                .eTag(response.eTag())
                .checksumCRC32(response.checksumCRC32())
                .build();
    }

    private AbortMultipartUploadResponse abort(final String uploadId, final Instant initiated) {
        return s3.abortMultipartUpload(
                request -> request.bucket(bucket).key("k").uploadId(uploadId).ifMatchInitiatedTime(initiated));
    }

    private Instant initiated() {
        return openUploads().get(0).initiated();
    }

    private List<MultipartUpload> openUploads() {
        return s3.listMultipartUploads(request -> request.bucket(bucket)).uploads();
    }
}
