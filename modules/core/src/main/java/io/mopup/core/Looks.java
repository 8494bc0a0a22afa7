/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.events.ReceiptBasis;

/**
 * The abort rounds of an upload and what they saw.
 *
 * @param round number of the last round that was issued, 0 for none
 * @param attempt how often that round was issued
 * @param awaited whether its report is still to come
 * @param disturbed whether something happened since the awaited round left, so that it proves nothing
 * @param empty consecutive looks that found nothing
 * @param leftovers consecutive rounds that found something
 * @param basis what the empty looks saw so far
 * @param firstAt epoch milliseconds of the first of the consecutive empty looks
 */
public record Looks(
        int round,
        int attempt,
        boolean awaited,
        boolean disturbed,
        int empty,
        int leftovers,
        ReceiptBasis basis,
        long firstAt) {
    static final Looks NONE = new Looks(0, 0, false, false, 0, 0, null, 0);

    Looks issued() {
        return new Looks(round + 1, 1, true, false, empty, leftovers, basis, firstAt);
    }

    /** The same round leaves again. */
    Looks issuedAgain() {
        return new Looks(round, attempt + 1, true, disturbed, empty, leftovers, basis, firstAt);
    }

    /** One more look that found nothing. It counts as a further one only if it was taken late enough after the first. */
    Looks sawNothing(final ReceiptBasis what, final long at, final long quietPeriod) {
        if (empty == 0 || at - firstAt < quietPeriod) {
            return new Looks(round, attempt, false, false, 1, 0, what, at);
        }
        // One NOT_FOUND makes the whole receipt one: a 404 can also be a store that is half down.
        final ReceiptBasis both = basis == ReceiptBasis.NOT_FOUND ? basis : what;
        return new Looks(round, attempt, false, false, empty + 1, 0, both, firstAt);
    }

    Looks sawLeftovers() {
        return new Looks(round, attempt, false, false, 0, leftovers + 1, null, 0);
    }

    /** Something happened: what was seen before proves nothing, and what a round on its way will see neither. */
    Looks disturb() {
        return new Looks(round, attempt, awaited, awaited, 0, leftovers, null, 0);
    }

    /** The report is in, or given up. */
    Looks reported() {
        return new Looks(round, attempt, false, false, empty, leftovers, basis, firstAt);
    }

    /** An operator gives the upload a fresh allowance of rounds. */
    Looks renewed() {
        return new Looks(round, 0, false, false, 0, 0, null, 0);
    }
}
