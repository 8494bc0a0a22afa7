/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.mopup.core.UploadState;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Walks over all uploads of one task, a few at a time, and arms again what ought to have a timer and has none.
 *
 * <p>With at-least-once a crash can leave a state without its timer: the two stand in different changelogs, and either
 * may reach the broker alone. Such an upload would wait for ever, in silence.
 */
final class TimerAudit {
    private static final String START = "";

    private final KeyValueStore<String, byte[]> uploads;
    private final TimerQueue timers;
    private String position = START;

    TimerAudit(final KeyValueStore<String, byte[]> uploads, final TimerQueue timers) {
        this.uploads = uploads;
        this.timers = timers;
    }

    /**
     * Checks the next uploads; begins anew behind the last one.
     *
     * @param limit how many
     * @return how many timers were missing
     */
    int check(final int limit) {
        int missing = 0;
        try (KeyValueIterator<String, byte[]> next = uploads.range(position, null)) {
            for (int checked = 0; checked < limit && next.hasNext(); checked++) {
                final KeyValue<String, byte[]> upload = next.next();
                missing += check(upload) ? 0 : 1;
                position = StoreKeys.behind(upload.key);
            }
            if (!next.hasNext()) {
                position = START;
            }
        }
        return missing;
    }

    private boolean check(final KeyValue<String, byte[]> upload) {
        final UploadState state = StoredValues.UPLOAD.decode(upload.key, upload.value);
        // A timer that was clamped long ago stands elsewhere; a second one for it is stale when it fires, and harmless.
        if (state.armedAt() == 0 || timers.has(upload.key, state.armedAt())) {
            return true;
        }
        timers.put(upload.key, state.armedAt());
        return false;
    }
}
