/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

/**
 * One walk over the part ledger that emits deletions, slice by slice. Emission moves the cursor; only a report removes
 * an entry.
 *
 * @param cursor ledger key of the last entry that was looked at; null if no walk is under way
 * @param attempt 1 for the walk that emits first; each further one repeats what was not reported
 * @param outstanding deletions that left and were not reported, counted as far as the cursor
 * @param unreachable whether an agent reported that the store did not answer
 */
public record Pass(String cursor, int attempt, long outstanding, boolean unreachable) {
    static final Pass NONE = new Pass(null, 0, 0, false);

    boolean underWay() {
        return cursor != null;
    }

    /** Starts the first walk; what left before, for superseded generations, stays counted. */
    Pass first(final String start) {
        return new Pass(start, 1, outstanding, false);
    }

    /** Starts a walk that repeats everything that is still in the ledger. */
    Pass again(final String start) {
        return new Pass(start, Math.max(attempt, 1) + 1, 0, unreachable);
    }

    Pass moved(final String to, final long emitted) {
        return new Pass(to, attempt, outstanding + emitted, unreachable);
    }

    /** One deletion left outside of a walk. */
    Pass emittedOne() {
        return new Pass(cursor, Math.max(attempt, 1), outstanding + 1, unreachable);
    }

    /** Whether the walk will come to this doomed entry by itself. The first walk passes over doomed entries. */
    boolean willRepeat(final StoredPart part) {
        return attempt > 1 && ahead(part);
    }

    /** A deletion was reported. It is counted if it left in this walk, or before the first one on its own. */
    Pass reported(final StoredPart part) {
        final boolean alone = attempt == 1 && part.mark() == StoredPart.Mark.DOOMED;
        return alone || !ahead(part) ? new Pass(cursor, attempt, Math.max(0, outstanding - 1), unreachable) : this;
    }

    Pass failedUnreachable() {
        return new Pass(cursor, attempt, outstanding, true);
    }

    /** Whether the last of this many attempts was made. An operator who retries grants as many again. */
    boolean exhausted(final int attempts) {
        return attempt > 0 && attempt % attempts == 0;
    }

    /** Attempts since an operator last intervened; the attempt number itself only ever grows. */
    int tries(final int attempts) {
        return (attempt - 1) % attempts + 1;
    }

    /** An operator grants a full number of attempts. */
    Pass renewed(final int attempts) {
        return new Pass(null, (attempt + attempts - 1) / attempts * attempts, 0, false);
    }

    private boolean ahead(final StoredPart part) {
        return underWay() && part.ledgerKey().compareTo(cursor) > 0;
    }
}
