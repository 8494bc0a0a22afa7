/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.faults;

import io.mopup.events.AbortRoundReport;
import io.mopup.events.LifecycleType;
import io.mopup.events.Receipt;
import io.mopup.events.RoundOutcome;
import io.mopup.events.UploadLifecycle;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** I5: a receipt stands for two looks of agents that found nothing, and afterwards nothing is there. */
final class ReclaimedMeansVerified implements Judge.Invariant {
    private static final String NAME = "I5 RECLAIMED means verified: ";
    private static final Set<RoundOutcome> NOTHING = EnumSet.of(RoundOutcome.EMPTY, RoundOutcome.NOT_FOUND);

    @Override
    public Stream<String> violations(final Evidence evidence, final StoreFiles disk) {
        return evidence.histories().values().stream()
                .filter(upload -> !upload.lifecycle(LifecycleType.RECLAIMED).isEmpty())
                .flatMap(upload -> Stream.concat(
                        upload.lifecycle(LifecycleType.RECLAIMED).stream().flatMap(event -> receipt(upload, event)),
                        disk.of(upload.uploadId()).map(file -> NAME + file + " is there after the receipt")));
    }

    private static Stream<String> receipt(final History upload, final UploadLifecycle reclaimed) {
        final Receipt receipt = reclaimed.getReceipt();
        if (receipt == null) {
            return Stream.of(NAME + upload.uploadId() + " has no receipt");
        }
        final Duration between = Duration.between(receipt.getFirstLookAt(), receipt.getSecondLookAt());
        final Stream<String> close = between.compareTo(Timing.QUIET_PERIOD) < 0
                ? Stream.of(NAME + "the looks at " + upload.uploadId() + " are only " + between + " apart")
                : Stream.empty();
        final Stream<String> unseen = Stream.of(receipt.getFirstLookAt(), receipt.getSecondLookAt())
                .filter(look -> !isReported(upload, look))
                .map(look -> NAME + "no agent saw " + upload.uploadId() + " empty at " + look);
        return Stream.concat(close, unseen);
    }

    private static boolean isReported(final History upload, final Instant look) {
        final List<AbortRoundReport> reports = upload.of(AbortRoundReport.class)
                .filter(report -> report.getLookedAt().equals(look))
                .toList();
        return reports.stream().anyMatch(report -> NOTHING.contains(report.getOutcome()));
    }
}
