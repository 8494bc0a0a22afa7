/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.glacier.GlacierClient;
import software.amazon.awssdk.services.glacier.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.glacier.model.GlacierException;
import software.amazon.awssdk.services.glacier.model.InvalidParameterValueException;
import software.amazon.awssdk.services.glacier.model.PartListElement;
import software.amazon.awssdk.services.glacier.model.ResourceNotFoundException;
import software.amazon.awssdk.services.glacier.model.UploadListElement;

/** AWS SDK for Java, Glacier. */
class AwsGlacierTest {
    private static final int PART_SIZE = WireArchive.PART_SIZE;

    private final GlacierClient glacier = GlacierClients.of("mopupdev");
    private final String vault = Buckets.next("vault");

    @BeforeEach
    void createVault() {
        glacier.createVault(request -> request.vaultName(vault));
    }

    @Test
    void shouldAnswer204AndFreeTheRangesWhenAborted() {
        final String uploadId = initiate();
        upload(uploadId, 0, WireUpload.bytes(1, PART_SIZE));
        upload(uploadId, PART_SIZE, WireUpload.bytes(2, 5));
        assertThat(StoreFiles.of(vault)).hasSize(2);

        final var response = abort(uploadId);

        assertThat(response.sdkHttpResponse().statusCode()).isEqualTo(204);
        assertThat(response.responseMetadata().requestId()).isNotBlank();
        WireTrial.awaitNoFiles(vault);
        assertThat(abort(uploadId).sdkHttpResponse().statusCode()).isEqualTo(204);
        assertThat(glacier.listMultipartUploads(request -> request.vaultName(vault))
                        .uploadsList())
                .isEmpty();
    }

    @Test
    void shouldThrowWhatTheReferenceSaysWhenTheUploadIsUnknown() {
        final GlacierException error = catchThrowableOfType(ResourceNotFoundException.class, () -> abort("fakeid"));

        assertThat(error.statusCode()).isEqualTo(404);
        assertThat(error.awsErrorDetails().errorCode()).isEqualTo("ResourceNotFoundException");
        assertThat(error.awsErrorDetails().errorMessage()).isNotBlank();
        assertThat(error.requestId()).isNotBlank();
    }

    @Test
    void shouldThrowWhatTheReferenceSaysWhenTheUserMayNotAbort() {
        final String uploadId = initiate();

        final GlacierException error = catchThrowableOfType(GlacierException.class, () -> GlacierClients.of("forbidden")
                .abortMultipartUpload(request -> request.vaultName(vault).uploadId(uploadId)));

        assertThat(error.statusCode()).isEqualTo(403);
        assertThat(error.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
        assertThat(glacier.listMultipartUploads(request -> request.vaultName(vault))
                        .uploadsList())
                .extracting(UploadListElement::multipartUploadId)
                .containsExactly(uploadId);
    }

    @Test
    void shouldMakeOneArchiveOfItsRangesWhenCompleted() {
        final String uploadId = initiate();
        final byte[] archive = WireUpload.bytes(3, PART_SIZE + 5);
        upload(uploadId, 0, Arrays.copyOf(archive, PART_SIZE));
        upload(uploadId, PART_SIZE, Arrays.copyOfRange(archive, PART_SIZE, archive.length));
        assertThat(glacier.listParts(request -> request.vaultName(vault).uploadId(uploadId))
                        .parts())
                .extracting(PartListElement::rangeInBytes)
                .containsExactly("0-1048575", "1048576-1048580");

        assertThatExceptionOfType(InvalidParameterValueException.class)
                .isThrownBy(() -> complete(uploadId, archive.length, "0".repeat(64)));
        final CompleteMultipartUploadResponse completed =
                complete(uploadId, archive.length, WireArchive.treeHash(archive));

        assertThat(completed.archiveId()).isNotBlank();
        assertThat(completed.checksum()).isEqualTo(WireArchive.treeHash(archive));
        assertThat(completed.location()).endsWith("/vaults/" + vault + "/archives/" + completed.archiveId());
        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> abort(uploadId));
        final var described = glacier.describeVault(request -> request.vaultName(vault));
        assertThat(described.numberOfArchives()).isEqualTo(1);
        assertThat(described.sizeInBytes()).isEqualTo(archive.length);
    }

    private String initiate() {
        return glacier.initiateMultipartUpload(
                        request -> request.vaultName(vault).partSize(Integer.toString(PART_SIZE)))
                .uploadId();
    }

    private void upload(final String uploadId, final long first, final byte[] bytes) {
        glacier.uploadMultipartPart(
                request -> request.vaultName(vault)
                        .uploadId(uploadId)
                        .range("bytes " + first + "-" + (first + bytes.length - 1) + "/*")
                        .checksum(WireArchive.treeHash(bytes)),
                RequestBody.fromBytes(bytes));
    }

    private CompleteMultipartUploadResponse complete(final String uploadId, final long size, final String treeHash) {
        return glacier.completeMultipartUpload(request -> request.vaultName(vault)
                .uploadId(uploadId)
                .archiveSize(Long.toString(size))
                .checksum(treeHash));
    }

    private software.amazon.awssdk.services.glacier.model.AbortMultipartUploadResponse abort(final String uploadId) {
        return glacier.abortMultipartUpload(request -> request.vaultName(vault).uploadId(uploadId));
    }
}
