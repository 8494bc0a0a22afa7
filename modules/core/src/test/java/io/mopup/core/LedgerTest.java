/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.core.Decision.PartChange;
import io.mopup.events.DeletionCause;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private final MemoryView stored = new MemoryView();
    private final Ledger ledger = new Ledger(stored);

    @Test
    void shouldShowWhatTheDecisionChangedOnTopOfWhatIsStored() {
        store(part(1, 1), part(2, 1), part(3, 1));

        ledger.put(part(2, 2));
        ledger.remove(part(3, 1));
        ledger.put(part(4, 1));

        assertThat(ledger.live(2)).contains(part(2, 2));
        assertThat(ledger.live(3)).isEmpty();
        assertThat(ledger.find(3, 1)).isEmpty();
        assertThat(ledger.after(LedgerKeys.START, 10)).containsExactly(part(1, 1), part(2, 2), part(4, 1));
    }

    @Test
    void shouldFillThePageWhenStoredEntriesAreGone() {
        store(part(1, 1), part(2, 1), part(3, 1), part(4, 1), part(5, 1));
        ledger.remove(part(1, 1));
        ledger.remove(part(2, 1));

        assertThat(ledger.after(LedgerKeys.START, 2)).containsExactly(part(3, 1), part(4, 1));
        assertThat(ledger.after(LedgerKeys.live(3), 2)).containsExactly(part(4, 1), part(5, 1));
    }

    @Test
    void shouldNotShowAnEntryTooEarlyWhenItSortsBehindThePage() {
        store(part(1, 1), part(2, 1), part(3, 1));
        ledger.put(part(9, 1));

        assertThat(ledger.after(LedgerKeys.START, 2)).containsExactly(part(1, 1), part(2, 1));
    }

    @Test
    void shouldWriteTheNewPlaceBeforeItOverwritesOrRemovesTheOldOne() {
        store(part(1, 1), part(2, 1));
        final StoredPart doomed = part(1, 1).doomed(DeletionCause.SUPERSEDED);
        final StoredPart moved = part(2, 1).doomed(DeletionCause.ORPHANED);

        ledger.remove(part(2, 1));
        ledger.put(part(1, 2));
        ledger.put(doomed);
        ledger.put(moved);

        assertThat(ledger.changes())
                .containsExactly(
                        new PartChange.Put(moved),
                        new PartChange.Put(doomed),
                        new PartChange.Put(part(1, 2)),
                        new PartChange.Remove(LedgerKeys.live(2)));
    }

    @Test
    void shouldWalkOverEveryPageWhenThereAreMany() {
        for (int number = 1; number <= 2_500; number++) {
            store(part(number, 1));
        }
        final List<Integer> seen = new ArrayList<>();

        ledger.forEachAfter(LedgerKeys.START, part -> seen.add(part.partNumber()));

        assertThat(seen).hasSize(2_500).isSorted().doesNotHaveDuplicates();
        assertThat(ledger.isEmpty()).isFalse();
    }

    private void store(final StoredPart... parts) {
        for (final StoredPart part : parts) {
            stored.parts.put(part.ledgerKey(), part);
        }
    }

    private static StoredPart part(final int number, final long generation) {
        return StoredPart.of(Samples.part(Samples.S3, number, generation));
    }
}
