/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract.query;

import java.util.List;

/**
 * How one processor is at this moment.
 *
 * @param applicationId what all instances of the installation share
 * @param address where other instances reach it, host:port
 * @param state of Kafka Streams: CREATED, REBALANCING, RUNNING, PENDING_SHUTDOWN, NOT_RUNNING, PENDING_ERROR, ERROR
 * @param threads those that work
 * @param lags of the stores that are on this instance, active and standby
 */
public record ProcessorStatus(
        String applicationId, String address, String state, List<WorkerThread> threads, List<StoreLag> lags) {

    /**
     * One stream thread.
     *
     * @param activeTasks ids, as 0_3
     * @param standbyTasks those whose state it keeps up to date for another instance
     */
    public record WorkerThread(String name, String state, List<String> activeTasks, List<String> standbyTasks) {}

    /**
     * How far a store is behind its changelog.
     *
     * @param position offset up to which it was read
     * @param end offset of the end
     * @param lag offsets between the two. The marker of the last commit takes one, so a standby that has everything may show 1
     */
    public record StoreLag(String store, int partition, long position, long end, long lag) {}
}
