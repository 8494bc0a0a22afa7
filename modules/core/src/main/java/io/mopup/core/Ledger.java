/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.core.Decision.PartChange;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The part ledger as a decision will leave it: what the shell has stored, and the changes of this decision on top. One
 * record can name a part twice, or end an assembly and decide a waiting command; the later step has to see the earlier.
 */
final class Ledger {
    private static final int PAGE = 1000;

    private final UploadView stored;
    private final NavigableMap<String, Optional<StoredPart>> changed = new TreeMap<>();

    Ledger(final UploadView stored) {
        this.stored = stored;
    }

    void put(final StoredPart part) {
        changed.put(part.ledgerKey(), Optional.of(part));
    }

    void remove(final StoredPart part) {
        changed.put(part.ledgerKey(), Optional.empty());
    }

    Optional<StoredPart> part(final String key) {
        final Optional<StoredPart> change = changed.get(key);
        return change == null ? stored.part(key) : change;
    }

    Optional<StoredPart> live(final int partNumber) {
        return part(LedgerKeys.live(partNumber));
    }

    /** The entry of one generation, live or not. */
    Optional<StoredPart> find(final int partNumber, final long generation) {
        return live(partNumber)
                .filter(live -> live.generation() == generation)
                .or(() -> part(LedgerKeys.generation(partNumber, generation)));
    }

    /** Up to {@code limit} entries behind this key, in order. */
    List<StoredPart> after(final String key, final int limit) {
        final SortedMap<String, Optional<StoredPart>> changes = changed.tailMap(key, false);
        if (changes.isEmpty()) {
            return stored.partsAfter(key, limit);
        }
        final SortedMap<String, StoredPart> merged = new TreeMap<>();
        // As many more as the changes can take away.
        stored.partsAfter(key, limit + changes.size()).forEach(part -> merged.put(part.ledgerKey(), part));
        changes.forEach((changedKey, part) ->
                part.ifPresentOrElse(put -> merged.put(changedKey, put), () -> merged.remove(changedKey)));
        return merged.values().stream().limit(limit).toList();
    }

    boolean isEmpty() {
        return after(LedgerKeys.START, 1).isEmpty();
    }

    /** Walks over all entries behind this key, page by page. */
    void forEachAfter(final String key, final Consumer<StoredPart> action) {
        String cursor = key;
        List<StoredPart> page;
        do {
            page = after(cursor, PAGE);
            page.forEach(action);
            cursor = page.isEmpty() ? cursor : page.get(page.size() - 1).ledgerKey();
        } while (page.size() == PAGE);
    }

    /**
     * What the shell has to store, in this order: an entry is written in its new place before its old one is removed or
     * overwritten. Under at-least-once a crash can lose the end of it, and may leave a generation twice but never without
     * an entry.
     */
    List<PartChange> changes() {
        final List<PartChange> changes = new ArrayList<>(changed.size());
        changed.descendingMap().values().forEach(part -> part.map(PartChange.Put::new)
                .ifPresent(changes::add));
        changed.forEach((key, part) -> {
            if (part.isEmpty()) {
                changes.add(new PartChange.Remove(key));
            }
        });
        return changes;
    }
}
