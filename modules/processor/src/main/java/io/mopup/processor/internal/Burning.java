/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.mopup.core.Decision;
import io.mopup.core.Decision.PartChange;
import io.mopup.core.LedgerKeys;
import io.mopup.core.StoredPart;
import io.mopup.core.StoredPart.Mark;
import io.mopup.core.UploadState;
import io.mopup.events.UploadStatus;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The bytes of an upload that are to be deleted and were not reported gone, as its part ledger has them. */
record Burning(ReadOnlyKeyValueStore<String, byte[]> parts) {
    /** Which entries of a ledger those are. */
    private enum Which {
        NONE,
        DOOMED,
        ALL
    }

    /** What the stored ledger comes to. Walks over it where the upload is being reclaimed, and reads nothing elsewhere. */
    long of(final String uploadId, final UploadState state) {
        return stored(uploadId, which(state));
    }

    /**
     * What a decision that is not written yet changes. An abort walks over the ledger once; anything else reads the
     * entries that it changes.
     */
    long change(final String uploadId, final UploadState before, final Decision decision) {
        final Which was = which(before);
        final Which is = which(decision.state());
        final long taken = was == is ? 0 : stored(uploadId, is) - stored(uploadId, was);
        return taken + changed(uploadId, decision, is);
    }

    private static Which which(final UploadState state) {
        if (state == null || state.reclaim().settled()) {
            return Which.NONE;
        }
        return state.status() == UploadStatus.ABORTED ? Which.ALL : Which.DOOMED;
    }

    private long stored(final String uploadId, final Which which) {
        if (which == Which.NONE) {
            return 0;
        }
        final String ledger = StoreKeys.ledger(uploadId);
        // Live entries are never doomed.
        final String from = which == Which.ALL ? ledger : StoreKeys.part(uploadId, LedgerKeys.OTHERS);
        long bytes = 0;
        try (KeyValueIterator<String, byte[]> entries = parts.range(from, StoreKeys.endOf(ledger))) {
            while (entries.hasNext()) {
                final var entry = entries.next();
                bytes += size(StoredValues.PART.decode(entry.key, entry.value), which);
            }
        }
        return bytes;
    }

    private long changed(final String uploadId, final Decision decision, final Which which) {
        if (which == Which.NONE) {
            return 0;
        }
        long bytes = 0;
        for (final PartChange change : decision.parts()) {
            final StoredPart put = change instanceof PartChange.Put written ? written.part() : null;
            final String ledgerKey = put == null ? ((PartChange.Remove) change).ledgerKey() : put.ledgerKey();
            if (which == Which.ALL || ledgerKey.startsWith(LedgerKeys.OTHERS)) {
                final String key = StoreKeys.part(uploadId, ledgerKey);
                final StoredPart old = StoredValues.PART.decode(key, parts.get(key));
                bytes += size(put, which) - size(old, which);
            }
        }
        return bytes;
    }

    private static long size(final StoredPart part, final Which which) {
        return part != null && (which == Which.ALL || part.mark() == Mark.DOOMED) ? part.size() : 0;
    }
}
