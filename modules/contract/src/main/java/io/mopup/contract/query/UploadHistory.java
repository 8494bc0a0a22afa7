/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract.query;

import java.util.List;

/**
 * What an instance has read of one upload in the lifecycle topic. It keeps the last some thousand events of all uploads, in
 * memory, so older ones are in the topic only.
 *
 * @param events in the order of the topic; the last ones if there are more than an answer holds
 * @param since epoch milliseconds from which on this instance knows all events; null if it has read the topic from offset 0
 * @param truncated whether it knows of more
 */
public record UploadHistory(String uploadId, List<LifecycleEvent> events, Long since, boolean truncated) {
    public UploadHistory {
        events = List.copyOf(events);
    }
}
