/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.faults;

import io.mopup.events.MultipartUploadCreated;
import io.mopup.events.ReclaimState;
import io.mopup.events.UploadSnapshot;
import java.util.Optional;
import java.util.stream.Stream;

/** I6: nothing is left that would still have to happen. Parked counts as left, because a person would have to come. */
final class NothingWaits implements Judge.Invariant {

    @Override
    public Stream<String> violations(final Evidence evidence, final StoreFiles disk) {
        return evidence.histories().values().stream()
                .filter(upload -> !isFinal(upload))
                .map(upload -> "I6 nothing waits: " + upload.uploadId() + " is "
                        + upload.snapshot()
                                .map(NothingWaits::state)
                                .orElse("created, and no snapshot of it was published"));
    }

    private static boolean isFinal(final History upload) {
        final Optional<UploadSnapshot> snapshot = upload.snapshot();
        if (snapshot.isEmpty()) {
            // Who was never created is not an upload.
            return upload.of(MultipartUploadCreated.class).findAny().isEmpty();
        }
        final ReclaimState reclaim = snapshot.get().getReclaim();
        return switch (snapshot.get().getStatus()) {
            case ABORTED -> reclaim == ReclaimState.RECLAIMED;
            case COMPLETED, IN_PROGRESS -> reclaim == ReclaimState.NONE;
            case COMPLETING, UNKNOWN -> false;
        };
    }

    private static String state(final UploadSnapshot snapshot) {
        return snapshot.getStatus() + "/" + snapshot.getReclaim()
                + (snapshot.getParkReason() == null ? "" : " because of " + snapshot.getParkReason());
    }
}
