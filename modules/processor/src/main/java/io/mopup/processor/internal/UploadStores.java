/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.mopup.core.Containers;
import io.mopup.core.Decision;
import io.mopup.core.Decision.CommandChange;
import io.mopup.core.Decision.PartChange;
import io.mopup.core.StoredCommand;
import io.mopup.core.UploadState;
import io.mopup.core.UploadView;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Lock;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What one task remembers of its uploads.
 *
 * @param uploads state by upload id
 * @param parts the part ledgers
 * @param commands the remembered commands, and an index of those that wait, in the order in which they arrived
 * @param containers the reference data, the same for all tasks
 * @param writing held while a decision is written
 */
record UploadStores(
        KeyValueStore<String, byte[]> uploads,
        KeyValueStore<String, byte[]> parts,
        KeyValueStore<String, byte[]> commands,
        Containers containers,
        Lock writing) {

    /** The state of an upload, or null. */
    UploadState state(final String uploadId) {
        return StoredValues.UPLOAD.decode(uploadId, uploads.get(uploadId));
    }

    /** Everything else of an upload. */
    UploadView view(final String uploadId) {
        return new StoredUploadView(this, uploadId);
    }

    /** What has to be written for a decision; nothing is written yet. */
    // The fold says by the same instance that nothing changed; to compare values would cost what writing costs.
    @SuppressWarnings("ReferenceEquality")
    List<StoreWrite> writes(final String uploadId, final UploadState before, final Decision decision) {
        final List<StoreWrite> writes = new ArrayList<>();
        for (final PartChange change : decision.parts()) {
            writes.add(write(uploadId, change));
        }
        for (final CommandChange change : decision.commands()) {
            addWrites(uploadId, change, writes);
        }
        final UploadState after = decision.state();
        if (after == null && before != null) {
            writes.add(StoreWrite.delete(uploads, uploadId));
            addIndexDeletions(uploadId, writes);
        } else if (after != before) {
            writes.add(new StoreWrite(uploads, uploadId, StoredValues.UPLOAD.encode(after)));
        }
        return writes;
    }

    /** Writes a decision, so that a query sees all of it or nothing. */
    void apply(final List<StoreWrite> writes) {
        writing.lock();
        try {
            writes.forEach(StoreWrite::apply);
        } finally {
            writing.unlock();
        }
    }

    private StoreWrite write(final String uploadId, final PartChange change) {
        if (change instanceof PartChange.Put put) {
            return new StoreWrite(
                    parts, StoreKeys.part(uploadId, put.part().ledgerKey()), StoredValues.PART.encode(put.part()));
        }
        return StoreWrite.delete(parts, StoreKeys.part(uploadId, ((PartChange.Remove) change).ledgerKey()));
    }

    private void addWrites(final String uploadId, final CommandChange change, final List<StoreWrite> writes) {
        if (change instanceof CommandChange.Put put) {
            final StoredCommand command = put.command();
            final byte[] value = StoredValues.COMMAND.encode(command);
            writes.add(new StoreWrite(commands, StoreKeys.command(uploadId, command.commandId()), value));
            if (command.sequence() > 0) {
                writes.add(new StoreWrite(
                        commands,
                        StoreKeys.waiting(uploadId, command.sequence()),
                        command.isWaiting() ? command.commandId().getBytes(StandardCharsets.UTF_8) : null));
            }
            return;
        }
        final StoredCommand command = ((CommandChange.Remove) change).command();
        writes.add(StoreWrite.delete(commands, StoreKeys.command(uploadId, command.commandId())));
        if (command.sequence() > 0) {
            writes.add(StoreWrite.delete(commands, StoreKeys.waiting(uploadId, command.sequence())));
        }
    }

    /** With at-least-once a crash can leave an index entry without its command, which no decision would ever name. */
    private void addIndexDeletions(final String uploadId, final List<StoreWrite> writes) {
        final String prefix = StoreKeys.waiting(uploadId);
        try (KeyValueIterator<String, byte[]> left = commands.range(prefix, StoreKeys.endOf(prefix))) {
            left.forEachRemaining(entry -> writes.add(StoreWrite.delete(commands, entry.key)));
        }
    }
}
