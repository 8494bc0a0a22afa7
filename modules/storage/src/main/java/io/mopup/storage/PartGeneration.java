/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.storage;

import io.mopup.events.UploadIdentity;

/**
 * Names the bytes of one upload of one part number.
 *
 * @param partNumber 1 to 10000
 * @param generation 0 or more, unique within the part number
 */
public record PartGeneration(UploadIdentity identity, int partNumber, long generation) {
    public static final int MIN_PART_NUMBER = 1;
    public static final int MAX_PART_NUMBER = 10_000;

    public PartGeneration {
        if (partNumber < MIN_PART_NUMBER || partNumber > MAX_PART_NUMBER) {
            throw new IllegalArgumentException("A part number is 1 to 10000, not " + partNumber);
        }
        if (generation < 0) {
            throw new IllegalArgumentException("A generation is 0 or more, not " + generation);
        }
    }
}
