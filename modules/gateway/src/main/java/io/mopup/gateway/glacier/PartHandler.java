/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.glacier;

import io.mopup.core.dialect.GlacierError;
import io.mopup.events.PartUploaded;
import io.mopup.events.UploadIdentity;
import io.mopup.gateway.Platform;
import io.mopup.gateway.auth.AuthenticatedBody;
import io.mopup.http.HttpResponse;
import io.mopup.storage.NoSuchUploadException;
import io.mopup.storage.PartGeneration;
import io.mopup.storage.StoredPart;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;

/** UploadMultipartPart: a range of the archive becomes a part, under a generation of its own. */
final class PartHandler {
    private static final String TREE_HASH = "x-amz-sha256-tree-hash";

    private final Platform platform;

    PartHandler(final Platform platform) {
        this.platform = platform;
    }

    HttpResponse upload(final GlacierCall call) throws IOException {
        call.admitted();
        final UploadIdentity identity = call.identity();
        final String treeHash = call.required(TREE_HASH);
        call.required("x-amz-content-sha256");
        final ContentRange range = ContentRange.parse(call.required("Content-Range"));
        final AuthenticatedBody body = (AuthenticatedBody) call.http().body();
        requireLength(range, body.length());
        final UploadNote note = platform.notes()
                .upload(identity)
                .map(UploadNote::of)
                .orElseThrow(() -> new GlacierFailure(call.rules().noSuchUpload(identity)));
        final PartGeneration part = new PartGeneration(
                identity,
                range.partNumber(note.partSize()),
                platform.generations().next());
        final StoredPart stored;
        try {
            stored = platform.storage().write(part, new PartBody(body, treeHash, range.length()));
        } catch (final NoSuchUploadException e) {
            throw new GlacierFailure(call.rules().noSuchUpload(identity));
        }
        UploadHandlers.accepted(platform.decisions().event(event(part, stored, range), call.asking()));
        return HttpResponse.empty(204).with(TREE_HASH, stored.treeHash().orElse(treeHash));
    }

    private PartUploaded event(final PartGeneration part, final StoredPart stored, final ContentRange range) {
        return PartUploaded.newBuilder()
                .setIdentity(part.identity())
                .setPartNumber(part.partNumber())
                .setGeneration(part.generation())
                .setLocator(stored.locator())
                .setSize(stored.size())
                .setTreeHash(stored.treeHash().orElse(null))
                .setFirstByte(range.first())
                .setUploadedAt(platform.clock().instant().truncatedTo(ChronoUnit.MILLIS))
                .build();
    }

    private static void requireLength(final ContentRange range, final OptionalLong sent) {
        final long length = sent.orElseThrow(() ->
                GlacierFailure.of(GlacierError.MISSING_PARAMETER_VALUE, "Required parameter missing: Content-Length"));
        if (length != range.length()) {
            throw GlacierFailure.of(
                    GlacierError.INVALID_PARAMETER_VALUE,
                    "Content-Range: bytes " + range + "/* is incompatible with Content-Length: " + length);
        }
    }
}
