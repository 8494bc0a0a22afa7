/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import io.mopup.events.Dialect;
import io.mopup.events.ReclaimState;
import io.mopup.events.UploadIdentity;
import io.mopup.events.UploadSnapshot;
import io.mopup.events.UploadStatus;
import java.time.Instant;

/** How uploads are shown to people. */
final class Uploads {
    private Uploads() {}

    /** The object or vault that an upload is for, such as {@code s3://photos/a.jpg}. */
    static String target(final UploadIdentity identity) {
        if (identity.getDialect() == Dialect.GLACIER) {
            return "glacier://" + identity.getAccount() + "/" + identity.getContainer();
        }
        return (identity.getDialect() == Dialect.COS ? "cos://" : "s3://") + identity.getContainer() + "/"
                + identity.getKey();
    }

    /** When it was created, as far as that is known; else when it was last heard of. */
    static Instant since(final UploadSnapshot upload) {
        return upload.getInitiatedAt() == null ? upload.getUpdatedAt() : upload.getInitiatedAt();
    }

    /** Whether nothing more will happen by itself. Parked is not final: it waits for an operator. */
    static boolean isFinal(final UploadStatus status, final ReclaimState reclaim) {
        return switch (status) {
            case ABORTED -> reclaim == ReclaimState.RECLAIMED;
            case COMPLETED -> reclaim == ReclaimState.NONE || reclaim == ReclaimState.RECLAIMED;
            default -> false;
        };
    }
}
