/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.events.ListedPart;
import io.mopup.events.ReclaimBy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The truth about the bytes: which part generations lie there, and what the object is made of. A store that can only
 * abort whole uploads keeps one generation of a number, drops what an object does not contain, and takes no part after.
 */
final class SimulatedStore {
    static final int SIZE = 10;

    private final Map<String, Lying> parts = new LinkedHashMap<>();
    private final SortedMap<Integer, Long> newest = new TreeMap<>();
    private final ReclaimBy reclaimBy;
    private List<String> object;

    /** One part generation that lies there. */
    record Lying(int partNumber, long generation) {
        String name() {
            return SimulatedStore.name(partNumber, generation);
        }
    }

    SimulatedStore(final ReclaimBy reclaimBy) {
        this.reclaimBy = reclaimBy;
    }

    static String name(final int partNumber, final long generation) {
        return partNumber + "." + generation;
    }

    /** Takes a part; false if it is refused. */
    boolean write(final int partNumber, final long generation) {
        if (reclaimBy == ReclaimBy.UPLOAD) {
            if (object != null) {
                return false;
            }
            parts.values().removeIf(part -> part.partNumber() == partNumber);
        }
        final Lying part = new Lying(partNumber, generation);
        parts.put(part.name(), part);
        newest.put(partNumber, generation);
        return true;
    }

    SortedMap<Integer, Long> newest() {
        return newest;
    }

    List<Lying> lying() {
        return List.copyOf(parts.values());
    }

    boolean delete(final int partNumber, final long generation) {
        return parts.remove(name(partNumber, generation)) != null;
    }

    int sweep() {
        final int found = parts.size();
        parts.clear();
        return found;
    }

    /** Assembles the object and returns the first part that is missing, if one is. */
    Optional<String> assemble(final List<ListedPart> listed) {
        final List<String> wanted = listed.stream()
                .map(part -> name(part.getPartNumber(), part.getGeneration()))
                .toList();
        final Optional<String> missing =
                wanted.stream().filter(part -> !parts.containsKey(part)).findFirst();
        if (missing.isEmpty()) {
            object = wanted;
            if (reclaimBy == ReclaimBy.UPLOAD) {
                parts.keySet().retainAll(wanted);
            }
        }
        return missing;
    }

    /** What the object is made of, or null if there is none. */
    List<String> object() {
        return object;
    }

    /** What lies there without being part of the object. */
    List<String> loose() {
        final List<String> loose = new ArrayList<>(parts.keySet());
        if (object != null) {
            loose.removeAll(object);
        }
        return loose;
    }

    boolean holds(final String part) {
        return parts.containsKey(part);
    }
}
