/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.events.ReceiptBasis;

/**
 * The abort rounds of an upload and what they saw.
 *
 * @param round number of the last round that was issued, 0 for none
 * @param attempt how often that round was issued
 * @param awaited whether its report is still to come
 * @param empty consecutive looks that found nothing
 * @param leftovers consecutive rounds that found something
 * @param basis what the empty looks saw so far
 * @param firstAt epoch milliseconds of the first of the consecutive empty looks
 */
public record Looks(
        int round, int attempt, boolean awaited, int empty, int leftovers, ReceiptBasis basis, long firstAt) {
    static final Looks NONE = new Looks(0, 0, false, 0, 0, null, 0);

    Looks issued() {
        return new Looks(round + 1, 1, true, empty, leftovers, basis, firstAt);
    }

    Looks issuedAgain() {
        return new Looks(round, attempt + 1, true, empty, leftovers, basis, firstAt);
    }

    Looks sawNothing(final ReceiptBasis what, final long at) {
        // One NOT_FOUND makes the whole receipt one: a 404 can also be a store that is half down.
        final ReceiptBasis both = basis == ReceiptBasis.NOT_FOUND ? basis : what;
        return new Looks(round, attempt, false, empty + 1, 0, both, empty == 0 ? at : firstAt);
    }

    Looks sawLeftovers() {
        return new Looks(round, attempt, false, 0, leftovers + 1, null, 0);
    }

    Looks failed() {
        return new Looks(round, attempt, false, empty, leftovers, basis, firstAt);
    }

    /** Something happened in between: whatever was seen before proves nothing any more. */
    Looks restarted() {
        return new Looks(round, 0, false, 0, leftovers, null, 0);
    }

    /** An operator gives the upload a fresh allowance of rounds. */
    Looks renewed() {
        return new Looks(round, 0, false, 0, 0, null, 0);
    }
}
