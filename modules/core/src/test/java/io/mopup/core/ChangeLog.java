/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A state store and its changelog topic: under at-least-once a crash loses the end of what no commit has flushed. */
final class ChangeLog<K extends Comparable<K>, V> {
    final NavigableMap<K, V> current = new TreeMap<>();
    private final List<Write<K, V>> sinceCommit = new ArrayList<>();
    private NavigableMap<K, V> committed = new TreeMap<>();

    private record Write<K, V>(K key, V value) {}

    /** Writes one value; null removes it. */
    void put(final K key, final V value) {
        final Write<K, V> write = new Write<>(key, value);
        sinceCommit.add(write);
        apply(write);
    }

    void remove(final K key) {
        put(key, null);
    }

    void commit() {
        committed = new TreeMap<>(current);
        sinceCommit.clear();
    }

    /** How many writes a crash can lose. */
    int atRisk() {
        return sinceCommit.size();
    }

    /** Whether no crash can lose this value any more. */
    boolean isDurable(final K key, final V value) {
        return value.equals(committed.get(key));
    }

    /** A crash after which this many of the writes since the last commit are there, and stay. */
    void crash(final int kept) {
        final List<Write<K, V>> survived = List.copyOf(sinceCommit.subList(0, kept));
        current.clear();
        current.putAll(committed);
        survived.forEach(this::apply);
        commit();
    }

    private void apply(final Write<K, V> write) {
        if (write.value() == null) {
            current.remove(write.key());
        } else {
            current.put(write.key(), write.value());
        }
    }
}
