/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.contract.Digests;
import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.AbortPolicy;
import io.mopup.events.AbortReason;
import io.mopup.events.AbortRound;
import io.mopup.events.AbortRoundReport;
import io.mopup.events.AssemblyFailed;
import io.mopup.events.CompleteMultipartUpload;
import io.mopup.events.CompletedPart;
import io.mopup.events.Container;
import io.mopup.events.Dialect;
import io.mopup.events.MultipartUploadAssembled;
import io.mopup.events.MultipartUploadCreated;
import io.mopup.events.ObservedPart;
import io.mopup.events.PartDeleted;
import io.mopup.events.PartDeletion;
import io.mopup.events.PartDeletionFailed;
import io.mopup.events.PartUploaded;
import io.mopup.events.PartsObserved;
import io.mopup.events.ReclaimBy;
import io.mopup.events.Requester;
import io.mopup.events.RetryReclaim;
import io.mopup.events.RoundOutcome;
import io.mopup.events.StorageFailure;
import io.mopup.events.UploadIdentity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Records for tests. */
final class Samples {
    static final String OWNER = "111122223333";
    static final UploadIdentity S3 = new UploadIdentity(Dialect.S3, OWNER, "photos", "2026/cat.jpg", "u1");
    static final UploadIdentity GLACIER = new UploadIdentity(Dialect.GLACIER, OWNER, "attic", null, "g1");
    static final UploadIdentity DIRECTORY =
            new UploadIdentity(Dialect.S3_DIRECTORY, OWNER, "photos--use1-az4--x-s3", "2026/cat.jpg", "d1");
    static final UploadIdentity COS = new UploadIdentity(Dialect.COS, OWNER, "photos", "2026/cat.jpg", "c1");
    static final Instant T0 = Instant.parse("2026-11-01T12:00:00Z");

    /** Parts are small here; no dialect's smallest size is to get in the way. */
    static final FoldSettings SETTINGS = FoldSettings.DEFAULT.with(new DialectSettings(false, 1, false, Map.of()));

    private Samples() {}

    static Requester requester() {
        return Requester.newBuilder().build();
    }

    static MultipartUploadCreated created(final UploadIdentity identity) {
        return created(identity, ReclaimBy.PART);
    }

    static MultipartUploadCreated created(final UploadIdentity identity, final ReclaimBy reclaimBy) {
        return MultipartUploadCreated.newBuilder()
                .setIdentity(identity)
                .setInitiatedAt(T0)
                .setReclaimBy(reclaimBy)
                .build();
    }

    static PartUploaded part(final UploadIdentity identity, final int number, final long generation) {
        return part(identity, number, generation, 100, T0);
    }

    static PartUploaded part(
            final UploadIdentity identity, final int number, final long generation, final long size, final Instant at) {
        return PartUploaded.newBuilder()
                .setIdentity(identity)
                .setPartNumber(number)
                .setGeneration(generation)
                .setLocator(locator(number, generation))
                .setSize(size)
                .setEtag(etag(number, generation))
                .setUploadedAt(at)
                .build();
    }

    static String locator(final int number, final long generation) {
        return "parts/" + number + "." + generation;
    }

    /** Such as a SHA-256 in base64. */
    static String checksum(final int number, final long generation) {
        final byte[] text = etag(number, generation).getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(Digests.sha256().digest(text));
    }

    static String etag(final int number, final long generation) {
        return "etag-" + number + "-" + generation;
    }

    static AbortMultipartUpload abort(final UploadIdentity identity, final String commandId) {
        return AbortMultipartUpload.newBuilder()
                .setCommandId(commandId)
                .setIdentity(identity)
                .setRequester(requester())
                .setReason(AbortReason.CLIENT)
                .setIssuedAt(T0)
                .build();
    }

    static CompleteMultipartUpload complete(
            final UploadIdentity identity, final String commandId, final List<CompletedPart> parts) {
        return CompleteMultipartUpload.newBuilder()
                .setCommandId(commandId)
                .setIdentity(identity)
                .setRequester(requester())
                .setParts(parts)
                .setIssuedAt(T0)
                .build();
    }

    static CompletedPart listed(final int number, final long generation) {
        return new CompletedPart(number, etag(number, generation), null);
    }

