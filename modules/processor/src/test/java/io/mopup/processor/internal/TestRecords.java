/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.AbortReason;
import io.mopup.events.AbortRound;
import io.mopup.events.AbortRoundReport;
import io.mopup.events.Container;
import io.mopup.events.Dialect;
import io.mopup.events.MultipartUploadCreated;
import io.mopup.events.PartDeleted;
import io.mopup.events.PartDeletion;
import io.mopup.events.PartUploaded;
import io.mopup.events.ReclaimBy;
import io.mopup.events.Requester;
import io.mopup.events.RoundOutcome;
import io.mopup.events.UploadIdentity;
import java.time.Instant;
import java.util.List;

/** Records as producers would make them. */
public final class TestRecords {
    public static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");
    public static final String OWNER = "123456789012";

    private TestRecords() {}

    public static UploadIdentity identity(final String uploadId) {
        return new UploadIdentity(Dialect.S3, OWNER, "bucket", "a/key", uploadId);
    }

    public static MultipartUploadCreated created(final String uploadId) {
        return MultipartUploadCreated.newBuilder()
                .setIdentity(identity(uploadId))
                .setInitiatedAt(TIME)
                .setReclaimBy(ReclaimBy.PART)
                .build();
    }

    public static PartUploaded part(final String uploadId, final int partNumber) {
        return part(uploadId, partNumber, 1);
    }

    public static PartUploaded part(final String uploadId, final int partNumber, final long generation) {
        final String locator = uploadId.replace('/', '_') + '/' + partNumber + '-' + generation;
        return PartUploaded.newBuilder()
                .setIdentity(identity(uploadId))
                .setPartNumber(partNumber)
                .setGeneration(generation)
                .setLocator(locator)
                .setSize(1_000)
                .setEtag("etag")
                .setUploadedAt(TIME)
                .build();
    }

    /** A producer that speaks for itself. */
    public static Requester requester() {
        return Requester.newBuilder().build();
    }

    public static AbortMultipartUpload abort(final String uploadId, final String commandId) {
        return AbortMultipartUpload.newBuilder()
                .setCommandId(commandId)
                .setIdentity(identity(uploadId))
                .setRequester(requester())
                .setReason(AbortReason.CLIENT)
                .setIssuedAt(TIME)
                .build();
    }

    /** The bucket of all these uploads, registered. */
    public static Container bucket(final Instant deletedAt) {
        return Container.newBuilder()
                .setDialect(Dialect.S3)
                .setContainer("bucket")
                .setAccount(OWNER)
                .setDeletedAt(deletedAt)
                .setUpdatedAt(TIME)
                .build();
    }

    /** The report of an agent that did what it was told. */
    public static PartDeleted deleted(final PartDeletion deletion) {
        return new PartDeleted(
                deletion.getIdentity(),
                deletion.getPartNumber(),
                deletion.getGeneration(),
                deletion.getAttempt(),
                true,
                deletion.getSize(),
                TIME,
                "agent");
    }

    /** The report of an agent that looked and saw nothing. */
    public static AbortRoundReport empty(final AbortRound round, final Instant lookedAt) {
        return new AbortRoundReport(
                round.getIdentity(),
                round.getRound(),
                round.getAttempt(),
                RoundOutcome.EMPTY,
                0,
                0,
                0L,
                List.of(),
                null,
                lookedAt,
                "agent");
    }
}
