/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core.dialect;

import io.mopup.contract.ReasonCode;
import io.mopup.core.StoredPart;
import io.mopup.core.UploadFacts;
import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.AssemblyFailed;
import io.mopup.events.CompleteMultipartUpload;
import io.mopup.events.CompletedPart;
import io.mopup.events.PartUploaded;
import io.mopup.events.UploadIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Pattern;

/** S3 general purpose buckets. */
final class S3Rules implements DialectRules {
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
    private static final int LOWEST_ERROR = 400;
    private static final String REQUESTER = "requester";
    private static final String UPLOAD_ID = "UploadId";
    private static final String PART_NUMBER = "PartNumber";
    private static final String ETAG = "ETag";

    @Override
    public boolean sameUpload(final UploadIdentity named, final UploadIdentity upload) {
        return named.getDialect() == upload.getDialect()
                && named.getContainer().equals(upload.getContainer())
                && Objects.equals(named.getKey(), upload.getKey())
                && named.getUploadId().equals(upload.getUploadId());
    }

    /** In the order of the API: form of the owner, owner, who pays, headers that this kind of bucket lacks. */
    @Override
    public Optional<Answer> refuseAbort(
            final AbortMultipartUpload command, final String owner, final UploadFacts facts) {
        final String expected = command.getExpectedBucketOwner();
        if (expected != null && !ACCOUNT.matcher(expected).matches()) {
            return Optional.of(S3Error.INVALID_BUCKET_OWNER.answer(
                    "The expected bucket owner has to be an account id of twelve digits: [" + expected + "]",
                    Map.of()));
        }
        if (expected != null && owner != null && !expected.equals(owner)) {
            return Optional.of(S3Error.ACCESS_DENIED.answer());
        }
        final String payer = command.getRequestPayer();
        if (facts != null && facts.requesterPays() && payer == null && !callerOwns(command, owner)) {
            return Optional.of(S3Error.ACCESS_DENIED.answer());
        }
        if (payer != null && !payer.equals(REQUESTER)) {
            return Optional.of(S3Error.INVALID_ARGUMENT.answer(
                    Map.of("ArgumentName", "x-amz-request-payer", "ArgumentValue", payer)));
        }
        if (command.getIfMatchInitiatedTime() != null) {
            return Optional.of(S3Error.NOT_IMPLEMENTED.answer(Map.of("Header", "x-amz-if-match-initiated-time")));
        }
        return Optional.empty();
    }

    @Override
    public Listing list(
            final CompleteMultipartUpload command, final SortedMap<Integer, StoredPart> live, final UploadFacts facts) {
        final List<CompletedPart> listed = command.getParts();
        if (listed == null) {
            return new Listing.Refused(S3Error.INVALID_REQUEST.answer());
        }
        if (listed.isEmpty()) {
            return new Listing.Refused(S3Error.MALFORMED_XML.answer());
        }
        final String uploadId = command.getIdentity().getUploadId();
        final List<StoredPart> parts = new ArrayList<>(listed.size());
        int previous = 0;
        for (final CompletedPart entry : listed) {
            if (entry.getPartNumber() <= previous) {
                return new Listing.Refused(S3Error.INVALID_PART_ORDER.answer(Map.of(UPLOAD_ID, uploadId)));
            }
            previous = entry.getPartNumber();
            final StoredPart part = live.get(entry.getPartNumber());
            if (part == null || !sameEtag(entry.getEtag(), part.etag())) {
                return new Listing.Refused(S3Error.INVALID_PART.answer(Map.of(
                        UPLOAD_ID,
                        uploadId,
                        PART_NUMBER,
                        Integer.toString(entry.getPartNumber()),
                        ETAG,
                        entry.getEtag() == null ? "" : entry.getEtag())));
            }
            parts.add(part);
        }
        return new Listing.Accepted(parts);
    }

    @Override
    public Answer aborted(final AbortMultipartUpload command, final String owner, final UploadFacts facts) {
        final boolean charged = facts != null
                && facts.requesterPays()
                && REQUESTER.equals(command.getRequestPayer())
                && !callerOwns(command, owner);
        return Answer.success(204).charged(charged);
    }

    @Override
    public Answer noSuchUpload(final UploadIdentity named) {
        return S3Error.NO_SUCH_UPLOAD.answer(Map.of(UPLOAD_ID, named.getUploadId()));
    }

    @Override
    public Answer completed(final Map<String, String> object) {
        return Answer.success(200, object);
    }

    @Override
    public Answer assemblyFailed(final AssemblyFailed event) {
        // A failure must never read as a success, whatever the store calls it.
        final int status = Math.max(event.getHttpStatus(), LOWEST_ERROR);
        return new Answer(status, event.getErrorCode(), event.getMessage(), Map.of(), false);
    }

    @Override
    public Answer created(final UploadIdentity identity) {
        return Answer.success(200, Map.of(UPLOAD_ID, identity.getUploadId()));
    }

    @Override
    public Answer partUploaded(final PartUploaded event) {
        return Answer.success(200, event.getEtag() == null ? Map.of() : Map.of(ETAG, event.getEtag()));
    }

    @Override
    public Answer busy() {
        return S3Error.SLOW_DOWN.answer();
    }

    @Override
    public Answer invalid(final ReasonCode reason, final UploadIdentity named) {
        return switch (reason) {
            // The parameter is there and names no upload; the API has no other code for it.
            case UPLOAD_ID_EMPTY, UPLOAD_ID_TOO_LONG -> noSuchUpload(named);
            case QUARANTINED, INTERNAL_ERROR -> S3Error.INTERNAL_ERROR.answer();
            case WAITING_TOO_MANY -> busy();
            default -> S3Error.INVALID_ARGUMENT.answer(reason.advice(), Map.of());
        };
    }

    // A producer that names no caller speaks for itself: it is trusted, so it is never "somebody else".
    private static boolean callerOwns(final AbortMultipartUpload command, final String owner) {
        final String caller = command.getRequester().getAccount();
        return caller == null || caller.equals(owner);
    }

    private static boolean sameEtag(final String sent, final String stored) {
        return sent == null || stored == null || Etags.unquoted(sent).equals(stored);
    }
}
