/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract.query;

import java.util.List;

/**
 * The counts of a whole installation, and how the bytes were before.
 *
 * @param counts of all instances that answered
 * @param missing partitions that nobody could be asked about or that are not counted yet, ascending
 * @param instances how many answered
 * @param samplesSince epoch milliseconds since when this instance takes samples; it keeps those of the last hour
 * @param samples oldest first; while partitions were missing none was taken
 */
public record Summary(
        StateCounts counts, List<Integer> missing, int instances, long samplesSince, List<Sample> samples) {

    /** What burned and what was freed at one time, in epoch milliseconds and bytes. */
    public record Sample(long at, long bytesBurning, long bytesFreed) {}

    public Summary {
        missing = List.copyOf(missing);
        samples = List.copyOf(samples);
    }
}
