/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core.naive;

import io.mopup.contract.RecordKeys;
import io.mopup.events.AbortReason;
import io.mopup.events.CancelAbort;
import io.mopup.events.Container;
import io.mopup.events.Dialect;
import io.mopup.events.PinUpload;
import io.mopup.events.PolicyDecision;
import io.mopup.events.Requester;
import io.mopup.events.RetryReclaim;
import io.mopup.events.UploadIdentity;
import io.mopup.events.UploadStatus;
import org.apache.avro.specific.SpecificRecord;

/** Mopup's own commands: RetryReclaim, PinUpload, CancelAbort, from their schemas. */
final class NaiveOperators {
    private final NaiveReferences references;
    private final NaiveUploads uploads;
    private final NaiveSettings settings;

    NaiveOperators(final NaiveReferences references, final NaiveUploads uploads, final NaiveSettings settings) {
        this.references = references;
        this.uploads = uploads;
        this.settings = settings;
    }

    /** Operators of the container may, and it has to be there; null while that depends on the outcome of an assembly. */
    NaiveReply decide(final SpecificRecord record, final long now) {
        final UploadIdentity named = uploads.resolved(RecordKeys.identity(record));
        final Container container = references.find(named);
        final NaiveUpload upload = uploads.matching(named, now);
        final Requester caller = requester(record);
        final boolean missing = container == null
                ? settings.containersRequired() || named.getContainer().endsWith("-s3alias")
                : container.getDeletedAt() != null;
        if (missing && !(record instanceof RetryReclaim)) {
            return NaiveReply.noSuchContainer(named);
        }
        final NaiveUpload neighbour = uploads.neighbour(named, now);
        final String owner = container != null
                ? container.getAccount()
                : neighbour == null ? null : neighbour.identity().getAccount();
        final boolean trusted = caller.getAccount() == null && caller.getPrincipal() == null;
        final boolean root =
                caller.getPrincipal() == null || caller.getPrincipal().endsWith(":root");
        final boolean isOwner = owner != null && root && owner.equals(caller.getAccount());
        if (caller.getPolicy() == PolicyDecision.DENY
                || !(caller.getPolicy() == PolicyDecision.ALLOW || trusted || isOwner)) {
            return NaiveReply.error(
                    403, named.getDialect() == Dialect.GLACIER ? "AccessDeniedException" : "AccessDenied");
        }
        if (upload == null) {
            return NaiveReply.noSuchUpload(named);
        }
        if (record instanceof RetryReclaim) {
            return NaiveReply.error(409, "NotParked");
        }
        if (record instanceof PinUpload pin) {
            return upload.is(UploadStatus.COMPLETING) ? null : pin(upload, pin, now);
        }
        return cancel(upload, (CancelAbort) record, now);
    }

    private NaiveReply pin(final NaiveUpload upload, final PinUpload pin, final long now) {
        if (!upload.is(UploadStatus.IN_PROGRESS)) {
            return NaiveReply.noSuchUpload(upload.identity());
        }
        final long until = pin.getUntil() == null ? 0 : pin.getUntil().toEpochMilli();
        if (until > now && upload.held != AbortReason.OPERATOR) {
            upload.held = null;
        }
        pinned(upload, until, now);
        return NaiveReply.ok(200);
    }

    private NaiveReply cancel(final NaiveUpload upload, final CancelAbort cancel, final long now) {
        if (upload.held == null) {
            return NaiveReply.error(409, "NotHeld");
        }
        upload.held = null;
        final long usual = now + settings.cancelPin().toMillis();
        pinned(
                upload,
                cancel.getPinnedUntil() == null
                        ? usual
                        : cancel.getPinnedUntil().toEpochMilli(),
                now);
        return NaiveReply.ok(200);
    }

    private void pinned(final NaiveUpload upload, final long until, final long now) {
        upload.pinnedUntil =
                until > now ? Math.min(until, now + settings.pinMax().toMillis()) : 0;
    }

    private static Requester requester(final SpecificRecord command) {
        if (command instanceof PinUpload pin) {
            return pin.getRequester();
        }
        return command instanceof CancelAbort cancel ? cancel.getRequester() : ((RetryReclaim) command).getRequester();
    }
}
