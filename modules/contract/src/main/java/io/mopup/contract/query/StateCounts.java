/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract.query;

import java.util.List;
import java.util.Map;

/**
 * How many uploads are in which state. Counted by a walk over the stores that goes on while the uploads change, so it is
 * of no single moment.
 *
 * @param partitions those that were counted, ascending
 * @param since epoch milliseconds at which the oldest walk of these began; null if nothing was counted yet
 * @param statuses uploads by status
 * @param reclaims uploads by state of their reclaim
 * @param parked uploads by park reason
 * @param open uploads in progress or being completed
 * @param aborting aborted uploads whose storage is not proved free and that are not parked
 * @param bytesBurning size of the parts that are to be deleted and were not reported gone: all of an aborted upload,
 *     superseded ones of others
 * @param bytesFreed bytes that agents saw freed, of uploads that are not forgotten yet
 */
public record StateCounts(
        List<Integer> partitions,
        Long since,
        Map<String, Long> statuses,
        Map<String, Long> reclaims,
        Map<String, Long> parked,
        long open,
        long aborting,
        long bytesBurning,
        long bytesFreed) {
    public StateCounts {
        partitions = List.copyOf(partitions);
        statuses = Map.copyOf(statuses);
        reclaims = Map.copyOf(reclaims);
        parked = Map.copyOf(parked);
    }
}
