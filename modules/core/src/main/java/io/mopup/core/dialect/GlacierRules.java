/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core.dialect;

import io.mopup.contract.ReasonCode;
import io.mopup.core.StoredPart;
import io.mopup.core.UploadFacts;
import io.mopup.events.AssemblyFailed;
import io.mopup.events.CompleteMultipartUpload;
import io.mopup.events.LifecycleRule;
import io.mopup.events.UploadIdentity;
import java.time.Instant;
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

    @Override
    public Optional<Answer> malformed(final Request request) {
        return request.container().noLongerSupported()
                ? Optional.of(GlacierError.NO_LONGER_SUPPORTED.answer("This account has no storage in the service."))
                : Optional.empty();
    }

    @Override
    public Answer noSuchContainer(final UploadIdentity named) {
        return GlacierError.RESOURCE_NOT_FOUND.answer(
                "Vault not found: " + named.getAccount() + "/" + named.getContainer());
    }

    @Override
    public boolean permits(final Request request) {
        return Permissions.byPolicy(request);
    }

    @Override
    public Answer accessDenied(final UploadIdentity named) {
        return GlacierError.ACCESS_DENIED.answer("Access to this resource is denied.");
    }

    @Override
    public Answer noSuchUpload(final UploadIdentity named) {
        return GlacierError.RESOURCE_NOT_FOUND.answer("The upload ID was not found: " + named.getUploadId());
    }

    /** Glacier has no code for this. */
    @Override
    public Answer preconditionFailed(final UploadIdentity named, final String condition) {
        return Answer.own(412, "PreconditionFailed", "A condition of the command does not hold: " + condition);
    }

    @Override
    public Listing list(
            final CompleteMultipartUpload command,
            final UploadIdentity named,
            final SortedMap<Integer, StoredPart> live,
            final UploadFacts facts,
            final long minPartSize) {
        return GlacierRanges.archive(command, live, facts);
    }

    @Override
    public Optional<Answer> refusePart(final StoredPart part, final UploadIdentity named, final UploadFacts facts) {
        return GlacierRanges.refuse(part, facts);
    }

    /** The API names the archive in a header, as it does the upload when it is created. */
    @Override
    public Answer completed(final Request request, final Map<String, String> object) {
        return Answer.success(201, Answer.renamed(object, "ArchiveId", "x-amz-archive-id"));
    }

    @Override
    public Answer assemblyFailed(final AssemblyFailed event, final UploadIdentity named) {
        return GlacierError.SERVICE_UNAVAILABLE.answer(event.getMessage());
    }

    @Override
    public Answer created(final UploadIdentity identity, final LifecycleRule rule, final Instant abortAt) {
        return Answer.success(201, Map.of("x-amz-multipart-upload-id", identity.getUploadId()));
    }

    @Override
    public Answer partUploaded(final StoredPart part) {
        return Answer.success(
                204, part.treeHash() == null ? Map.of() : Map.of("x-amz-sha256-tree-hash", part.treeHash()));
    }

    @Override
    public Answer busy(final UploadIdentity named) {
        return GlacierError.SERVICE_UNAVAILABLE.answer("Try again later.");
    }

    @Override
    public Answer invalid(final ReasonCode reason, final UploadIdentity named) {
        return switch (reason) {
            case UPLOAD_ID_EMPTY -> GlacierError.MISSING_PARAMETER_VALUE.answer("The upload ID is missing.");
            case PART_SIZE_MISSING -> GlacierError.MISSING_PARAMETER_VALUE.answer(reason.advice());
            case UPLOAD_ID_TOO_LONG -> noSuchUpload(named);
            case CONTAINER_UNKNOWN -> noSuchContainer(named);
            case QUARANTINED, INTERNAL_ERROR, WAITING_TOO_MANY -> busy(named);
            default -> GlacierError.INVALID_PARAMETER_VALUE.answer(reason.advice());
        };
    }
}
