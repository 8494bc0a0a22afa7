/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.glacier;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mopup.contract.RecordKeys;
import io.mopup.contract.query.PartDetails;
import io.mopup.contract.query.PartPage;
import io.mopup.core.dialect.GlacierError;
import io.mopup.events.Dialect;
import io.mopup.events.UploadIdentity;
import io.mopup.events.UploadStatus;
import io.mopup.gateway.IsoDates;
import io.mopup.gateway.Platform;
import io.mopup.gateway.state.OpenUpload;
import io.mopup.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** ListParts and ListMultipartUploads. */
final class ListHandlers {
    private static final int MAX_LIMIT = 50;
    private static final Duration CATCH_UP = Duration.ofSeconds(10);

    private final Platform platform;

    ListHandlers(final Platform platform) {
        this.platform = platform;
    }

    HttpResponse parts(final GlacierCall call) {
        call.admitted();
        final int limit = limit(call);
        final UploadIdentity identity = call.identity();
        final PartPage page = platform.queries()
                .parts(identity.getUploadId(), after(call), limit)
                .filter(found ->
                        call.rules().sameUpload(identity, found.upload().identity()))
                .filter(found -> found.upload().status() == UploadStatus.IN_PROGRESS
                        || found.upload().status() == UploadStatus.COMPLETING)
                .orElseThrow(() -> new GlacierFailure(call.rules().noSuchUpload(identity)));
        final ObjectNode document =
                upload(call, identity.getUploadId(), page.upload().initiatedAt());
        final ArrayNode parts = document.putArray("Parts");
        for (final PartDetails part : page.parts()) {
            final long first = part.firstByte() == null
                    ? (part.partNumber() - 1) * page.upload().partSize()
                    : part.firstByte();
            parts.addObject()
                    .put("RangeInBytes", first + "-" + (first + part.size() - 1))
                    .put("SHA256TreeHash", part.treeHash());
        }
        document.put(
                "Marker",
                page.truncated()
                        ? Integer.toString(
                                page.parts().get(page.parts().size() - 1).partNumber())
                        : null);
        return Json.response(200, document);
    }

    HttpResponse uploads(final GlacierCall call) {
        call.admitted();
        final int limit = limit(call);
        final String marker = call.http().query().first("marker").orElse("");
        platform.index().catchUp(CATCH_UP);
        final Optional<OpenUpload> after = platform.index().find(marker);
        final List<OpenUpload> open =
                platform
                        .index()
                        .open(RecordKeys.container(
                                Dialect.GLACIER, call.account(), call.target().vault()))
                        .stream()
                        .filter(upload -> after.map(before -> upload.compareTo(before) > 0)
                                .orElse(true))
                        .limit(limit + 1L)
                        .toList();
        final ObjectNode document = Json.object();
        final boolean more = open.size() > limit;
        document.put("Marker", more ? open.get(limit - 1).uploadId() : null);
        final ArrayNode list = document.putArray("UploadsList");
        open.stream().limit(limit).forEach(upload -> list.add(upload(call, upload.uploadId(), upload.initiatedAt())));
        return Json.response(200, document);
    }

    private ObjectNode upload(final GlacierCall call, final String uploadId, final Long initiatedAt) {
        final Optional<UploadNote> note =
                platform.notes().upload(call.identity(uploadId)).map(UploadNote::of);
        return Json.object()
                .put("ArchiveDescription", note.map(UploadNote::description).orElse(null))
                .put("CreationDate", IsoDates.format(initiatedAt))
                .put("MultipartUploadId", uploadId)
                .put("PartSizeInBytes", note.map(UploadNote::partSize).orElse(null))
                .put("VaultARN", call.arn());
    }

    static int limit(final GlacierCall call) {
        final String sent = call.http().query().first("limit").orElse("");
        if (sent.isEmpty()) {
            return MAX_LIMIT;
        }
        try {
            final int limit = Integer.parseInt(sent);
            if (limit >= 1 && limit <= MAX_LIMIT) {
                return limit;
            }
        } catch (final NumberFormatException e) {
            // Refused like one that is out of range.
        }
        throw GlacierFailure.of(GlacierError.INVALID_PARAMETER_VALUE, "Invalid limit: " + sent + ". It is 1 to 50.");
    }

    private static int after(final GlacierCall call) {
        final String marker = call.http().query().first("marker").orElse("");
        try {
            return marker.isEmpty() ? 0 : Integer.parseInt(marker);
        } catch (final NumberFormatException e) {
            throw GlacierFailure.of(GlacierError.INVALID_PARAMETER_VALUE, "Invalid marker: " + marker);
        }
    }
}
