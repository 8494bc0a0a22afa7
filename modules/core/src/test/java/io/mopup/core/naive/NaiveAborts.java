/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core.naive;

import io.mopup.events.AbortConditions;
import io.mopup.events.AbortMultipartUpload;
import io.mopup.events.AbortReason;
import io.mopup.events.Dialect;
import io.mopup.events.UploadStatus;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The table of section 9, column Abort. */
final class NaiveAborts {
    private final NaiveUploads uploads;
    private final NaiveParts parts;
    private final NaiveSettings settings;

    NaiveAborts(final NaiveUploads uploads, final NaiveParts parts, final NaiveSettings settings) {
        this.uploads = uploads;
        this.parts = parts;
        this.settings = settings;
    }

    /** The answer, or null while it depends on the outcome of an assembly. Sections 3.5, 4 and 6.3. */
    NaiveReply decide(final AbortMultipartUpload abort, final long now) {
        final NaiveRequest request = uploads.request(abort, now);
        final NaiveReply refusal = NaiveAdmission.refusal(request);
        if (refusal != null) {
            return refusal;
        }
        final NaiveUpload upload = request.upload();
        final boolean byRule = abort.getReason() == AbortReason.LIFECYCLE || abort.getReason() == AbortReason.EXPIRED;
        if (upload == null) {
            return nothingToAbort(request);
        }
        switch (upload.status) {
            case COMPLETING -> {
                return null;
            }
            case COMPLETED -> {
                // U3 and U14 allow a switch.
                final Dialect dialect = upload.identity().getDialect();
                final boolean switched =
                        settings.noContentAfterComplete() && (dialect == Dialect.S3 || dialect == Dialect.COS);
                return switched ? NaiveReply.charged(204, request.charged()) : nothingToAbort(request);
            }
            case ABORTED -> {
                // Section 6.3: what expired by inactivity is no longer there.
                if (upload.reason == AbortReason.EXPIRED) {
                    return nothingToAbort(request);
                }
                return isAnother(upload, abort.getConditions())
                        ? NaiveReply.preconditionFailed()
                        : NaiveReply.charged(204, request.charged());
            }
            default -> {
                final boolean wrongTime = upload.identity().getDialect() == Dialect.S3_DIRECTORY
                        && request.ifMatchTime() != null
                        && !request.ifMatchTime()
                                .equals(upload.created.getInitiatedAt().truncatedTo(ChronoUnit.SECONDS));
                final boolean used = abort.getConditions() != null
                        && abort.getConditions().getIdleSince() != null
                        && upload.lastActivity()
                                > abort.getConditions().getIdleSince().toEpochMilli();
                final boolean pinned = byRule && upload.pinnedUntil > now;
                if (wrongTime || used || pinned || isAnother(upload, abort.getConditions())) {
                    return NaiveReply.preconditionFailed();
                }
            }
        }
        final long undo = settings.undoWindow().toMillis();
        if (undo > 0 && (byRule || abort.getReason() == AbortReason.OPERATOR)) {
            if (upload.held == null) {
                upload.held = abort.getReason();
                upload.heldUntil = now + undo;
            }
            return NaiveReply.ok(202);
        }
        aborted(upload, abort.getReason(), now);
        return NaiveReply.charged(204, request.charged());
    }

    /** Time passes: an abort that was held is carried out. */
    void passed(final long now) {
        uploads.all.keySet().forEach(uploadId -> passed(uploadId, now));
    }

    /** Something comes to this upload; that the window is over counts, and not when somebody looks. */
    void passed(final String uploadId, final long now) {
        final NaiveUpload upload = uploads.all.get(uploadId);
        if (upload != null && upload.held != null && upload.heldUntil <= now) {
            aborted(upload, upload.held, now);
        }
    }

    /** Section 9, rule 8. */
    private void aborted(final NaiveUpload upload, final AbortReason reason, final long now) {
        upload.status = UploadStatus.ABORTED;
        upload.decidedAt = now;
        upload.reason = reason;
        upload.held = null;
        List.copyOf(upload.parts).forEach(part -> parts.delete(upload, part));
    }

    /** Section 2.3, step 8 for Mopup's own conditions that tell one upload from another. */
    private static boolean isAnother(final NaiveUpload upload, final AbortConditions conditions) {
        if (conditions == null) {
            return false;
        }
        final boolean second = conditions.getInitiatedAt() == null
                || conditions
                        .getInitiatedAt()
                        .truncatedTo(ChronoUnit.SECONDS)
                        .equals(upload.created.getInitiatedAt().truncatedTo(ChronoUnit.SECONDS));
        final boolean key = conditions.getKey() == null
                || conditions.getKey().equals(upload.identity().getKey());
        final boolean initiator = conditions.getInitiator() == null
                || conditions.getInitiator().equals(upload.initiatorAccount())
                || conditions.getInitiator().equals(upload.initiatorPrincipal());
        return !second || !key || !initiator;
    }

    /** Section 4: an upload that does not exist needs no protection. */
    private static NaiveReply nothingToAbort(final NaiveRequest request) {
        return request.named().getDialect() == Dialect.S3_DIRECTORY && request.ifMatchTime() != null
                ? NaiveReply.ok(204)
                : NaiveReply.noSuchUpload(request.named());
    }
}
