/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.mopup.contract.query.UploadDetails;
import io.mopup.contract.query.UploadPage;
import io.mopup.processor.TopologyNames;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;

/** Looks for uploads in the stores of this instance, at a bounded number of them at once. */
final class UploadLister {
    private final UploadReader.LocalStores stores;
    private final UploadReader reader;
    private final int budget;

    /** @param budget how many uploads one page may look at */
    UploadLister(final UploadReader.LocalStores stores, final UploadReader reader, final int budget) {
        this.stores = stores;
        this.reader = reader;
        this.budget = budget;
    }

    /**
     * A page of these partitions.
     *
     * @param partitions active on this instance, ascending
     * @throws org.apache.kafka.streams.errors.InvalidStateStoreException if one of them has just left
     */
    UploadPage page(final List<Integer> partitions, final ListRequest request) {
        final List<UploadDetails> found = new ArrayList<>();
        ListPosition at = request.after();
        int scanned = 0;
        for (final int partition : partitions) {
            if (partition < at.partition()) {
                continue;
            }
            final String behind = partition == at.partition() ? at.uploadId() : "";
            try (KeyValueIterator<String, byte[]> uploads = stores.store(TopologyNames.UPLOADS_STORE, partition)
                    .range(behind.isEmpty() ? null : StoreKeys.behind(behind), null)) {
                while (uploads.hasNext()) {
                    if (scanned == budget || found.size() == request.limit()) {
                        return new UploadPage(found, scanned, partitions, List.of(), at.toString());
                    }
                    final KeyValue<String, byte[]> upload = uploads.next();
                    reader.details(upload.key, upload.value)
                            .filter(request::matches)
                            .ifPresent(found::add);
                    scanned++;
                    at = new ListPosition(partition, upload.key);
                }
            }
        }
        return new UploadPage(found, scanned, partitions, List.of(), null);
    }
}
