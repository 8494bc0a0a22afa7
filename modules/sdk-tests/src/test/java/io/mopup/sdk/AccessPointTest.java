/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.events.Dialect;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/** A bucket that is asked for by an access point: by its alias as the AWS SDK sends it, and by its host. */
class AccessPointTest {
    private final S3Client s3 = S3Clients.of("mopupdev");
    private final String point = Buckets.next("point");
    private final String alias = point + "-abcdefghijklmnop-s3alias";
    private String bucket;

    @BeforeEach
    void registerBucket() throws Exception {
        final String arn = "arn:aws:s3:us-east-1:" + WireTrial.OWNER + ":accesspoint/" + point;
        bucket = new WireTrial().registered(Dialect.S3, container -> container.setAliases(List.of(alias, arn)));
    }

    @Test
    void shouldAbortTheSameUploadWhenTheAliasIsTheBucket() {
        final var created =
                s3.createMultipartUpload(request -> request.bucket(alias).key("k"));
        assertThat(created.bucket()).isEqualTo(bucket);
        assertThat(openUploads()).extracting(MultipartUpload::uploadId).containsExactly(created.uploadId());

        s3.abortMultipartUpload(request -> request.bucket(alias).key("k").uploadId(created.uploadId()));

        assertThat(openUploads()).isEmpty();
    }

    @Test
    void shouldAbortTheSameUploadWhenTheHostIsTheAccessPoint() throws Exception {
        final WireAnswer created = atHost("POST").query("uploads", null).send();
        final String uploadId =
                created.isDocument("InitiateMultipartUploadResult").text("UploadId");
        assertThat(created.text("Bucket")).isEqualTo(bucket);
        atHost("PUT")
                .query("uploadId", uploadId)
                .query("partNumber", "1")
                .body(new byte[10])
                .send()
                .isEmpty(200);
        assertThat(StoreFiles.of(bucket)).hasSize(1);

        atHost("DELETE").query("uploadId", uploadId).send().isEmpty(204);

        assertThat(openUploads()).isEmpty();
        WireTrial.awaitNoFiles(bucket);
    }

    @Test
    void shouldFindNoBucketWhenTheHostNamesAnotherAccount() throws Exception {
        WireRequest.s3("DELETE", "/k")
                .host(point + "-" + WireTrial.STRANGER + ".localhost")
                .query("uploadId", "u")
                .send()
                .refuses(404, "NoSuchBucket", "BucketName", point + "-" + WireTrial.STRANGER);
    }

    private WireRequest atHost(final String method) {
        return WireRequest.s3(method, "/k").host(point + "-" + WireTrial.OWNER + ".localhost");
    }

    private List<MultipartUpload> openUploads() {
        return s3.listMultipartUploads(request -> request.bucket(bucket)).uploads();
    }
}
