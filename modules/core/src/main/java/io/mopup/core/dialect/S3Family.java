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

/** What general purpose buckets, directory buckets and COS have in common: identity, codes, shapes of the answers. */
abstract sealed class S3Family implements DialectRules permits S3Rules, DirectoryRules, CosRules {
    static final String INITIATED_TIME = "x-amz-if-match-initiated-time";
    static final String UPLOAD_ID = "UploadId";
    static final String PART_NUMBER = "PartNumber";
    static final String ETAG = "ETag";

    private static final long MAX_PART_BYTES = 5L << 30;
    private static final int LOWEST_ERROR = 400;

    /** What a dialect adds to every error document; nothing by default. */
    Answer document(final Answer error, final UploadIdentity named) {
        return error;
    }

    /** Whether the part numbers of a Complete have to be 1, 2, 3 and so on; otherwise they only have to rise. */
    boolean consecutive(final UploadFacts facts) {
        return false;
    }

    final Answer error(final S3Error error, final UploadIdentity named, final Map<String, String> fields) {
        return document(error.answer(fields), named);
    }

    final Answer error(final S3Error error, final UploadIdentity named) {
        return error(error, named, Map.of());
    }

    final Answer invalidArgument(final UploadIdentity named, final String argument, final String value) {
        return error(S3Error.INVALID_ARGUMENT, named, Map.of("ArgumentName", argument, "ArgumentValue", value));
    }

    @Override
    public final boolean sameUpload(final UploadIdentity named, final UploadIdentity upload) {
        return named.getDialect() == upload.getDialect()
                && named.getContainer().equals(upload.getContainer())
                && Objects.equals(named.getKey(), upload.getKey())
                && named.getUploadId().equals(upload.getUploadId());
    }

    @Override
    public final Answer noSuchContainer(final UploadIdentity named) {
        return error(S3Error.NO_SUCH_BUCKET, named, Map.of("BucketName", named.getContainer()));
    }

    @Override
    public final Answer accessDenied(final UploadIdentity named) {
        return error(S3Error.ACCESS_DENIED, named);
    }

    @Override
    public final Answer noSuchUpload(final UploadIdentity named) {
        return error(S3Error.NO_SUCH_UPLOAD, named, Map.of(UPLOAD_ID, named.getUploadId()));
    }

    @Override
    public final Answer preconditionFailed(final UploadIdentity named, final String condition) {
        return error(S3Error.PRECONDITION_FAILED, named, Map.of("Condition", condition));
    }

    @Override
    public final Listing list(
            final CompleteMultipartUpload command,
            final UploadIdentity named,
            final SortedMap<Integer, StoredPart> live,
            final UploadFacts facts,
            final long minPartSize) {
        return new PartList(this, named, live, minPartSize).check(command, facts, consecutive(facts));
    }

    /** Of the sizes only the largest: that a part is too small shows at Complete, when the last one is known. */
    @Override
    public final Optional<Answer> refusePart(
            final StoredPart part, final UploadIdentity named, final UploadFacts facts) {
        if (part.size() <= MAX_PART_BYTES) {
            // Without facts it is a size that was announced, and not yet a part.
            return facts == null || part.checksum() == null
                    ? Optional.empty()
                    : PartChecksums.otherAlgorithm(
                            this, named, facts, part.checksum().algorithm());
        }
        return Optional.of(error(
                S3Error.ENTITY_TOO_LARGE,
                named,
                Map.of(
                        "ProposedSize", Long.toString(part.size()),
                        "MaxSizeAllowed", Long.toString(MAX_PART_BYTES))));
    }

    /** The API names the version in a header, and everything else in the document. */
    @Override
    public Answer completed(final Request request, final Map<String, String> object) {
        return Answer.success(200, Answer.renamed(object, "VersionId", "x-amz-version-id"));
    }

    @Override
    public final Answer assemblyFailed(final AssemblyFailed event, final UploadIdentity named) {
        // A failure must never read as a success, whatever the store calls it.
        final int status = Math.max(event.getHttpStatus(), LOWEST_ERROR);
        return document(new Answer(status, event.getErrorCode(), event.getMessage(), event.getFields(), false), named);
    }

    @Override
    public Answer created(final UploadIdentity identity, final LifecycleRule rule, final Instant abortAt) {
        return Answer.success(200, Map.of(UPLOAD_ID, identity.getUploadId()));
    }

    @Override
    public final Answer partUploaded(final StoredPart part) {
        return Answer.success(200, part.etag() == null ? Map.of() : Map.of(ETAG, part.etag()));
    }

    @Override
    public final Answer busy(final UploadIdentity named) {
        return error(S3Error.SLOW_DOWN, named);
    }

    @Override
    public final Answer invalid(final ReasonCode reason, final UploadIdentity named) {
        return switch (reason) {
            // The parameter is there and names no upload; the API has no other code for it.
            case UPLOAD_ID_EMPTY, UPLOAD_ID_TOO_LONG -> noSuchUpload(named);
            case CONTAINER_NAME_ILLEGAL -> error(S3Error.INVALID_BUCKET_NAME, named);
            case CONTAINER_UNKNOWN -> noSuchContainer(named);
            case KEY_TOO_LONG -> error(keyTooLong(), named);
            // An upload id without a key is no request that the API has.
            case IDENTITY_INCOMPLETE -> error(S3Error.INVALID_REQUEST, named).saying(reason.advice());
            case PART_NUMBER_OUT_OF_RANGE -> {
                final Map<String, String> fields = Map.of("ArgumentName", "partNumber");
                yield error(S3Error.INVALID_ARGUMENT, named, fields);
            }
            case QUARANTINED, INTERNAL_ERROR -> error(S3Error.INTERNAL_ERROR, named);
            case WAITING_TOO_MANY -> busy(named);
            default -> error(S3Error.INVALID_ARGUMENT, named).saying(reason.advice());
        };
    }

    /** The error for a Complete with an empty body. */
    S3Error noBody() {
        return S3Error.INVALID_REQUEST;
    }

    S3Error keyTooLong() {
        return S3Error.KEY_TOO_LONG;
    }
}
