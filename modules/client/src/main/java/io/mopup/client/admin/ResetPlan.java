/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.client.admin;

import io.mopup.events.ReclaimState;
import io.mopup.events.UploadStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * What a reset of the processor would do.
 *
 * @param rewinds one for each partition of each input topic
 * @param topics changelogs to be deleted
 * @param lost uploads that the processor will not know any more, because their creation is not read again
 */
public record ResetPlan(List<Rewind> rewinds, List<String> topics, List<Lost> lost) {
    /**
     * Where reading begins again.
     *
     * @param committed up to where the group has read; empty if it has not
     * @param target the first offset that is read again
     * @param since records before this time are not read again, of no input topic; empty if the whole log is,
     *     {@link Instant#MAX} if nothing is
     */
    public record Rewind(TopicPartition partition, Optional<Long> committed, long target, Optional<Instant> since) {}

    /** An upload as it was published last. */
    public record Lost(String uploadId, UploadStatus status, ReclaimState reclaim) {}

    /** Whether retention has taken records, so that the processor begins in the middle of its history. */
    public boolean isCut() {
        return rewinds.stream().anyMatch(rewind -> rewind.since().isPresent());
    }
}
