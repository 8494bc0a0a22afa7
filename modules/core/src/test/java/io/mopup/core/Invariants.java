/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.events.AbortRound;
import io.mopup.events.CommandResult;
import io.mopup.events.LifecycleType;
import io.mopup.events.ListedPart;
import io.mopup.events.Operation;
import io.mopup.events.PartDeletion;
import io.mopup.events.PartUploaded;
import io.mopup.events.Receipt;
import io.mopup.events.ReclaimState;
import io.mopup.events.UploadLifecycle;
import io.mopup.events.UploadStatus;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;

/** The promises, each under its name, checked against what really happened in a {@link World}. */
final class Invariants {
    private final World world;
    private final Set<String> protectedParts = new HashSet<>();
    private final Map<Integer, long[]> looks = new HashMap<>();
    private long lastPartFolded = Long.MIN_VALUE;
    private final Set<String> foldedParts = new HashSet<>();

    Invariants(final World world) {
        this.world = world;
    }

    void folded(final SpecificRecord record) {
        if (record instanceof PartUploaded part
                && foldedParts.add(SimulatedStore.name(part.getPartNumber(), part.getGeneration()))) {
            lastPartFolded = world.now;
        }
    }

    void looked(final AbortRound round, final int found) {
        looks.put(round.getRound(), new long[] {world.now, found});
    }

    void emitted(final SpecificRecord output) {
        if (output instanceof UploadLifecycle event) {
            if (event.getType() == LifecycleType.COMPLETING) {
                protectedParts.clear();
                for (final ListedPart part : event.getParts()) {
                    protectedParts.add(SimulatedStore.name(part.getPartNumber(), part.getGeneration()));
                }
            } else if (event.getType() == LifecycleType.ASSEMBLY_FAILED) {
                protectedParts.clear();
            } else if (event.getType() == LifecycleType.RECLAIMED) {
                reclaimedMeansVerified(event.getReceipt());
            }
        } else if (output instanceof PartDeletion deletion) {
            assertThat(protectedParts)
                    .as("I2 nothing live is lost: a deletion left for a part of a completed or completing upload")
                    .doesNotContain(SimulatedStore.name(deletion.getPartNumber(), deletion.getGeneration()));
        } else if (output instanceof AbortRound) {
            assertThat(world.store.object())
                    .as("I2 nothing live is lost: an abort round left for a completed upload")
                    .isNull();
        } else if (output instanceof CommandResult result) {
            final List<CommandResult> earlier = world.results.get(result.getCommandId());
            if (!earlier.isEmpty()) {
                assertThat(result)
                        .as("I4 a repeated command gets the same result")
                        .isEqualTo(earlier.get(0));
            }
        }
    }

    /** I5. The receipt names its rounds, so the last one and the last empty one before it are the two looks. */
    private void reclaimedMeansVerified(final Receipt receipt) {
        final long first = receipt.getFirstLookAt().toEpochMilli();
        final long second = receipt.getSecondLookAt().toEpochMilli();
        assertThat(second - first)
                .as("I5 RECLAIMED means verified: the looks are a quiet period apart")
                .isGreaterThanOrEqualTo(World.SETTINGS.quietPeriod().toMillis());
        assertThat(looks.get(receipt.getRounds())[1])
                .as("I5 RECLAIMED means verified: the second look found nothing")
                .isZero();
        assertThat(looks.get(receipt.getRounds() - 1)[1])
                .as("I5 RECLAIMED means verified: the first look found nothing")
                .isZero();
        assertThat(lastPartFolded)
                .as("I5 RECLAIMED means verified: no part came between the looks")
                .isLessThanOrEqualTo(first);
    }

    /** I6, after every single decision: whoever waits has a timer that is really set. */
    void decided(final TreeSet<Long> timers) {
        final UploadState state = world.state;
        if (state == null) {
            return;
        }
        final boolean waits = !state.is(UploadStatus.IN_PROGRESS)
                || state.waiting() > 0
                || !state.reclaim().settled();
        if (waits) {
            assertThat(state.dueAt())
                    .as("I6 nothing waits for ever: a due time in " + state)
                    .isPositive();
            assertThat(timers)
                    .as("I6 nothing waits for ever: a timer for " + state)
                    .contains(state.armedAt());
            assertThat(state.armedAt())
                    .as("I6 nothing waits for ever: the timer is early enough in " + state)
                    .isLessThanOrEqualTo(Math.max(state.dueAt(), world.now));
        }
    }

    boolean isFinal() {
        final UploadState state = world.state;
        return state == null
                || (state.waiting() == 0
                        && !state.is(UploadStatus.COMPLETING)
                        && (state.is(UploadStatus.ABORTED)
                                ? state.reclaim().state() == ReclaimState.RECLAIMED
                                : state.reclaim().settled()));
    }

    /** What must hold when everything has come to rest. */
    void atTheEnd() {
        nothingLeaks();
        nothingLiveIsLost();
        oneWinner();
        everyCommandHasOneResult();
    }

    private void nothingLeaks() {
        if (world.is(UploadStatus.ABORTED) || world.is(UploadStatus.COMPLETED)) {
            assertThat(world.store.loose()).as("I1 nothing leaks").isEmpty();
        }
        if (world.is(UploadStatus.ABORTED)) {
            assertThat(world.view.ledger)
                    .as("I1 nothing leaks: the ledger is empty when the store is")
                    .isEmpty();
        }
        if (world.is(UploadStatus.IN_PROGRESS)) {
            assertThat(world.store.loose())
                    .as("I1 nothing leaks: what lies there is in the ledger")
                    .hasSameSizeAs(world.view.ledger.values());
        }
    }

    private void nothingLiveIsLost() {
        if (world.is(UploadStatus.COMPLETED)) {
            assertThat(world.store.object())
                    .as("I2 nothing live is lost")
                    .isNotNull()
                    .allMatch(world.store::holds);
        }
    }

    private void oneWinner() {
        final boolean aborted = accepted(Operation.ABORT_MULTIPART_UPLOAD);
        final boolean completed = accepted(Operation.COMPLETE_MULTIPART_UPLOAD);
        assertThat(aborted && completed)
                .as("I3 one winner: both Abort and Complete were accepted")
                .isFalse();
        assertThat(aborted).as("I3 one winner: Abort").isEqualTo(world.is(UploadStatus.ABORTED));
        assertThat(completed).as("I3 one winner: Complete").isEqualTo(world.is(UploadStatus.COMPLETED));
        assertThat(world.store.object() != null)
                .as("I3 one winner: an object exists only if Complete won")
                .isEqualTo(completed);
    }

    private boolean accepted(final Operation operation) {
        return world.results.values().stream()
                .flatMap(List::stream)
                .anyMatch(result -> result.getOperation() == operation && result.getHttpStatus() < 300);
    }

    private void everyCommandHasOneResult() {
        world.results.forEach((id, all) ->
                assertThat(all).as("I4 every command gets a result: " + id).isNotEmpty());
    }
}
