/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mopup.events.Dialect;
import io.mopup.events.UploadIdentity;
import io.mopup.gateway.UploadNotes;
import io.mopup.storage.PartGeneration;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** What a gateway leaves that dies between the store and the topic: the lines after which it can, one by one. */
class DeadGatewayTest {
    private static final byte[] BYTES = {1, 2, 3};
    private static final long AFTER_ALL_OTHERS = Long.MAX_VALUE;

    private final RealStack stack = RealStack.get();
    private final S3Client s3 = S3Clients.of("mopupdev");
    private final String bucket = Buckets.next("dead");

    @BeforeEach
    void createBucket() {
        s3.createBucket(request -> request.bucket(bucket));
    }

    @Test
    void shouldFreeBytesThatNoEventTellsOfWhenTheUploadIsCompleted() throws IOException {
        final String uploadId = create();
        storeWithoutEvent(identity(uploadId), 7);
        final String etag = s3.uploadPart(
                        request -> request.bucket(bucket)
                                .key("k")
                                .uploadId(uploadId)
                                .partNumber(1),
                        RequestBody.fromBytes(BYTES))
                .eTag();

        s3.completeMultipartUpload(request -> request.bucket(bucket)
                .key("k")
                .uploadId(uploadId)
                .multipartUpload(list -> list.parts(part -> part.partNumber(1).eTag(etag))));

        assertNothingIsLeft();
        assertThat(s3.getObjectAsBytes(request -> request.bucket(bucket).key("k"))
                        .asByteArray())
                .isEqualTo(BYTES);
    }

    @Test
    void shouldFreeBytesThatNoEventTellsOfWhenTheUploadIsAborted() throws IOException {
        final String uploadId = create();
        storeWithoutEvent(identity(uploadId), 1);

        s3.abortMultipartUpload(request -> request.bucket(bucket).key("k").uploadId(uploadId));

        assertNothingIsLeft();
    }

    @Test
    void shouldEndAnUploadThatWasBegunAndNeverCreated() throws IOException {
        final UploadIdentity identity = identity("begun-" + bucket);
        final UploadNotes notes = new UploadNotes(stack.store());
        notes.begin(identity, Map.of());
        stack.parts().create(identity);
        storeWithoutEvent(identity, 1);

        assertNothingIsLeft();
        notes.created(identity);
        assertThat(notes.upload(identity)).as("the note is gone too").isEmpty();
    }

    private void storeWithoutEvent(final UploadIdentity identity, final int partNumber) throws IOException {
        stack.parts()
                .write(new PartGeneration(identity, partNumber, AFTER_ALL_OTHERS), new ByteArrayInputStream(BYTES));
    }

    private void assertNothingIsLeft() {
        await().atMost(60, SECONDS).untilAsserted(() -> assertThat(StoreFiles.ofUploads(stack.store(), bucket))
                .isEmpty());
    }

    private String create() {
        return s3.createMultipartUpload(request -> request.bucket(bucket).key("k"))
                .uploadId();
    }

    private UploadIdentity identity(final String uploadId) {
        return UploadIdentity.newBuilder()
                .setDialect(Dialect.S3)
                .setAccount("111122223333")
                .setContainer(bucket)
                .setKey("k")
                .setUploadId(uploadId)
                .build();
    }
}
