/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.glacier;

import io.mopup.core.RecordRules;
import io.mopup.core.dialect.Answer;
import io.mopup.core.dialect.GlacierError;
import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.AbortReason;
import io.mopup.events.CommandResult;
import io.mopup.events.CompleteMultipartUpload;
import io.mopup.events.Dialect;
import io.mopup.events.Initiator;
import io.mopup.events.MultipartUploadCreated;
import io.mopup.events.UploadIdentity;
import io.mopup.gateway.Decisions;
import io.mopup.gateway.Platform;
import io.mopup.gateway.UploadIds;
import io.mopup.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** InitiateMultipartUpload, CompleteMultipartUpload and AbortMultipartUpload. */
final class UploadHandlers {
    private static final String TREE_HASH = "x-amz-sha256-tree-hash";
    private static final String ARCHIVE_SIZE = "x-amz-archive-size";
    private static final String ARCHIVE_ID = "x-amz-archive-id";

    private final Platform platform;

    UploadHandlers(final Platform platform) {
        this.platform = platform;
    }

    HttpResponse initiate(final GlacierCall call) {
        call.admitted();
        final long partSize = number(call.required(UploadNote.PART_SIZE), UploadNote.PART_SIZE);
        final UploadNote note = UploadNote.of(call, partSize);
        final UploadIdentity identity = call.identity(UploadIds.next(Dialect.GLACIER));
        final Instant now = now();
        final MultipartUploadCreated created = MultipartUploadCreated.newBuilder()
                .setIdentity(identity)
                .setInitiator(
                        new Initiator(call.caller().account(), call.caller().principal()))
                .setInitiatedAt(now)
                .setPartSize(partSize)
                .build();
        RecordRules.check(created).ifPresent(reason -> {
            throw GlacierFailure.of(
                    GlacierError.INVALID_PARAMETER_VALUE,
                    "Invalid part size: " + partSize + ". Part size must not be null, must be a power of two and be"
                            + " between 1048576 and 4294967296 bytes.");
        });
        // In this order: whoever assembles finds the note, and whoever stores a part, the upload.
        platform.notes().begin(identity, note.headers());
        platform.storage().create(identity);
        accepted(platform.decisions().event(created, call.asking()));
        platform.notes().created(identity);
        platform.index().created(created);
        return HttpResponse.empty(201)
                .with("Location", path(call) + "/multipart-uploads/" + identity.getUploadId())
                .with("x-amz-multipart-upload-id", identity.getUploadId());
    }

    HttpResponse complete(final GlacierCall call) {
        call.known();
        final String treeHash = call.required(TREE_HASH);
        final CommandResult result = accepted(platform.decisions()
                .command(
                        CompleteMultipartUpload.newBuilder()
                                .setCommandId(Decisions.newCommandId())
                                .setIdentity(call.identity())
                                .setRequester(call.requester())
                                .setArchiveSize(number(call.required(ARCHIVE_SIZE), ARCHIVE_SIZE))
                                .setTreeHash(treeHash)
                                .setIssuedAt(now())
                                .build(),
                        call.asking()));
        platform.index().answered(result);
        final String archiveId = result.getFields().get(ARCHIVE_ID);
        return HttpResponse.empty(201)
                .with("Location", path(call) + "/archives/" + archiveId)
                .with(ARCHIVE_ID, archiveId)
                .with(TREE_HASH, treeHash);
    }

    HttpResponse abort(final GlacierCall call) {
        call.known();
        final CommandResult result = accepted(platform.decisions()
                .command(
                        AbortMultipartUpload.newBuilder()
                                .setCommandId(Decisions.newCommandId())
                                .setIdentity(call.identity())
                                .setRequester(call.requester())
                                .setReason(AbortReason.CLIENT)
                                .setIssuedAt(now())
                                .build(),
                        call.asking()));
        platform.index().answered(result);
        return HttpResponse.empty(204);
    }

    /**
     * The result of an accepted command or event.
     *
     * @throws GlacierFailure if it was refused
     */
    static CommandResult accepted(final CommandResult result) {
        if (result.getErrorCode() != null) {
            throw new GlacierFailure(Answer.of(result));
        }
        return result;
    }

    private static String path(final GlacierCall call) {
        // Twelve digits, also where the request said '-'.
        return "/" + call.account() + "/vaults/" + call.target().vault();
    }

    private static long number(final String sent, final String header) {
        try {
            return Long.parseLong(sent);
        } catch (final NumberFormatException e) {
            throw GlacierFailure.of(GlacierError.INVALID_PARAMETER_VALUE, "Invalid " + header + ": " + sent);
        }
    }

    private Instant now() {
        return platform.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
