/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.events.AbortReason;
import io.mopup.events.CompleteMultipartUpload;
import io.mopup.events.Initiator;
import io.mopup.events.MultipartUploadCreated;
import io.mopup.events.PartUploaded;
import io.mopup.events.UploadIdentity;
import io.mopup.events.UploadStatus;
import java.util.ArrayList;
import java.util.List;

/** One upload of the {@link NaiveModel}, open to whoever wants to change it. */
final class NaiveUpload {
    final MultipartUploadCreated created;

    /** What lies in the store. */
    final List<PartUploaded> parts = new ArrayList<>();

    final List<NaiveModel.Asked> waiting = new ArrayList<>();
    UploadStatus status = UploadStatus.IN_PROGRESS;
    long decidedAt;
    AbortReason reason;

    /** The Complete that was accepted, and what it is made of. */
    CompleteMultipartUpload complete;

    List<PartUploaded> object = List.of();
    AbortReason held;
    long heldUntil;
    long pinnedUntil;

    NaiveUpload(final MultipartUploadCreated created) {
        this.created = created;
    }

    UploadIdentity identity() {
        return created.getIdentity();
    }

    boolean is(final UploadStatus wanted) {
        return status == wanted;
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
    long lastActivity() {
        return parts.stream()
                .mapToLong(part -> part.getUploadedAt().toEpochMilli())
                .reduce(created.getInitiatedAt().toEpochMilli(), Math::max);
    }

    long bytes() {
        return parts.stream().mapToLong(PartUploaded::getSize).sum();
    }
}
