/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract.release;

import io.mopup.events.AbortConditions;
import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.AbortPolicy;
import io.mopup.events.AbortReason;
import io.mopup.events.AbortRound;
import io.mopup.events.AbortRoundReport;
import io.mopup.events.AssemblyFailed;
import io.mopup.events.CancelAbort;
import io.mopup.events.CommandResult;
import io.mopup.events.CompleteMultipartUpload;
import io.mopup.events.CompletedPart;
import io.mopup.events.Container;
import io.mopup.events.DeletionCause;
import io.mopup.events.Dialect;
import io.mopup.events.Initiator;
import io.mopup.events.LifecycleRule;
import io.mopup.events.LifecycleType;
import io.mopup.events.ListedPart;
import io.mopup.events.MultipartUploadAssembled;
import io.mopup.events.MultipartUploadCreated;
import io.mopup.events.ObservedPart;
import io.mopup.events.Operation;
import io.mopup.events.ParkReason;
import io.mopup.events.PartDeleted;
import io.mopup.events.PartDeletion;
import io.mopup.events.PartDeletionFailed;
import io.mopup.events.PartUploaded;
import io.mopup.events.PartsObserved;
import io.mopup.events.PinUpload;
import io.mopup.events.PolicyDecision;
import io.mopup.events.Receipt;
import io.mopup.events.ReceiptBasis;
import io.mopup.events.ReclaimBy;
import io.mopup.events.ReclaimState;
import io.mopup.events.Requester;
import io.mopup.events.RetryReclaim;
import io.mopup.events.RoundOutcome;
import io.mopup.events.SessionMode;
import io.mopup.events.StorageFailure;
import io.mopup.events.UploadIdentity;
import io.mopup.events.UploadLifecycle;
import io.mopup.events.UploadSnapshot;
import io.mopup.events.UploadStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/**
 * One record of each kind that stands on a topic, with every optional field filled that makes sense together.
 *
 * <p>When a field is added to a schema, fill it here: what is not in a sample is not proved to stay readable.
 */
public final class Samples {
    private static final Instant INITIATED = Instant.parse("2026-11-02T08:15:30.250Z");
    private static final Instant ABORTED = Instant.parse("2026-11-02T09:00:00Z");
    private static final Instant FIRST_LOOK = Instant.parse("2026-11-02T09:00:04.500Z");
    private static final Instant SECOND_LOOK = Instant.parse("2026-11-02T09:15:05.125Z");
    private static final long MEBIBYTE = 1_048_576;
    private static final String AGENT = "agent-eu-1";
    private static final String ETAG = "9e107d9d372bb6826bd81d3542a419d6";
    private static final String CHECKSUM = "17/7IwfZB9dmnNyf9Nyvx5gNX0XkSwaBPv7/j6XMBQg=";
    private static final String TREE_HASH = "d7a8fbb307d7809469ca9abcb0082e4f8d5651e46d3cdb762d02d0bf37c9e592";

    private Samples() {}

    /** All samples, in the order of the topics. */
    public static List<SpecificRecord> all() {
        return List.of(
                abortMultipartUpload(),
                completeMultipartUpload(),
                retryReclaim(),
                cancelAbort(),
                pinUpload(),
                multipartUploadCreated(),
                partUploaded(),
                multipartUploadAssembled(),
                assemblyFailed(),
                partsObserved(),
                partDeleted(),
                partDeletionFailed(),
                abortRoundReport(),
                partDeletion(),
                abortRound(),
                commandResult(),
                uploadLifecycle(),
                uploadSnapshot(),
                container(),
                abortPolicy());
    }

    /** An abort by a bucket's lifecycle rule, with the conditions that clients can send. */
    public static AbortMultipartUpload abortMultipartUpload() {
        return AbortMultipartUpload.newBuilder()
                .setCommandId("0f8fad5b-d9cb-469f-a165-70867728950e")
                .setIdentity(s3())
                .setRequester(requester())
                .setReason(AbortReason.LIFECYCLE)
                .setRuleId("abort-after-7-days")
                .setExpectedBucketOwner("111122223333")
                .setRequestPayer("requester")
                .setIfMatchInitiatedTime("Mon, 02 Nov 2026 08:15:30 GMT")
                .setConditions(new AbortConditions(
                        INITIATED, "2026/holiday.mp4", "arn:aws:iam::444455556666:role/uploader", ABORTED))
                .setIssuedAt(ABORTED)
                .build();
    }

    static CompleteMultipartUpload completeMultipartUpload() {
        return CompleteMultipartUpload.newBuilder()
                .setCommandId("7c9e6679-7425-40de-944b-e07fc1f90ae7")
                .setIdentity(s3())
                .setRequester(requester())
                .setParts(List.of(new CompletedPart(1, "\"" + ETAG + "\"", CHECKSUM), new CompletedPart(3, null, null)))
                .setArchiveSize(3 * MEBIBYTE)
                .setTreeHash(TREE_HASH)
                .setIfNoneMatch("*")
                .setIfMatch(ETAG)
                .setObjectSize(10 * MEBIBYTE)
                .setChecksumType("COMPOSITE")
                .setChecksumAlgorithm("SHA256")
                .setChecksum(CHECKSUM)
                .setExpectedBucketOwner("111122223333")
                .setRequestPayer("requester")
                .setIssuedAt(ABORTED)
                .build();
    }

