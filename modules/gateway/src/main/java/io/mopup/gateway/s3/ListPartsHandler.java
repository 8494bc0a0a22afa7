/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import io.mopup.contract.query.PartDetails;
import io.mopup.contract.query.PartPage;
import io.mopup.contract.query.UploadDetails;
import io.mopup.core.UploadFacts;
import io.mopup.core.dialect.HttpDates;
import io.mopup.events.Dialect;
import io.mopup.events.ReclaimBy;
import io.mopup.events.UploadIdentity;
import io.mopup.events.UploadStatus;
import io.mopup.gateway.IsoDates;
import io.mopup.gateway.Platform;
import io.mopup.gateway.UploadIds;
import io.mopup.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** ListParts, answered from what the processor knows. */
final class ListPartsHandler {
    private static final int PAGE = 1000;

    private final Platform platform;

    ListPartsHandler(final Platform platform) {
        this.platform = platform;
    }

    HttpResponse list(final S3Call call) {
        call.known();
        final int max = Math.min(PAGE, PartNumbers.ofList(call, "max-parts", PAGE));
        final int after = PartNumbers.ofList(call, "part-number-marker", 0);
        final UploadIdentity identity = call.identity(call.parameter("uploadId"));
        final Optional<PartPage> page = UploadIds.isPossible(identity.getUploadId())
                // A page of none still tells whether there is an upload.
                ? platform.queries().parts(identity.getUploadId(), after, Math.max(1, max))
                : Optional.empty();
        final Optional<UploadDetails> upload =
                page.map(PartPage::upload).filter(found -> call.rules().sameUpload(identity, found.identity()));
        // Whoever initiated an upload may see its parts; for anybody else there is no difference between one that is
        // not his and none.
        call.refusal(upload.map(ListPartsHandler::facts).orElse(null)).ifPresent(S3Failure::raise);
        if (upload.filter(ListPartsHandler::isOpen).isEmpty()) {
            throw new S3Failure(call.rules().noSuchUpload(identity));
        }
        final List<PartDetails> parts = max == 0 ? List.of() : page.get().parts();
        final boolean truncated =
                max == 0 ? !page.get().parts().isEmpty() : page.get().truncated();
        return Responses.charged(
                announced(document(call, upload.get(), parts, new Paging(after, max, truncated)), call, upload.get()),
                call.charged());
    }

    private record Paging(int marker, int max, boolean truncated) {}

    private static HttpResponse document(
            final S3Call call, final UploadDetails upload, final List<PartDetails> parts, final Paging paging) {
        final int next = parts.isEmpty() ? 0 : parts.get(parts.size() - 1).partNumber();
        return Responses.document("ListPartsResult", xml -> {
            xml.element("Bucket", call.bucket())
                    .element("Key", call.key())
                    .element("UploadId", upload.identity().getUploadId())
                    .element("PartNumberMarker", paging.marker())
                    .element("NextPartNumberMarker", next)
                    .element("MaxParts", paging.max())
                    .element("IsTruncated", paging.truncated());
            parts.forEach(part -> xml.nested("Part", one -> one(one, part)));
            Owners.initiator(xml, upload.initiatorAccount(), upload.initiatorPrincipal());
            Owners.owner(xml, call.container().getAccount());
            xml.element("StorageClass", Owners.storageClass(call.dialect()))
                    .element("ChecksumAlgorithm", upload.checksumAlgorithm())
                    .element("ChecksumType", upload.checksumType());
        });
    }

    private static void one(final XmlWriter xml, final PartDetails part) {
        xml.element("PartNumber", part.partNumber())
                .element("LastModified", IsoDates.format(part.uploadedAt()))
                .element("ETag", Responses.quoted(part.etag()))
                .element("Size", part.size());
        if (part.checksum() != null) {
            xml.element(ContentChecks.FIELD + part.checksumAlgorithm(), part.checksum());
        }
    }

    private static HttpResponse announced(final HttpResponse response, final S3Call call, final UploadDetails upload) {
        // Directory buckets have lifecycle rules and never announce them.
        return upload.abortAt() == null || call.dialect() != Dialect.S3
                ? response
                : response.with("x-amz-abort-date", HttpDates.format(Instant.ofEpochMilli(upload.abortAt())))
                        .with("x-amz-abort-rule-id", upload.abortRuleId());
    }

    private static boolean isOpen(final UploadDetails upload) {
        return upload.status() == UploadStatus.IN_PROGRESS || upload.status() == UploadStatus.COMPLETING;
    }

    private static UploadFacts facts(final UploadDetails upload) {
        return new UploadFacts(
                upload.initiatedAt() == null ? 0 : upload.initiatedAt(),
                upload.initiatorAccount(),
                upload.initiatorPrincipal(),
                0,
                ReclaimBy.PART,
                upload.requesterPays(),
                upload.checksumType(),
                upload.checksumAlgorithm());
    }
}
