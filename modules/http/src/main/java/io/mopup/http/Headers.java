/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.http;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Header fields by name, whatever its case; of one name in the order in which they were sent. */
public final class Headers {
    private final SortedMap<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /** Values by name. */
    public Headers(final Map<String, ? extends Collection<String>> values) {
        values.forEach((name, all) ->
                fields.computeIfAbsent(name, key -> new ArrayList<>()).addAll(all));
    }

    /** The first value of a name. */
    public Optional<String> first(final String name) {
        return all(name).stream().findFirst();
    }

    /** All values of a name; empty if there is none. */
    public List<String> all(final String name) {
        return List.copyOf(fields.getOrDefault(name, List.of()));
    }

    public boolean has(final String name) {
        return fields.containsKey(name);
    }

    /** Every name once, sorted without regard to case, in the case in which it was sent first. */
    public List<String> names() {
        return List.copyOf(fields.keySet());
    }
}
