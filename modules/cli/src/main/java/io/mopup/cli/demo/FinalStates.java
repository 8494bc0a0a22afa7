/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.demo;

import io.mopup.client.MopupClientException;
import io.mopup.client.RecordFollower;
import io.mopup.events.Receipt;
import io.mopup.events.ReclaimState;
import io.mopup.events.UploadSnapshot;
import io.mopup.events.UploadStatus;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Waits until every upload of the plan is final, by the snapshots that the processor publishes. */
final class FinalStates {
    private static final Duration POLL = Duration.ofMillis(500);
    /** Nothing in a run takes a fraction of it: whoever waits this long in vain waits for ever. */
    private static final Duration STALL = Duration.ofSeconds(180);

    private final Map<String, PlannedUpload> plan;
    private final RecordFollower<UploadSnapshot> snapshots;
    private final Map<String, UploadSnapshot> latest = new HashMap<>();
    private long lastChange = System.nanoTime();

    FinalStates(final List<PlannedUpload> plan, final RecordFollower<UploadSnapshot> snapshots) {
        this.plan = plan.stream().collect(Collectors.toMap(PlannedUpload::uploadId, Function.identity()));
        this.snapshots = snapshots;
    }

    void await(
            final List<? extends CompletableFuture<?>> uploading,
            final LifecycleListener listener,
            final StoredGenerations books,
            final Consumer<DemoProgress> progress) {
        while (true) {
            // Before the snapshots are read: what an answered command led to was committed together with the answer.
            final boolean uploaded = uploading.stream().allMatch(CompletableFuture::isDone);
            if (uploaded && countFinal() == plan.size()) {
                // Committed is not yet visible on every partition at once.
                snapshots.drain(this::take);
            }
            final int end = countFinal();
            progress.accept(new DemoProgress(plan.size(), end, books.partsStored()));
            final boolean broken = uploading.stream().anyMatch(CompletableFuture::isCompletedExceptionally);
            if (uploaded && end == plan.size() || broken) {
                return;
            }
            listener.requireAlive();
            requireChange();
            takeNext();
        }
    }

    private void takeNext() {
        Optional<UploadSnapshot> next = snapshots.next(POLL);
        while (next.isPresent()) {
            take(next.get());
            next = snapshots.next(Duration.ZERO);
        }
    }

    private int countFinal() {
        return (int) latest.values().stream().filter(FinalStates::isFinal).count();
    }

    List<PlannedUpload> completed() {
        return latest.values().stream()
                .filter(snapshot -> snapshot.getStatus() == UploadStatus.COMPLETED)
                .map(snapshot -> plan.get(snapshot.getIdentity().getUploadId()))
                .toList();
    }

    Map<String, Receipt> receipts() {
        final Map<String, Receipt> receipts = new TreeMap<>();
        latest.forEach((uploadId, snapshot) -> {
            if (snapshot.getReceipt() != null) {
                receipts.put(uploadId, snapshot.getReceipt());
            }
        });
        return receipts;
    }

    private void take(final UploadSnapshot snapshot) {
        final String uploadId = snapshot.getIdentity().getUploadId();
        if (plan.containsKey(uploadId)) {
            latest.put(uploadId, snapshot);
            lastChange = System.nanoTime();
        }
    }

    private static boolean isFinal(final UploadSnapshot snapshot) {
        return switch (snapshot.getStatus()) {
            case ABORTED -> snapshot.getReclaim() == ReclaimState.RECLAIMED && snapshot.getReceipt() != null;
            case COMPLETED -> snapshot.getReclaim() == ReclaimState.NONE;
            default -> false;
        };
    }

    private void requireChange() {
        if (System.nanoTime() - lastChange > STALL.toNanos()) {
            final String open = plan.keySet().stream()
                    .filter(uploadId -> !latest.containsKey(uploadId) || !isFinal(latest.get(uploadId)))
                    .sorted()
                    .map(uploadId -> uploadId
                            + (latest.containsKey(uploadId)
                                    ? " " + latest.get(uploadId).getStatus() + "/"
                                            + latest.get(uploadId).getReclaim()
                                    : " unknown"))
                    .collect(Collectors.joining(", "));
            throw new MopupClientException(
                    "Nothing happened for " + STALL.toSeconds() + " s, and not all uploads are final: " + open);
        }
    }
}
