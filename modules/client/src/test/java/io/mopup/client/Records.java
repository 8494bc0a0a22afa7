/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.client;

import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.AbortReason;
import io.mopup.events.CommandResult;
import io.mopup.events.Dialect;
import io.mopup.events.LifecycleType;
import io.mopup.events.MultipartUploadCreated;
import io.mopup.events.Operation;
import io.mopup.events.PolicyDecision;
import io.mopup.events.ReclaimState;
import io.mopup.events.Requester;
import io.mopup.events.UploadIdentity;
import io.mopup.events.UploadLifecycle;
import io.mopup.events.UploadSnapshot;
import io.mopup.events.UploadStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Records as clients and the processor write them. */
final class Records {
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    private Records() {}

    static AbortMultipartUpload abort(final String uploadId, final String commandId) {
        return AbortMultipartUpload.newBuilder()
                .setCommandId(commandId)
                .setIdentity(identity(uploadId))
                .setRequester(
                        Requester.newBuilder().setPolicy(PolicyDecision.NONE).build())
                .setReason(AbortReason.CLIENT)
                .setIssuedAt(NOW)
                .build();
    }

    static MultipartUploadCreated created(final String uploadId) {
        return MultipartUploadCreated.newBuilder()
                .setIdentity(identity(uploadId))
                .setInitiatedAt(NOW)
                .build();
    }

    static CommandResult result(final String uploadId, final String commandId, final int httpStatus) {
        return CommandResult.newBuilder()
                .setCommandId(commandId)
                .setOperation(Operation.ABORT_MULTIPART_UPLOAD)
                .setIdentity(identity(uploadId))
                .setHttpStatus(httpStatus)
                .setStatus(UploadStatus.ABORTED)
                .setReclaim(ReclaimState.DELETING)
                .setDecidedAt(NOW)
                .build();
    }

    static UploadLifecycle lifecycle(final String uploadId, final LifecycleType type) {
        return UploadLifecycle.newBuilder()
                .setIdentity(identity(uploadId))
                .setType(type)
                .setStatus(UploadStatus.ABORTED)
                .setReclaim(ReclaimState.VERIFYING)
                .setOccurredAt(NOW)
                .build();
    }

    static UploadSnapshot snapshot(final String uploadId, final UploadStatus status) {
        return UploadSnapshot.newBuilder()
                .setIdentity(identity(uploadId))
                .setStatus(status)
                .setReclaim(ReclaimState.NONE)
                .setUpdatedAt(NOW)
                .build();
    }

    private static UploadIdentity identity(final String uploadId) {
        return UploadIdentity.newBuilder()
                .setDialect(Dialect.S3)
                .setContainer("photos")
                .setKey("a/b.jpg")
                .setUploadId(uploadId)
                .build();
    }
}