    static RetryReclaim retryReclaim() {
        return new RetryReclaim("16fd2706-8baf-433b-82eb-8c7fada847da", s3(), requester(), SECOND_LOOK);
    }

    static CancelAbort cancelAbort() {
        return new CancelAbort("3f333df6-90a4-4fda-8dd3-9485d27cee36", s3(), requester(), SECOND_LOOK, FIRST_LOOK);
    }

    static PinUpload pinUpload() {
        return new PinUpload(
                "6ecd8c99-4036-403d-bf84-cf8400f67836", s3(), requester(), SECOND_LOOK, "Restore of 2 Nov", FIRST_LOOK);
    }

    static MultipartUploadCreated multipartUploadCreated() {
        return MultipartUploadCreated.newBuilder()
                .setIdentity(glacier())
                .setInitiator(new Initiator("111122223333", "arn:aws:iam::111122223333:user/backup"))
                .setInitiatedAt(INITIATED)
                .setPartSize(MEBIBYTE)
                .setReclaimBy(ReclaimBy.UPLOAD)
                .setRequesterPays(true)
                .setChecksumType("FULL_OBJECT")
                .setChecksumAlgorithm("CRC64NVME")
                .build();
    }

    /** A second upload of part 3. */
    public static PartUploaded partUploaded() {
        return PartUploaded.newBuilder()
                .setIdentity(s3())
                .setPartNumber(3)
                .setGeneration(1_793_607_330_250L)
                .setLocator("media/2026/holiday.mp4/part-00003.1793607330250")
                .setSize(5 * MEBIBYTE)
                .setEtag(ETAG)
                .setChecksumAlgorithm("SHA256")
                .setChecksum(CHECKSUM)
                .setTreeHash(TREE_HASH)
                .setFirstByte(2 * MEBIBYTE)
                .setUploadedAt(INITIATED)
                .build();
    }

    static MultipartUploadAssembled multipartUploadAssembled() {
        return MultipartUploadAssembled.newBuilder()
                .setIdentity(s3())
                .setCommandId("7c9e6679-7425-40de-944b-e07fc1f90ae7")
                .setEtag(ETAG + "-2")
                .setVersionId("3HL4kqtJlcpXroDTDmJ.rmSpXd3dIbrHY")
                .setArchiveId("NkbByEejwEggmBz2fTHgJrg0XBoDfjP4q6iu87-TjhqG6eGoOY9Z8i1")
                .setLocation("/media/2026/holiday.mp4")
                .setSize(10 * MEBIBYTE)
                .setAssembledAt(ABORTED)
                .build();
    }

    static AssemblyFailed assemblyFailed() {
        return new AssemblyFailed(
                s3(),
                "7c9e6679-7425-40de-944b-e07fc1f90ae7",
                "InternalError",
                500,
                "Two storage nodes are down.",
                Map.of("Condition", "If-None-Match"),
                ABORTED);
    }

    static PartsObserved partsObserved() {
        return new PartsObserved(s3(), List.of(observed()), FIRST_LOOK);
    }

    static PartDeleted partDeleted() {
        return new PartDeleted(s3(), 3, 1_793_607_330_250L, 1, true, 5 * MEBIBYTE, FIRST_LOOK, AGENT);
    }

    static PartDeletionFailed partDeletionFailed() {
        return new PartDeletionFailed(
                s3(), 3, 1_793_607_330_250L, 4, StorageFailure.REFUSED, "Access Denied", FIRST_LOOK, AGENT);
    }

    static AbortRoundReport abortRoundReport() {
        return AbortRoundReport.newBuilder()
                .setIdentity(s3())
                .setRound(2)
                .setAttempt(1)
                .setOutcome(RoundOutcome.LEFTOVERS)
                .setPartsFound(2)
                .setPartsFreed(1)
                .setBytesFreed(5 * MEBIBYTE)
                .setLeftovers(List.of(observed(), new ObservedPart(0, null, null, 17L, null, false)))
                .setMessage("One file was still being written.")
                .setLookedAt(FIRST_LOOK)
                .setAgent(AGENT)
                .build();
    }

    static PartDeletion partDeletion() {
        return PartDeletion.newBuilder()
                .setIdentity(s3())
                .setDeletionId("2~VXBsb2FkSWQx/3/1793607330250")
                .setAttempt(2)
                .setPartNumber(3)
                .setGeneration(1_793_607_330_250L)
                .setLocator("media/2026/holiday.mp4/part-00003.1793607330250")
                .setSize(5 * MEBIBYTE)
                .setCause(DeletionCause.LATE)
                .setRequestedAt(ABORTED)
                .build();
    }

    static AbortRound abortRound() {
        return new AbortRound(glacier(), 2, 1, INITIATED, FIRST_LOOK);
    }

