/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.client.admin;

import io.mopup.contract.MopupTopic;
import java.util.Optional;

/**
 * How topics are created; everything else about them stands in {@link MopupTopic}.
 *
 * @param partitions of every topic but the reference data; the fold needs the same number on all of its inputs
 * @param replicationFactor empty: what the broker does by default
 */
public record TopicLayout(int partitions, Optional<Short> replicationFactor) {
    /** Room for 24 threads, and divisible by most numbers of instances. */
    public static final int PARTITIONS_DEFAULT = 24;

    /** The number of partitions of one topic. */
    int partitionsOf(final MopupTopic topic) {
        // Every instance reads the reference data whole, so partitions would only take the order away.
        return topic.role() == MopupTopic.Role.REFERENCE ? 1 : partitions;
    }
}
