/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.storage;

import io.mopup.events.ObservedPart;
import io.mopup.events.RoundOutcome;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a sweep saw and did.
 *
 * @param outcome EMPTY, LEFTOVERS or NOT_FOUND; the other outcomes of a round are a {@link StorageException}
 * @param partsFound finished parts that lay under the upload
 * @param partsFreed those of them that the sweep deleted
 * @param bytesFreed bytes of whatever it deleted
 * @param found what lay there, at most {@link #MAX_FOUND} entries; part number 0 stands for an interrupted write
 */
public record SweepResult(
        RoundOutcome outcome, int partsFound, int partsFreed, long bytesFreed, List<ObservedPart> found) {
    /** As many as {@code AbortRoundReport.leftovers} may hold. */
    public static final int MAX_FOUND = 1_000;

    // Stands before the constants below, whose constructor reads it.
    private static final Set<RoundOutcome> SEEN =
            EnumSet.of(RoundOutcome.EMPTY, RoundOutcome.LEFTOVERS, RoundOutcome.NOT_FOUND);

    /** The store knows the upload, and it holds nothing. */
    public static final SweepResult EMPTY = new SweepResult(RoundOutcome.EMPTY, 0, 0, 0, List.of());
    /** The store does not know the upload. */
    public static final SweepResult NOT_FOUND = new SweepResult(RoundOutcome.NOT_FOUND, 0, 0, 0, List.of());

    public SweepResult {
        if (!SEEN.contains(outcome)) {
            throw new IllegalArgumentException("A sweep cannot end with " + outcome);
        }
        found = List.copyOf(found);
    }
}