    static CommandResult commandResult() {
        return CommandResult.newBuilder()
                .setCommandId("0f8fad5b-d9cb-469f-a165-70867728950e")
                .setOperation(Operation.ABORT_MULTIPART_UPLOAD)
                .setIdentity(s3())
                .setHttpStatus(404)
                .setErrorCode("NoSuchUpload")
                .setMessage("The upload does not exist.")
                .setFields(Map.of("UploadId", "2~VXBsb2FkSWQx"))
                .setRequestCharged(true)
                .setStatus(UploadStatus.COMPLETED)
                .setReclaim(ReclaimState.NONE)
                .setRejection("LOCATOR_ILLEGAL")
                .setDecidedAt(ABORTED)
                .build();
    }

    static UploadLifecycle uploadLifecycle() {
        return UploadLifecycle.newBuilder()
                .setIdentity(s3())
                .setType(LifecycleType.RECLAIMED)
                .setStatus(UploadStatus.ABORTED)
                .setReclaim(ReclaimState.RECLAIMED)
                .setCommandId("0f8fad5b-d9cb-469f-a165-70867728950e")
                .setReason(AbortReason.LIFECYCLE)
                .setRuleId("abort-after-7-days")
                .setUntil(SECOND_LOOK)
                .setParts(List.of(new ListedPart(1, 0L, 5 * MEBIBYTE), new ListedPart(3, 1_793_607_330_250L, null)))
                .setFields(Map.of("ChecksumType", "COMPOSITE"))
                .setPartNumber(3)
                .setGeneration(1_793_607_330_250L)
                .setRound(3)
                .setOutcome(RoundOutcome.EMPTY)
                .setPartsFound(0)
                .setParkReason(ParkReason.ROUNDS_EXHAUSTED)
                .setReceipt(receipt())
                .setMessage("Seen empty twice, 15 minutes apart.")
                .setOccurredAt(SECOND_LOOK)
                .build();
    }

    static UploadSnapshot uploadSnapshot() {
        return UploadSnapshot.newBuilder()
                .setIdentity(glacier())
                .setStatus(UploadStatus.ABORTED)
                .setReclaim(ReclaimState.PARKED)
                .setInitiatedAt(INITIATED)
                .setInitiator(new Initiator("111122223333", "arn:aws:iam::111122223333:user/backup"))
                .setDecidedAt(ABORTED)
                .setReason(AbortReason.EXPIRED)
                .setRuleId("inactivity")
                .setHeldUntil(FIRST_LOOK)
                .setPinnedUntil(SECOND_LOOK)
                .setRound(7)
                .setParkReason(ParkReason.REFUSED)
                .setReceipt(receipt())
                .setUpdatedAt(SECOND_LOOK)
                .build();
    }

    static Container container() {
        return Container.newBuilder()
                .setDialect(Dialect.S3)
                .setContainer("media")
                .setAccount("111122223333")
                .setRegion("eu-central-1")
                .setRequesterPays(true)
                .setAliases(List.of("media-ap-a1b2c3-s3alias"))
                .setLifecycleRules(List.of(new LifecycleRule("abort-after-7-days", true, "2026/", 7)))
                .setNoLongerSupported(true)
                .setDeletedAt(SECOND_LOOK)
                .setUpdatedAt(INITIATED)
                .build();
    }

    static AbortPolicy abortPolicy() {
        return AbortPolicy.newBuilder()
                .setName("idle-uploads")
                .setEnabled(true)
                .setDryRun(true)
                .setDialect(Dialect.S3)
                .setContainer("media")
                .setOwner("111122223333")
                .setPrefix("2026/")
                .setInitiator("arn:aws:iam::444455556666:role/uploader")
                .setMinBytes(MEBIBYTE)
                .setMaxBytes(10 * MEBIBYTE)
                .setIdleSeconds(3600L)
                .setAgeSeconds(86_400L)
                .setUpdatedAt(INITIATED)
                .build();
    }

    private static UploadIdentity s3() {
        return new UploadIdentity(Dialect.S3, "111122223333", "media", "2026/holiday.mp4", "2~VXBsb2FkSWQx");
    }

    private static UploadIdentity glacier() {
        return new UploadIdentity(Dialect.GLACIER, "111122223333", "backups", null, "19gaRezEXAMPLES6Ry5YYdqthHOC");
    }

    private static Requester requester() {
        return new Requester(
                "444455556666",
                "arn:aws:iam::444455556666:role/uploader",
                PolicyDecision.ALLOW,
                SessionMode.READ_WRITE);
    }

    private static ObservedPart observed() {
        return new ObservedPart(
                3, 1_793_607_330_250L, "media/2026/holiday.mp4/part-00003.1793607330250", 5 * MEBIBYTE, ETAG, true);
    }

    private static Receipt receipt() {
        return new Receipt(ReceiptBasis.EMPTY, ABORTED, FIRST_LOOK, SECOND_LOOK, 3, 12L, 60 * MEBIBYTE, 1L);
    }
}
