/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.mopup.contract.query.StateCounts;
import io.mopup.core.UploadState;
import io.mopup.events.ReclaimState;
import io.mopup.events.UploadStatus;
import io.mopup.processor.TopologyNames;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;

/** One walk over all uploads of some partitions, a bit at a time. Used by one thread. */
final class CountWalk {
    private final UploadReader.LocalStores stores;
    private final List<Integer> partitions;
    private final long since;
    private final Map<String, Long> statuses = new TreeMap<>();
    private final Map<String, Long> reclaims = new TreeMap<>();
    private final Map<String, Long> parked = new TreeMap<>();
    private int partition;
    private String from;
    private long open;
    private long aborting;
    private long burning;
    private long freed;

    /** @param since epoch milliseconds: now */
    CountWalk(final UploadReader.LocalStores stores, final List<Integer> partitions, final long since) {
        this.stores = stores;
        this.partitions = partitions;
        this.since = since;
    }

    /**
     * Goes on.
     *
     * @param nanoTime until which it may take, and some more for the upload in hand
     * @return whether this was the end
     * @throws org.apache.kafka.streams.errors.InvalidStateStoreException if a partition has left; the walk is worth nothing then
     */
    boolean step(final LongSupplier nanoTime, final long until) {
        while (partition < partitions.size()) {
            try (KeyValueIterator<String, byte[]> uploads = stores.store(
                            TopologyNames.UPLOADS_STORE, partitions.get(partition))
                    .range(from, null)) {
                while (uploads.hasNext()) {
                    if (nanoTime.getAsLong() - until >= 0) {
                        return false;
                    }
                    final KeyValue<String, byte[]> upload = uploads.next();
                    count(upload.key, StoredValues.UPLOAD.decode(upload.key, upload.value));
                    from = StoreKeys.behind(upload.key);
                }
            }
            partition++;
            from = null;
        }
        return true;
    }

    /** What was counted. */
    StateCounts counts() {
        return new StateCounts(partitions, since, statuses, reclaims, parked, open, aborting, burning, freed);
    }

    private void count(final String uploadId, final UploadState state) {
        if (state.status() == UploadStatus.UNKNOWN) {
            return;
        }
        final ReclaimState reclaim = state.reclaim().state();
        statuses.merge(state.status().name(), 1L, Long::sum);
        reclaims.merge(reclaim.name(), 1L, Long::sum);
        if (reclaim == ReclaimState.PARKED) {
            parked.merge(String.valueOf(state.reclaim().parkReason()), 1L, Long::sum);
        }
        if (state.status() == UploadStatus.IN_PROGRESS || state.status() == UploadStatus.COMPLETING) {
            open++;
        } else if (state.status() == UploadStatus.ABORTED
                && !state.reclaim().settled()
                && reclaim != ReclaimState.PARKED) {
            aborting++;
        }
        freed += state.reclaim().tally().bytesReclaimed();
        burning += new Burning(stores.store(TopologyNames.PARTS_STORE, partitions.get(partition))).of(uploadId, state);
    }
}