    /** The first generation of each of these parts. */
    static List<CompletedPart> firstOf(final int... numbers) {
        return Arrays.stream(numbers).mapToObj(number -> listed(number, 1)).toList();
    }

    /** The bucket of {@link #S3}, registered. */
    static Container container() {
        return Container.newBuilder()
                .setDialect(Dialect.S3)
                .setContainer(S3.getContainer())
                .setAccount(OWNER)
                .setUpdatedAt(T0)
                .build();
    }

    /** A policy that has no time yet. */
    static AbortPolicy policy() {
        return AbortPolicy.newBuilder().setName("p").setUpdatedAt(T0).build();
    }

    static RetryReclaim retry(final UploadIdentity identity, final String commandId) {
        return new RetryReclaim(commandId, identity, requester(), T0);
    }

    static MultipartUploadAssembled assembled(final UploadIdentity identity, final String commandId) {
        return new MultipartUploadAssembled(
                identity, commandId, "object-etag", null, null, "/photos/2026/cat.jpg", 1L, T0);
    }

    static AssemblyFailed assemblyFailed(final UploadIdentity identity, final String commandId) {
        return new AssemblyFailed(identity, commandId, "InternalError", 500, "disk full", Map.of(), T0);
    }

    static PartDeleted deleted(final PartDeletion deletion) {
        return deleted(deletion, true);
    }

    static PartDeleted deleted(final PartDeletion deletion, final boolean found) {
        return new PartDeleted(
                deletion.getIdentity(),
                deletion.getPartNumber(),
                deletion.getGeneration(),
                deletion.getAttempt(),
                found,
                found ? deletion.getSize() : 0,
                T0,
                "agent-1");
    }

    static PartDeletionFailed failed(final PartDeletion deletion, final StorageFailure failure) {
        return new PartDeletionFailed(
                deletion.getIdentity(),
                deletion.getPartNumber(),
                deletion.getGeneration(),
                deletion.getAttempt(),
                failure,
                "said no",
                T0,
                "agent-1");
    }

    static AbortRoundReport saw(final AbortRound round, final RoundOutcome outcome, final Instant at) {
        return saw(round, outcome, 0, 0, at);
    }

    static AbortRoundReport saw(
            final AbortRound round, final RoundOutcome outcome, final int parts, final long bytes, final Instant at) {
        return new AbortRoundReport(
                round.getIdentity(),
                round.getRound(),
                round.getAttempt(),
                outcome,
                parts,
                parts,
                bytes,
                List.of(),
                null,
                at,
                "agent-1");
    }

    static ObservedPart seen(final PartUploaded part) {
        return new ObservedPart(
                part.getPartNumber(), part.getGeneration(), part.getLocator(), part.getSize(), part.getEtag(), false);
    }

    static PartsObserved observed(final UploadIdentity identity, final ObservedPart... parts) {
        return new PartsObserved(identity, List.of(parts), T0);
    }

    static FoldSettings deletingOrphans() {
        return settings(FoldSettings.DEFAULT.attempts(), FoldSettings.DEFAULT.maxOutstanding(), true);
    }

    static FoldSettings withAttempts(final int attempts) {
        return settings(attempts, FoldSettings.DEFAULT.maxOutstanding(), false);
    }

    /** At most about this many deletions without a report, in slices of ten. */
    static FoldSettings withCap(final int maxOutstanding) {
        return settings(FoldSettings.DEFAULT.attempts(), maxOutstanding, false);
    }

    private static FoldSettings settings(final int attempts, final int maxOutstanding, final boolean deleteOrphans) {
        final FoldSettings usual = SETTINGS;
        final boolean capped = maxOutstanding != usual.maxOutstanding();
        return new FoldSettings(
                usual.retention(),
                usual.grace(),
                usual.assemblyAlarm(),
                usual.reportTimeout(),
                usual.reportTimeoutMax(),
                attempts,
                usual.quietPeriod(),
                usual.rounds(),
                usual.parkedReminder(),
                capped ? Math.min(10, maxOutstanding) : usual.slice(),
                capped ? Math.min(10, maxOutstanding) : usual.inlineSlice(),
                maxOutstanding,
                usual.maxWaiting(),
                deleteOrphans,
                usual.dialects(),
                usual.policies());
    }
}
