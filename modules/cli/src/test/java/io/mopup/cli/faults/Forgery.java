/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.faults;

import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.AbortReason;
import io.mopup.events.AbortRoundReport;
import io.mopup.events.CommandResult;
import io.mopup.events.CompleteMultipartUpload;
import io.mopup.events.CompletedPart;
import io.mopup.events.DeletionCause;
import io.mopup.events.Dialect;
import io.mopup.events.LifecycleType;
import io.mopup.events.ListedPart;
import io.mopup.events.MultipartUploadAssembled;
import io.mopup.events.MultipartUploadCreated;
import io.mopup.events.Operation;
import io.mopup.events.PartDeletion;
import io.mopup.events.PartUploaded;
import io.mopup.events.Receipt;
import io.mopup.events.ReceiptBasis;
import io.mopup.events.ReclaimState;
import io.mopup.events.Requester;
import io.mopup.events.RoundOutcome;
import io.mopup.events.UploadIdentity;
import io.mopup.events.UploadLifecycle;
import io.mopup.events.UploadSnapshot;
import io.mopup.events.UploadStatus;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Records as Mopup would publish them, made by hand. */
final class Forgery {
    static final Instant BEGIN = Instant.ofEpochMilli(1_800_000_000_000L);

    private Forgery() {}

    static UploadIdentity identity(final String uploadId) {
        return UploadIdentity.newBuilder()
                .setDialect(Dialect.S3)
                .setContainer("b")
                .setKey("k-" + uploadId)
                .setUploadId(uploadId)
                .build();
    }

    static MultipartUploadCreated created(final String uploadId) {
        return MultipartUploadCreated.newBuilder()
                .setIdentity(identity(uploadId))
                .setInitiatedAt(BEGIN)
                .build();
    }

    static String locator(final String uploadId, final int part, final long generation) {
        return "uploads/b/%s/%05d.%019d.part".formatted(uploadId, part, generation);
    }

    /** What the file of a part consists of. */
    static byte[] bytes(final String uploadId, final int part, final long generation) {
        return ("bytes of " + locator(uploadId, part, generation)).getBytes(StandardCharsets.UTF_8);
    }

    static PartUploaded part(final String uploadId, final int part, final long generation) {
        final byte[] bytes = bytes(uploadId, part, generation);
        return PartUploaded.newBuilder()
                .setIdentity(identity(uploadId))
                .setPartNumber(part)
                .setGeneration(generation)
                .setLocator(locator(uploadId, part, generation))
                .setSize(bytes.length)
                .setEtag(Bytes.md5(bytes))
                .setUploadedAt(BEGIN)
                .build();
    }

    static AbortMultipartUpload abort(final String uploadId, final String commandId) {
        return AbortMultipartUpload.newBuilder()
                .setCommandId(commandId)
                .setIdentity(identity(uploadId))
                .setRequester(Requester.newBuilder().build())
                .setReason(AbortReason.CLIENT)
                .setIssuedAt(BEGIN)
                .build();
    }

    static CompleteMultipartUpload complete(final String uploadId, final String commandId) {
        return CompleteMultipartUpload.newBuilder()
                .setCommandId(commandId)
                .setIdentity(identity(uploadId))
                .setRequester(Requester.newBuilder().build())
                .setParts(List.of(new CompletedPart(1, null, null)))
                .setIssuedAt(BEGIN)
                .build();
    }

    static CommandResult result(
            final String uploadId,
            final String commandId,
            final Operation operation,
            final int httpStatus,
            final UploadStatus status) {
        return CommandResult.newBuilder()
                .setCommandId(commandId)
                .setOperation(operation)
                .setIdentity(identity(uploadId))
                .setHttpStatus(httpStatus)
                .setFields(Map.of())
                .setRequestCharged(false)
                .setStatus(status)
                .setReclaim(ReclaimState.NONE)
                .setDecidedAt(BEGIN)
                .build();
    }

    static UploadSnapshot snapshot(final String uploadId, final UploadStatus status, final ReclaimState reclaim) {
        return UploadSnapshot.newBuilder()
                .setIdentity(identity(uploadId))
                .setStatus(status)
                .setReclaim(reclaim)
                .setRound(0)
                .setUpdatedAt(BEGIN)
                .build();
    }

    static UploadLifecycle lifecycle(final String uploadId, final LifecycleType type, final String commandId) {
        return UploadLifecycle.newBuilder()
                .setIdentity(identity(uploadId))
                .setType(type)
                .setStatus(UploadStatus.ABORTED)
                .setReclaim(ReclaimState.NONE)
                .setCommandId(commandId)
                .setOccurredAt(BEGIN)
                .build();
    }

    static UploadLifecycle completing(final String uploadId, final String commandId, final PartUploaded... parts) {
        return UploadLifecycle.newBuilder(lifecycle(uploadId, LifecycleType.COMPLETING, commandId))
                .setParts(Arrays.stream(parts)
                        .map(part -> new ListedPart(part.getPartNumber(), part.getGeneration(), null))
                        .toList())
                .build();
    }

    static UploadLifecycle reclaimed(final String uploadId, final Instant firstLook, final Instant secondLook) {
        return UploadLifecycle.newBuilder(lifecycle(uploadId, LifecycleType.RECLAIMED, null))
                .setReceipt(Receipt.newBuilder()
                        .setBasis(ReceiptBasis.EMPTY)
                        .setAbortedAt(BEGIN)
                        .setFirstLookAt(firstLook)
                        .setSecondLookAt(secondLook)
                        .setRounds(2)
                        .setPartsDeleted(1)
                        .setBytesReclaimed(1)
                        .setLateParts(0)
                        .build())
                .build();
    }

    static AbortRoundReport look(final String uploadId, final int round, final Instant at, final RoundOutcome outcome) {
        return AbortRoundReport.newBuilder()
                .setIdentity(identity(uploadId))
                .setRound(round)
                .setAttempt(1)
                .setOutcome(outcome)
                .setPartsFound(0)
                .setPartsFreed(0)
                .setBytesFreed(0)
                .setLeftovers(List.of())
                .setLookedAt(at)
                .setAgent("a")
                .build();
    }

    static PartDeletion deletion(final PartUploaded part) {
        return PartDeletion.newBuilder()
                .setIdentity(part.getIdentity())
                .setDeletionId(
                        part.getIdentity().getUploadId() + "/" + part.getPartNumber() + "/" + part.getGeneration())
                .setAttempt(1)
                .setPartNumber(part.getPartNumber())
                .setGeneration(part.getGeneration())
                .setLocator(part.getLocator())
                .setSize(part.getSize())
                .setCause(DeletionCause.SUPERSEDED)
                .setRequestedAt(BEGIN)
                .build();
    }

    static MultipartUploadAssembled assembled(final String uploadId, final String commandId, final String location) {
        return MultipartUploadAssembled.newBuilder()
                .setIdentity(identity(uploadId))
                .setCommandId(commandId)
                .setLocation(location)
                .setSize(0)
                .setAssembledAt(BEGIN)
                .build();
    }
}
