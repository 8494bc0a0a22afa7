/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core.dialect;

import io.mopup.contract.ReasonCode;
import io.mopup.core.StoredPart;
import io.mopup.core.UploadFacts;
import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.AssemblyFailed;
import io.mopup.events.CompleteMultipartUpload;
import io.mopup.events.PartUploaded;
import io.mopup.events.UploadIdentity;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;

/** Glacier vaults: 201 and 204 where S3 says 200, JSON codes, every uploaded range belongs into the archive. */
final class GlacierRules implements DialectRules {

    @Override
    public boolean sameUpload(final UploadIdentity named, final UploadIdentity upload) {
        return named.getDialect() == upload.getDialect()
                && Objects.equals(named.getAccount(), upload.getAccount())
                && named.getContainer().equals(upload.getContainer())
                && named.getUploadId().equals(upload.getUploadId());
    }

    /** Glacier knows no condition on an abort: the headers of the S3 API do not exist here. */
    @Override
    public Optional<Answer> refuseAbort(
            final AbortMultipartUpload command, final String owner, final UploadFacts facts) {
        return Optional.empty();
    }

    /** The ranges must be whole and without a gap, and their sizes must add up to the size that the caller names. */
    @Override
    public Listing list(
            final CompleteMultipartUpload command, final SortedMap<Integer, StoredPart> live, final UploadFacts facts) {
        if (command.getArchiveSize() == null || command.getTreeHash() == null) {
            return new Listing.Refused(GlacierError.MISSING_PARAMETER_VALUE.answer(
                    "x-amz-archive-size and x-amz-sha256-tree-hash are required."));
        }
        if (live.isEmpty()) {
            return refused("No range was uploaded.");
        }
        final int last = live.lastKey();
        long size = 0;
        int expected = 1;
        for (final StoredPart part : live.values()) {
            if (part.partNumber() != expected++) {
                return refused("The range in front of part " + part.partNumber() + " was not uploaded.");
            }
            if (facts.partSize() > 0 && part.partNumber() < last && part.size() != facts.partSize()) {
                return refused("Part " + part.partNumber() + " is shorter than the part size and not the last one.");
            }
            size += part.size();
        }
        if (size != command.getArchiveSize()) {
            return refused("The uploaded ranges have " + size + " bytes, not " + command.getArchiveSize() + ".");
        }
        return new Listing.Accepted(new ArrayList<>(live.values()));
    }

    @Override
    public Answer aborted(final AbortMultipartUpload command, final String owner, final UploadFacts facts) {
        return Answer.success(204);
    }

    @Override
    public Answer noSuchUpload(final UploadIdentity named) {
        return GlacierError.RESOURCE_NOT_FOUND.answer("The upload ID was not found: " + named.getUploadId());
    }

    @Override
    public Answer completed(final Map<String, String> object) {
        return Answer.success(201, object);
    }

    @Override
    public Answer assemblyFailed(final AssemblyFailed event) {
        return GlacierError.SERVICE_UNAVAILABLE.answer(event.getMessage());
    }

    @Override
    public Answer created(final UploadIdentity identity) {
        return Answer.success(201, Map.of("x-amz-multipart-upload-id", identity.getUploadId()));
    }

    @Override
    public Answer partUploaded(final PartUploaded event) {
        return Answer.success(
                204, event.getTreeHash() == null ? Map.of() : Map.of("x-amz-sha256-tree-hash", event.getTreeHash()));
    }

    @Override
    public Answer busy() {
        return GlacierError.SERVICE_UNAVAILABLE.answer("Try again later.");
    }

    @Override
    public Answer invalid(final ReasonCode reason, final UploadIdentity named) {
        return switch (reason) {
            case UPLOAD_ID_EMPTY -> GlacierError.MISSING_PARAMETER_VALUE.answer("The upload ID is missing.");
            case UPLOAD_ID_TOO_LONG -> noSuchUpload(named);
            case QUARANTINED, INTERNAL_ERROR, WAITING_TOO_MANY -> busy();
            default -> GlacierError.INVALID_PARAMETER_VALUE.answer(reason.advice());
        };
    }

    private static Listing refused(final String message) {
        return new Listing.Refused(GlacierError.INVALID_PARAMETER_VALUE.answer(message));
    }
}
