/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.security;

import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.AbortReason;
import io.mopup.events.AbortRound;
import io.mopup.events.DeletionCause;
import io.mopup.events.Dialect;
import io.mopup.events.MultipartUploadCreated;
import io.mopup.events.PartDeletion;
import io.mopup.events.PartUploaded;
import io.mopup.events.Requester;
import io.mopup.events.UploadIdentity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * Records about two uploads: one of S3 that a client aborts, one of Glacier that is left alone until a policy aborts it.
 *
 * @param run part of their ids
 */
record SampleRecords(String run) {
    private static final long MEBIBYTE = 1 << 20;

    String upload() {
        return "s3-of-" + run;
    }

    String vaultUpload() {
        return "glacier-of-" + run;
    }

    /** What makes a processor write to every topic that is its own, and to the commands. */
    List<SpecificRecord> decided() {
        return List.of(
                created(identity(), null),
                PartUploaded.newBuilder()
                        .setIdentity(identity())
                        .setPartNumber(1)
                        .setGeneration(1)
                        .setLocator("parts/" + upload())
                        .setSize(5 * MEBIBYTE)
                        .setEtag("9e107d9d372bb6826bd81d3542a419d6")
                        .setUploadedAt(now())
                        .build(),
                AbortMultipartUpload.newBuilder()
                        .setCommandId("abort-" + run)
                        .setIdentity(identity())
                        .setRequester(Requester.newBuilder().build())
                        .setReason(AbortReason.CLIENT)
                        .setIssuedAt(now())
                        .build(),
                created(vaultIdentity(), MEBIBYTE));
    }

    PartDeletion partDeletion() {
        return PartDeletion.newBuilder()
                .setIdentity(identity())
                .setDeletionId(upload() + "/1/1")
                .setAttempt(1)
                .setPartNumber(1)
                .setGeneration(1)
                .setLocator("parts/" + upload())
                .setSize(5 * MEBIBYTE)
                .setCause(DeletionCause.ABORTED)
                .setRequestedAt(now())
                .build();
    }

    AbortRound abortRound() {
        return AbortRound.newBuilder()
                .setIdentity(identity())
                .setRound(1)
                .setAttempt(1)
                .setRequestedAt(now())
                .build();
    }

    private static MultipartUploadCreated created(final UploadIdentity identity, final Long partSize) {
        return MultipartUploadCreated.newBuilder()
                .setIdentity(identity)
                .setInitiatedAt(now())
                .setPartSize(partSize)
                .build();
    }

    private UploadIdentity identity() {
        return UploadIdentity.newBuilder()
                .setDialect(Dialect.S3)
                .setContainer("photos")
                .setKey("a/b.jpg")
                .setUploadId(upload())
                .build();
    }

    private UploadIdentity vaultIdentity() {
        return UploadIdentity.newBuilder()
                .setDialect(Dialect.GLACIER)
                .setAccount("111122223333")
                .setContainer("vault")
                .setUploadId(vaultUpload())
                .build();
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
