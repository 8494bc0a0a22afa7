/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.ibm.cloud.objectstorage.auth.AWSStaticCredentialsProvider;
import com.ibm.cloud.objectstorage.auth.BasicAWSCredentials;
import com.ibm.cloud.objectstorage.client.builder.AwsClientBuilder.EndpointConfiguration;
import com.ibm.cloud.objectstorage.services.s3.AmazonS3;
import com.ibm.cloud.objectstorage.services.s3.AmazonS3ClientBuilder;
import com.ibm.cloud.objectstorage.services.s3.model.AbortMultipartUploadRequest;
import com.ibm.cloud.objectstorage.services.s3.model.AmazonS3Exception;
import com.ibm.cloud.objectstorage.services.s3.model.CompleteMultipartUploadRequest;
import com.ibm.cloud.objectstorage.services.s3.model.InitiateMultipartUploadRequest;
import com.ibm.cloud.objectstorage.services.s3.model.ListMultipartUploadsRequest;
import com.ibm.cloud.objectstorage.services.s3.model.PartETag;
import com.ibm.cloud.objectstorage.services.s3.model.UploadPartRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** IBM's SDK for Java with HMAC keys, and a token of IAM over plain HTTP. */
class IbmCosTest {
    private final AmazonS3 cos = AmazonS3ClientBuilder.standard()
            .withEndpointConfiguration(new EndpointConfiguration(RealStack.get().s3Url(), "us-standard"))
            .withCredentials(new AWSStaticCredentialsProvider(new BasicAWSCredentials("cosdev", "cosdevsecret")))
            .withPathStyleAccessEnabled(true)
            .build();
    private final String bucket = Buckets.next("ibm");

    @BeforeEach
    void createBucket() {
        cos.createBucket(bucket);
    }

    @Test
    void shouldFreeThePartsWhenAborted() {
        final String uploadId = initiate("cat.jpg");
        upload("cat.jpg", uploadId, 1, WireUpload.bytes(1, 1000));
        assertThat(StoreFiles.of(bucket)).hasSize(1);
        assertThat(openUploads()).isEqualTo(1);

        abort("cat.jpg", uploadId);

        assertThat(openUploads()).isZero();
        WireTrial.awaitNoFiles(bucket);
        abort("cat.jpg", uploadId);
    }

    @Test
    void shouldKnowNoUploadWhenTheIdIsMadeUp() {
        final AmazonS3Exception error = catchThrowableOfType(AmazonS3Exception.class, () -> abort("cat.jpg", "fakeid"));

        assertThat(error.getStatusCode()).isEqualTo(404);
        assertThat(error.getErrorCode()).isEqualTo("NoSuchUpload");
        assertThat(error.getRequestId()).isNotBlank();
    }

    @Test
    void shouldMakeOneObjectOfItsPartsWhenCompleted() throws IOException {
        final String uploadId = initiate("big");
        final byte[] bytes = WireUpload.bytes(1, WireUpload.MINIMUM);
        final PartETag first = upload("big", uploadId, 1, bytes);
        final PartETag second = upload("big", uploadId, 2, new byte[7]);

        final var completed = cos.completeMultipartUpload(
                new CompleteMultipartUploadRequest(bucket, "big", uploadId, List.of(first, second)));

        assertThat(completed.getETag()).endsWith("-2");
        try (var object = cos.getObject(bucket, "big")) {
            assertThat(object.getObjectContent().readAllBytes())
                    .startsWith(bytes)
                    .hasSize(bytes.length + 7);
        }
        assertThat(catchThrowableOfType(AmazonS3Exception.class, () -> abort("big", uploadId))
                        .getErrorCode())
                .isEqualTo("NoSuchUpload");
    }

    @Test
    void shouldServeAWholeUploadWhenOnlyATokenIsSent() throws Exception {
        final WireAnswer created = token("POST", "k").query("uploads", null).send();
        final String uploadId =
                created.isDocument("InitiateMultipartUploadResult").text("UploadId");
        token("PUT", "k")
                .query("uploadId", uploadId)
                .query("partNumber", "1")
                .body(new byte[10])
                .send()
                .isEmpty(200);
        assertThat(StoreFiles.of(bucket)).hasSize(1);

        final WireAnswer aborted =
                token("DELETE", "k").query("uploadId", uploadId).send().isEmpty(204);

        assertThat(aborted.header("X-Clv-Request-Id")).isNotBlank();
        WireTrial.awaitNoFiles(bucket);
    }

    @Test
    void shouldNameTheBucketAloneWhenNoKeyIsMeant() throws Exception {
        WireRequest.s3("GET", "/no-such-bucket")
                .by("cosdev")
                .query("uploads", null)
                .send()
                .refusesAsCos(404, "NoSuchBucket", "/no-such-bucket", "BucketName", "no-such-bucket");
    }

    private WireRequest token(final String method, final String key) {
        return WireRequest.s3(method, "/" + bucket + "/" + key).bearer("a-token-of-the-tests");
    }

    private String initiate(final String key) {
        return cos.initiateMultipartUpload(new InitiateMultipartUploadRequest(bucket, key))
                .getUploadId();
    }

    private PartETag upload(final String key, final String uploadId, final int number, final byte[] bytes) {
        return cos.uploadPart(new UploadPartRequest()
                        .withBucketName(bucket)
                        .withKey(key)
                        .withUploadId(uploadId)
                        .withPartNumber(number)
                        .withInputStream(new ByteArrayInputStream(bytes))
                        .withPartSize(bytes.length))
                .getPartETag();
    }

    private void abort(final String key, final String uploadId) {
        cos.abortMultipartUpload(new AbortMultipartUploadRequest(bucket, key, uploadId));
    }

    private int openUploads() {
        return cos.listMultipartUploads(new ListMultipartUploadsRequest(bucket))
                .getMultipartUploads()
                .size();
    }
}
