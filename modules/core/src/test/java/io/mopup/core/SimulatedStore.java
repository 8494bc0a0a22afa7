/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.events.ListedPart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The truth about the bytes: which part generations lie there, and what the object is made of. */
final class SimulatedStore {
    private final Map<String, Integer> parts = new LinkedHashMap<>();
    private final SortedMap<Integer, Long> newest = new TreeMap<>();
    private List<String> object;

    static String name(final int number, final long generation) {
        return number + "." + generation;
    }

    void write(final int number, final long generation, final int size) {
        parts.put(name(number, generation), size);
        newest.put(number, generation);
    }

    SortedMap<Integer, Long> newest() {
        return newest;
    }

    boolean delete(final int number, final long generation) {
        return parts.remove(name(number, generation)) != null;
    }

    int sweep() {
        final int found = parts.size();
        parts.clear();
        return found;
    }

    void assemble(final List<ListedPart> listed) {
        object = listed.stream()
                .map(part -> name(part.getPartNumber(), part.getGeneration()))
                .toList();
        for (final String part : object) {
            if (!parts.containsKey(part)) {
                throw new AssertionError("I2 nothing live is lost: part " + part + " was to be assembled and is gone");
            }
        }
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
