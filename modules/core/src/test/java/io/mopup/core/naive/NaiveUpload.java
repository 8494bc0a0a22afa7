/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core.naive;

import io.mopup.events.AbortReason;
import io.mopup.events.CompleteMultipartUpload;
import io.mopup.events.Dialect;
import io.mopup.events.Initiator;
import io.mopup.events.MultipartUploadCreated;
import io.mopup.events.PartUploaded;
import io.mopup.events.UploadIdentity;
import io.mopup.events.UploadStatus;
import java.util.ArrayList;
import java.util.List;

/** One upload of the {@link NaiveModel}, open to whoever wants to change it. */
public final class NaiveUpload {
    public final MultipartUploadCreated created;

    /** What lies in the store. */
    public final List<PartUploaded> parts = new ArrayList<>();

    final List<NaiveDesk.Asked> waiting = new ArrayList<>();
    UploadStatus status = UploadStatus.IN_PROGRESS;
    public long decidedAt;
    AbortReason reason;

    /** The Complete that was accepted, and what it is made of. */
    CompleteMultipartUpload complete;

    List<PartUploaded> object = List.of();
    public AbortReason held;
    long heldUntil;
    long pinnedUntil;

    NaiveUpload(final MultipartUploadCreated created) {
        this.created = created;
    }

    public UploadIdentity identity() {
        return created.getIdentity();
    }

    public boolean is(final UploadStatus wanted) {
        return status == wanted;
    }

    boolean isGlacier() {
        return identity().getDialect() == Dialect.GLACIER;
    }

    boolean isDecided() {
        return is(UploadStatus.ABORTED) || is(UploadStatus.COMPLETED);
    }

    String initiatorAccount() {
        final Initiator initiator = created.getInitiator();
        return initiator == null ? null : initiator.getAccount();
    }

    String initiatorPrincipal() {
        final Initiator initiator = created.getInitiator();
        return initiator == null ? null : initiator.getPrincipal();
    }

    /** Creation counts as activity, and so does each part (section 8). */
    public long lastActivity() {
        return parts.stream()
                .mapToLong(part -> part.getUploadedAt().toEpochMilli())
                .reduce(created.getInitiatedAt().toEpochMilli(), Math::max);
    }

    long bytes() {
        return parts.stream().mapToLong(PartUploaded::getSize).sum();
    }
}
