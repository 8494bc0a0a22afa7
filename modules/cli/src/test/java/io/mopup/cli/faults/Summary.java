/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.faults;

import io.mopup.events.LifecycleType;
import io.mopup.events.PartDeleted;
import io.mopup.events.PartDeletion;
import io.mopup.events.PartUploaded;
import io.mopup.events.UploadStatus;
import java.util.List;
import java.util.stream.Stream;

/** One line about what a round did. */
final class Summary {
    private Summary() {}

    static String of(final Round round, final Evidence evidence) {
        final List<History> uploads =
                evidence.histories().tailMap(round.name()).values().stream().toList();
        return "%s: %d uploads (%d aborted, %d completed, %d open), %d parts, %d deletions in %d attempts, %d receipts"
                .formatted(
                        round,
                        uploads.size(),
                        uploads.stream()
                                .filter(upload -> upload.is(UploadStatus.ABORTED))
                                .count(),
                        uploads.stream()
                                .filter(upload -> upload.is(UploadStatus.COMPLETED))
                                .count(),
                        uploads.stream()
                                .filter(upload -> upload.is(UploadStatus.IN_PROGRESS))
                                .count(),
                        count(uploads.stream()
                                .flatMap(upload -> upload.of(PartUploaded.class).map(PartUploaded::getLocator))),
                        count(uploads.stream()
                                .flatMap(upload -> upload.of(PartDeleted.class).filter(PartDeleted::getFound))),
                        uploads.stream()
                                .flatMap(upload -> upload.of(PartDeletion.class))
                                .count(),
                        uploads.stream()
                                .mapToLong(upload -> upload.lifecycle(LifecycleType.RECLAIMED)
                                        .size())
                                .sum());
    }

    private static long count(final Stream<?> values) {
        return values.distinct().count();
    }
}
