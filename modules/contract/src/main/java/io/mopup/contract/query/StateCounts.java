/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract.query;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How many uploads are in which state. Each partition is counted at a moment of its own.
 *
 * @param partitions those that were counted to the end, ascending
 * @param countedAt epoch milliseconds at which the oldest of these counts was taken; null if nothing was counted yet
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
        Long countedAt,
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

    /** All together. */
    public static StateCounts sum(final List<StateCounts> all) {
        return new StateCounts(
                all.stream()
                        .flatMap(counts -> counts.partitions().stream())
                        .distinct()
                        .sorted()
                        .toList(),
                all.stream()
                        .map(StateCounts::countedAt)
                        .filter(Objects::nonNull)
                        .min(Long::compare)
                        .orElse(null),
                sum(all.stream().map(StateCounts::statuses)),
                sum(all.stream().map(StateCounts::reclaims)),
                sum(all.stream().map(StateCounts::parked)),
                sum(all, StateCounts::open),
                sum(all, StateCounts::aborting),
                sum(all, StateCounts::bytesBurning),
                sum(all, StateCounts::bytesFreed));
    }

    private static long sum(final List<StateCounts> all, final Function<StateCounts, Long> of) {
        return all.stream().map(of).reduce(0L, Long::sum);
    }

    private static Map<String, Long> sum(final Stream<Map<String, Long>> all) {
        return all.flatMap(counts -> counts.entrySet().stream())
                .collect(Collectors.groupingBy(Map.Entry::getKey, Collectors.summingLong(Map.Entry::getValue)));
    }
}
