/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core.dialect;

import io.mopup.core.UploadFacts;
import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.CompleteMultipartUpload;
import io.mopup.events.UploadIdentity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/** S3 directory buckets: sessions, the conditional abort, part numbers without gaps; nobody is charged. */
final class DirectoryRules extends S3Family {

    @Override
    public Optional<Answer> malformed(final Request request) {
        return S3Headers.malformedOwner(this, request);
    }

    @Override
    public Optional<Answer> wrongOwner(final Request request) {
        return S3Headers.wrongOwner(this, request);
    }

    @Override
    public boolean permits(final Request request) {
        return Permissions.bySession(request);
    }

    @Override
    boolean consecutive(final UploadFacts facts) {
        return true;
    }

    /** A time that nobody can read is refused even where any time would do: the caller meant some upload. */
    @Override
    public Optional<Answer> unsupported(final AbortMultipartUpload command, final UploadIdentity named) {
        final String sent = command.getIfMatchInitiatedTime();
        return sent == null || HttpDates.parse(sent).isPresent()
                ? Optional.empty()
                : Optional.of(invalidArgument(named, INITIATED_TIME, sent));
    }

    @Override
    public Optional<Answer> unsupported(final CompleteMultipartUpload command, final UploadIdentity named) {
        return S3Headers.unsupportedConditions(this, command, named);
    }

    /** What the condition protects is not there, so there is nothing to protect. */
    @Override
    public Answer nothingToAbort(final AbortMultipartUpload command, final UploadIdentity named) {
        return command.getIfMatchInitiatedTime() == null ? noSuchUpload(named) : Answer.done(204);
    }

    /** Compared in whole seconds, because the header has no finer ones. */
    @Override
    public Optional<Answer> conditionFailed(
            final AbortMultipartUpload command, final UploadIdentity named, final UploadFacts upload) {
        if (command.getIfMatchInitiatedTime() == null) {
            return Optional.empty();
        }
        final Instant initiated = Instant.ofEpochMilli(upload.initiatedAt()).truncatedTo(ChronoUnit.SECONDS);
        return HttpDates.parse(command.getIfMatchInitiatedTime())
                .filter(initiated::equals)
                .map(matched -> Optional.<Answer>empty())
                .orElseGet(() -> Optional.of(preconditionFailed(named, INITIATED_TIME)));
    }

    @Override
    public Answer containerDeleted(final UploadIdentity named, final boolean openUploads) {
        return openUploads
                ? error(S3Error.BUCKET_NOT_EMPTY, named, Map.of("BucketName", named.getContainer()))
                : super.containerDeleted(named, false);
    }
}
