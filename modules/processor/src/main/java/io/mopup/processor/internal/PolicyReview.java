/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.mopup.core.ContainerDirectory;
import io.mopup.core.UploadState;
import io.mopup.events.UploadStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;

/**
 * Walks over all uploads of one task after a change of the reference data, a few at a time: a rule that is new has to
 * find the uploads that were there before it. Begins with one walk, since changes may have been missed while the task
 * was elsewhere.
 */
final class PolicyReview {
    private static final String START = "";
    private static final long NEVER = -1;
    private static final int AT_ONCE = 200;

    private final UploadStores stores;
    private final ContainerDirectory directory;
    private final Consumer<UploadState> action;
    private String position = START;
    private long walking = NEVER;
    private long reviewed = NEVER;

    /** @param action what is done with each upload in progress */
    PolicyReview(final UploadStores stores, final ContainerDirectory directory, final Consumer<UploadState> action) {
        this.stores = stores;
        this.directory = directory;
        this.action = action;
    }

    /**
     * Goes on with the walk, if there is anything to look for.
     *
     * @return how many uploads in progress were looked at
     */
    int next() {
        if (position.equals(START)) {
            walking = directory.version();
        }
        if (walking == reviewed) {
            return 0;
        }
        // Collected first: the action writes to the store that is walked over.
        final List<UploadState> found = new ArrayList<>();
        if (!read(found)) {
            position = START;
            reviewed = walking;
        }
        found.forEach(action);
        return found.size();
    }

    /** Whether there are more. */
    private boolean read(final List<UploadState> found) {
        try (KeyValueIterator<String, byte[]> uploads = stores.uploads().range(position, null)) {
            for (int read = 0; read < AT_ONCE && uploads.hasNext(); read++) {
                final KeyValue<String, byte[]> upload = uploads.next();
                final UploadState state = StoredValues.UPLOAD.decode(upload.key, upload.value);
                if (state.status() == UploadStatus.IN_PROGRESS) {
                    found.add(state);
                }
                position = StoreKeys.behind(upload.key);
            }
            return uploads.hasNext();
        }
    }
}
