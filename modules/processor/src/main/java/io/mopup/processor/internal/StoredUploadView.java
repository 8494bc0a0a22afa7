/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.internal;

import io.mopup.core.Containers;
import io.mopup.core.StoredCommand;
import io.mopup.core.StoredPart;
import io.mopup.core.UploadView;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;

/** One upload in the state stores. Decisions are written after they were taken, so this never shows half of one. */
record StoredUploadView(UploadStores stores, String uploadId) implements UploadView {
    @Override
    public Optional<StoredPart> part(final String ledgerKey) {
        final String key = StoreKeys.part(uploadId, ledgerKey);
        return Optional.ofNullable(StoredValues.PART.decode(key, stores.parts().get(key)));
    }

    @Override
    public List<StoredPart> partsAfter(final String ledgerKey, final int limit) {
        final String from = StoreKeys.behind(StoreKeys.part(uploadId, ledgerKey));
        final String to = StoreKeys.endOf(StoreKeys.ledger(uploadId));
        final List<StoredPart> found = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> entries = stores.parts().range(from, to)) {
            while (found.size() < limit && entries.hasNext()) {
                final KeyValue<String, byte[]> entry = entries.next();
                found.add(StoredValues.PART.decode(entry.key, entry.value));
            }
        }
        return found;
    }

    @Override
    public Optional<StoredCommand> command(final String commandId) {
        final String key = StoreKeys.command(uploadId, commandId);
        return Optional.ofNullable(
                StoredValues.COMMAND.decode(key, stores.commands().get(key)));
    }

    @Override
    public List<StoredCommand> waiting() {
        final String prefix = StoreKeys.waiting(uploadId);
        final List<StoredCommand> found = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> entries = stores.commands().range(prefix, StoreKeys.endOf(prefix))) {
            while (entries.hasNext()) {
                final KeyValue<String, byte[]> entry = entries.next();
                command(new String(entry.value, StandardCharsets.UTF_8))
                        .filter(command -> waitsUnder(entry.key, command))
                        .ifPresent(found::add);
            }
        }
        return found;
    }

    @Override
    public List<StoredCommand> commands(final int limit) {
        final String prefix = StoreKeys.commands(uploadId);
        final List<StoredCommand> found = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> entries = stores.commands().range(prefix, StoreKeys.endOf(prefix))) {
            while (found.size() < limit && entries.hasNext()) {
                final KeyValue<String, byte[]> entry = entries.next();
                found.add(StoredValues.COMMAND.decode(entry.key, entry.value));
            }
        }
        return found;
    }

    @Override
    public Containers containers() {
        return stores.containers();
    }

    /** With at-least-once a crash can leave an index entry behind that its command has outgrown. */
    private boolean waitsUnder(final String indexKey, final StoredCommand command) {
        return command.isWaiting() && indexKey.equals(StoreKeys.waiting(uploadId, command.sequence()));
    }
}
