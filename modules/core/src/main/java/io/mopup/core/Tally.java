/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

/**
 * What goes into the receipt.
 *
 * @param partsDeleted generations that agents reported deleted or swept
 * @param bytesReclaimed bytes that agents saw freed
 * @param lateParts generations that became known after the abort was accepted
 */
public record Tally(long partsDeleted, long bytesReclaimed, long lateParts) {
    static final Tally ZERO = new Tally(0, 0, 0);

    Tally freed(final long parts, final long bytes) {
        return new Tally(Sums.of(partsDeleted, parts), Sums.of(bytesReclaimed, bytes), lateParts);
    }

    Tally late() {
        return new Tally(partsDeleted, bytesReclaimed, lateParts + 1);
    }
}
