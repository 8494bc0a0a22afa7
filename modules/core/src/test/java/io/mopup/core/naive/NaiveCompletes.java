/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core.naive;

import io.mopup.events.AssemblyFailed;
import io.mopup.events.CompleteMultipartUpload;
import io.mopup.events.PartUploaded;
import io.mopup.events.UploadStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The table of section 9, column Complete, and what becomes of a Complete. */
final class NaiveCompletes {
    private final NaiveUploads uploads;
    private final NaiveParts parts;
    private final long minPartSize;

    NaiveCompletes(final NaiveUploads uploads, final NaiveParts parts, final long minPartSize) {
        this.uploads = uploads;
        this.parts = parts;
        this.minPartSize = minPartSize;
    }

    /** The answer, or null while it depends on the outcome of an assembly. Sections 3.4, 4 and 6.2. */
    NaiveReply decide(final CompleteMultipartUpload complete, final long now) {
        final NaiveRequest request = uploads.request(complete, now);
        final NaiveReply refusal = NaiveAdmission.refusal(request);
        if (refusal != null) {
            return refusal;
        }
        final NaiveUpload upload = request.upload();
        if (upload == null || upload.is(UploadStatus.ABORTED)) {
            return NaiveReply.noSuchUpload(complete.getIdentity());
        }
        if (upload.is(UploadStatus.COMPLETING)) {
            return null;
        }
        if (upload.is(UploadStatus.COMPLETED)) {
            return sameList(complete, upload.complete)
                    ? NaiveReply.charged(completed(upload), request.charged())
                    : NaiveReply.noSuchUpload(complete.getIdentity());
        }
        final List<PartUploaded> object = new ArrayList<>();
        final NaiveReply bad = NaivePartList.refusal(upload, complete, minPartSize, object);
        if (bad == null) {
            upload.status = UploadStatus.COMPLETING;
            upload.complete = complete;
            upload.object = object;
            upload.held = null;
        }
        return bad;
    }

    /** The store has the object: what is not in it is freed (section 9, rule 4). Returns the answer. */
    NaiveReply assembled(final NaiveUpload upload, final long now) {
        upload.status = UploadStatus.COMPLETED;
        upload.decidedAt = now;
        List.copyOf(upload.parts).stream()
                .filter(part -> !upload.object.contains(part))
                .forEach(part -> parts.delete(upload, part));
        return NaiveReply.charged(
                completed(upload), uploads.request(upload.complete, now).charged());
    }

    /** The store could not make it: what came meanwhile comes now (section 9, rule 2). Returns the answer. */
    NaiveReply failed(final NaiveUpload upload, final AssemblyFailed event) {
        upload.status = UploadStatus.IN_PROGRESS;
        final List<PartUploaded> came = List.copyOf(upload.parts);
        upload.parts.clear();
        came.forEach(part -> parts.joined(upload, part));
        return upload.isGlacier()
                ? NaiveReply.error(500, "ServiceUnavailableException")
                : NaiveReply.error(event.getHttpStatus(), event.getErrorCode());
    }

    private static int completed(final NaiveUpload upload) {
        return upload.isGlacier() ? 201 : 200;
    }

    private static boolean sameList(final CompleteMultipartUpload one, final CompleteMultipartUpload other) {
        // Quotes around an ETag are optional (section 3.4).
        return unquoted(one).equals(unquoted(other))
                && Objects.equals(one.getArchiveSize(), other.getArchiveSize())
                && Objects.equals(one.getTreeHash(), other.getTreeHash());
    }

    private static List<String> unquoted(final CompleteMultipartUpload complete) {
        return complete.getParts() == null
                ? List.of()
                : complete.getParts().stream()
                        .map(part -> part.getPartNumber() + part.getEtag().replace("\"", ""))
                        .toList();
    }
}
