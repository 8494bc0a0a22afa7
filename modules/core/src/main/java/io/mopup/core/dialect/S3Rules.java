/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core.dialect;

import io.mopup.core.UploadFacts;
import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.CompleteMultipartUpload;
import io.mopup.events.LifecycleRule;
import io.mopup.events.UploadIdentity;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** S3 general purpose buckets. */
final class S3Rules extends S3Family {
    private static final String REQUESTER = "requester";

    @Override
    public Optional<Answer> malformed(final Request request) {
        return S3Headers.malformedOwner(this, request);
    }

    @Override
    public Optional<Answer> wrongOwner(final Request request) {
        return S3Headers.wrongOwner(this, request);
    }

    @Override
    public Optional<Answer> wrongPayer(final Request request) {
        final String payer = request.payer();
        if (request.container().requesterPays() && payer == null && !Permissions.owns(request)) {
            return Optional.of(accessDenied(request.named()));
        }
        return payer == null || payer.equals(REQUESTER)
                ? Optional.empty()
                : Optional.of(invalidArgument(request.named(), "x-amz-request-payer", payer));
    }

    @Override
    public boolean permits(final Request request) {
        return Permissions.byPolicyOrOrigin(request);
    }

    /** The conditional abort belongs to directory buckets. */
    @Override
    public Optional<Answer> unsupported(final AbortMultipartUpload command, final UploadIdentity named) {
        return command.getIfMatchInitiatedTime() == null
                ? Optional.empty()
                : Optional.of(error(S3Error.NOT_IMPLEMENTED, named, Map.of("Header", INITIATED_TIME)));
    }

    @Override
    public Optional<Answer> unsupported(final CompleteMultipartUpload command, final UploadIdentity named) {
        return S3Headers.unsupportedConditions(this, command, named);
    }

    /** Only composite checksums need numbers without a gap. */
    @Override
    boolean consecutive(final UploadFacts facts) {
        return PartList.COMPOSITE.equals(facts.checksumType());
    }

    @Override
    public Answer aborted(final Request request) {
        return super.aborted(request).charged(charged(request));
    }

    @Override
    public Answer completed(final Request request, final Map<String, String> object) {
        return super.completed(request, object).charged(charged(request));
    }

    private static boolean charged(final Request request) {
        return request.container().requesterPays() && REQUESTER.equals(request.payer()) && !Permissions.owns(request);
    }

    @Override
    public boolean forgivesAbortOfCompleted() {
        return true;
    }

    @Override
    public Answer created(final UploadIdentity identity, final LifecycleRule rule, final Instant abortAt) {
        if (rule == null) {
            return super.created(identity, null, null);
        }
        return Answer.success(
                200,
                Map.of(
                        UPLOAD_ID,
                        identity.getUploadId(),
                        "x-amz-abort-date",
                        HttpDates.format(abortAt),
                        "x-amz-abort-rule-id",
                        rule.getId()));
    }
}
