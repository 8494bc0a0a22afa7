/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.faults;

import io.mopup.events.UploadIdentity;
import java.util.List;

/**
 * One upload of a round. All times are in milliseconds.
 *
 * @param startAt after the beginning of the round
 * @param parts in the order in which they are uploaded
 * @param abortAt before which of the parts the abort is sent; for {@link Fate#ABORTED} only
 * @param composed whether the store leaves the parts of the object where they are, or copies them into a file
 * @param assembly how long assembling takes
 * @param commandsAgain when each command is sent a second time, 0 for never
 */
record UploadPlan(
        UploadIdentity identity,
        Fate fate,
        long startAt,
        List<Part> parts,
        int abortAt,
        boolean composed,
        long assembly,
        long commandsAgain) {
    /** What the client of an upload wants. What it gets is another matter. */
    enum Fate {
        ABORTED,
        COMPLETED,
        /** Complete and Abort at the same moment. */
        RACED,
        /** Completed, but the store fails to assemble it; then aborted. */
        FAILED,
        /** Neither completed nor aborted. */
        OPEN,
        /** Aborted, but never created. */
        UNKNOWN
    }

    /** How a part comes to the store and its event to the topic. */
    enum Manner {
        PROMPT,
        /** The event comes later, in an aborted upload after the abort. */
        EVENT_LATE,
        /** The write begins before the abort and ends after it. */
        STALLED,
        /** Stored, and then the front end dies: there is no event. */
        SILENT,
        /** Lands after the abort, past everything with which this store would refuse it. Other stores have nothing. */
        PAST_THE_GUARD
    }

    /**
     * One generation.
     *
     * @param gap since what came before it in this upload
     * @param late how much later than that, or than the abort, if {@code manner} says so
     * @param again when its event is published a second time, 0 for never
     */
    record Part(int partNumber, long generation, int size, Manner manner, long gap, long late, long again) {}

    UploadPlan {
        parts = List.copyOf(parts);
    }

    /** Whether its client aborts it, whatever happens. */
    boolean isAborted() {
        return fate == Fate.ABORTED || fate == Fate.UNKNOWN;
    }

    String uploadId() {
        return identity.getUploadId();
    }
}
