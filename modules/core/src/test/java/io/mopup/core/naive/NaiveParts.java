/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core.naive;

import io.mopup.events.PartUploaded;
import io.mopup.events.ReclaimBy;
import io.mopup.events.UploadStatus;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What lies in the store, and what is to be deleted there. */
final class NaiveParts {
    private static final long LARGEST = 5L * 1024 * 1024 * 1024;

    /** Section 9, rule 8: a deletion is one (upload id, part number, generation). */
    final Set<String> deleted = new HashSet<>();

    /** What lies in the store and belongs to no upload that is known. */
    private final Map<String, Set<String>> orphans = new HashMap<>();

    private final NaiveUploads uploads;
    private final NaiveSettings settings;

    NaiveParts(final NaiveUploads uploads, final NaiveSettings settings) {
        this.uploads = uploads;
        this.settings = settings;
    }

    /** What lies in the store under this id. */
    Set<String> alive(final String uploadId) {
        final Set<String> alive = new HashSet<>(orphans.getOrDefault(uploadId, Set.of()));
        if (uploads.all.containsKey(uploadId)) {
            uploads.all.get(uploadId).parts.forEach(part -> alive.add(name(part)));
        }
        return alive;
    }

    /** Section 9, rules 4 and 9, and the column UploadPart. */
    void stored(final PartUploaded part, final long now) {
        final NaiveUpload upload = uploads.known(part.getIdentity().getUploadId(), now);
        if (upload == null) {
            final String uploadId = part.getIdentity().getUploadId();
            orphans.computeIfAbsent(uploadId, id -> new HashSet<>()).add(name(part));
            if (settings.deleteOrphans() && isYoung(part, now)) {
                orphans.get(uploadId).remove(name(part));
                deleted.add(id(uploadId, part));
            }
            return;
        }
        switch (upload.status) {
            case IN_PROGRESS -> joined(upload, part);
            // Deleted or kept when the outcome is known (rule 2).
            case COMPLETING -> upload.parts.add(part);
            default -> {
                upload.parts.add(part);
                delete(upload, part);
            }
        }
    }

    /** Section 0: a newer generation supersedes the older. What breaks a size rule is not stored (3.2, 6.2). */
    void joined(final NaiveUpload upload, final PartUploaded part) {
        if (illegal(upload, part)) {
            upload.parts.add(part);
            delete(upload, part);
            return;
        }
        List.copyOf(upload.parts).stream()
                .filter(older -> older.getPartNumber() == part.getPartNumber())
                .forEach(older -> delete(upload, older));
        upload.parts.add(part);
    }

    /** The answer to an UploadPart, or null while it depends on the outcome of an assembly. */
    NaiveReply answer(final PartUploaded part, final long now) {
        final NaiveUpload upload = uploads.known(part.getIdentity().getUploadId(), now);
        if (upload == null || upload.isDecided()) {
            return NaiveReply.noSuchUpload(part.getIdentity());
        }
        if (upload.is(UploadStatus.COMPLETING)) {
            return null;
        }
        if (illegal(upload, part)) {
            final String tooLarge = part.getSize() > LARGEST ? "EntityTooLarge" : "InvalidRequest";
            return NaiveReply.error(400, upload.isGlacier() ? "InvalidParameterValueException" : tooLarge);
        }
        return NaiveReply.ok(upload.isGlacier() ? 204 : 200);
    }

    /** 5 GiB at most and checksums of the chosen algorithm (3.2); a range starts at a multiple of the part size and is not longer (6.2). */
    private static boolean illegal(final NaiveUpload upload, final PartUploaded part) {
        if (!upload.isGlacier()) {
            return part.getSize() > LARGEST || NaivePartList.otherAlgorithm(upload, part.getChecksumAlgorithm());
        }
        final long size = upload.created.getPartSize();
        return part.getSize() > size
                || (part.getFirstByte() != null && part.getFirstByte() != (part.getPartNumber() - 1) * size);
    }

    /** A store that can only abort whole uploads gets no part deletions; it frees the bytes by itself. */
    void delete(final NaiveUpload upload, final PartUploaded part) {
        upload.parts.remove(part);
        if (upload.created.getReclaimBy() == ReclaimBy.PART) {
            deleted.add(id(upload.identity().getUploadId(), part));
        }
    }

    /** What is older than half of R may be a replayed part of an object whose tombstone is gone. */
    private boolean isYoung(final PartUploaded part, final long now) {
        final long half =
                settings.retention().get(part.getIdentity().getDialect()).toMillis() / 2;
        return part.getUploadedAt().toEpochMilli() > now - half;
    }

    private static String id(final String uploadId, final PartUploaded part) {
        return uploadId + "/" + part.getPartNumber() + "/" + part.getGeneration();
    }

    private static String name(final PartUploaded part) {
        return part.getPartNumber() + "." + part.getGeneration();
    }
}
