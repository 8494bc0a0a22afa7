/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.transfer.s3.S3TransferManager;

/** AWS SDK for Java, asynchronous, which uploads large objects in parts by itself, and the transfer manager on it. */
class AwsAsyncTest {
    private static final int SIZE = 20 << 20;

    private final S3AsyncClient s3 = S3Clients.async("mopupdev");
    private final String bucket = Buckets.next("async");

    @TempDir
    Path directory;

    @BeforeEach
    void createBucket() throws Exception {
        s3.createBucket(request -> request.bucket(bucket)).get(1, MINUTES);
    }

    @AfterEach
    void closeClient() {
        s3.close();
    }

    @Test
    void shouldUploadInPartsWhenTheObjectIsLarge() throws Exception {
        final byte[] bytes = WireUpload.bytes(1, SIZE);

        final var put = s3.putObject(request -> request.bucket(bucket).key("large"), AsyncRequestBody.fromBytes(bytes))
                .get(2, MINUTES);

        assertThat(put.eTag()).matches("\"[0-9a-f]{32}-[23]\"");
        final var object = s3.getObject(
                        request -> request.bucket(bucket).key("large"), AsyncResponseTransformer.toBytes())
                .get(2, MINUTES);
        assertThat(object.asByteArrayUnsafe()).isEqualTo(bytes);
        WireTrial.awaitNoFiles(bucket);
    }

    @Test
    void shouldBringTheFileBackWhenTheTransferManagerCarriesIt() throws Exception {
        final Path file = Files.write(directory.resolve("up"), WireUpload.bytes(2, SIZE));
        final Path back = directory.resolve("down");
        try (S3TransferManager transfers =
                S3TransferManager.builder().s3Client(s3).build()) {
            final var uploaded = transfers
                    .uploadFile(upload -> upload.source(file)
                            .putObjectRequest(request -> request.bucket(bucket).key("file")))
                    .completionFuture()
                    .get(2, MINUTES);
            assertThat(uploaded.response().eTag()).matches("\"[0-9a-f]{32}-[23]\"");
            transfers
                    .downloadFile(download -> download.destination(back)
                            .getObjectRequest(request -> request.bucket(bucket).key("file")))
                    .completionFuture()
                    .get(2, MINUTES);
        }

        assertThat(back).hasSameBinaryContentAs(file);
        WireTrial.awaitNoFiles(bucket);
    }

    @Test
    void shouldFreeThePartsWhenAborted() throws Exception {
        final String uploadId = s3.createMultipartUpload(
                        request -> request.bucket(bucket).key("k"))
                .get(1, MINUTES)
                .uploadId();
        s3.uploadPart(
                        request -> request.bucket(bucket)
                                .key("k")
                                .uploadId(uploadId)
                                .partNumber(1),
                        AsyncRequestBody.fromBytes(new byte[10]))
                .get(1, MINUTES);

        s3.abortMultipartUpload(request -> request.bucket(bucket).key("k").uploadId(uploadId))
                .get(1, MINUTES);

        WireTrial.awaitNoFiles(bucket);
        Assertions.assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> s3.listParts(
                                request -> request.bucket(bucket).key("k").uploadId(uploadId))
                        .get(1, MINUTES))
                .withCauseInstanceOf(NoSuchUploadException.class);
    }
}
