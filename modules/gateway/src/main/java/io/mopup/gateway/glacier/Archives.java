/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.glacier;

import io.mopup.contract.RecordKeys;
import io.mopup.events.Container;
import io.mopup.gateway.objects.ListQuery;
import io.mopup.gateway.objects.ObjectEntry;
import io.mopup.gateway.objects.ObjectStore;
import java.util.List;

/** The archives that lie in vaults. */
@FunctionalInterface
public interface Archives {

    /** How many there are, and how large they are together. */
    record Inventory(long count, long bytes) {}

    Inventory of(Container vault);

    /** Those of a store. */
    static Archives in(final ObjectStore store) {
        return vault -> {
            final List<ObjectEntry> archives = store.list(
                            RecordKeys.of(vault), new ListQuery("", "", "", false, Integer.MAX_VALUE))
                    .entries();
            return new Inventory(
                    archives.size(),
                    archives.stream().mapToLong(ObjectEntry::size).sum());
        };
    }
}
