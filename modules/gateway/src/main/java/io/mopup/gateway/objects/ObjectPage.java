/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.objects;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One page of a list, in the order of the UTF-8 bytes of keys.
 *
 * @param prefixes common prefixes, which end in the delimiter
 * @param next the last key or prefix of this page, if another follows
 */
public record ObjectPage(List<ObjectEntry> entries, List<String> prefixes, Optional<String> next) {
    private static final Comparator<String> BYTES =
            Comparator.comparing(text -> text.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    /** Whether there are more. */
    public boolean truncated() {
        return next.isPresent();
    }

    /** The page of objects that are in no order. */
    static ObjectPage of(final List<ObjectEntry> objects, final ListQuery query) {
        final List<ObjectEntry> sorted = objects.stream()
                .filter(entry -> entry.key().startsWith(query.prefix())
                        && (query.after().isEmpty() || BYTES.compare(entry.key(), query.after()) > 0))
                .sorted(Comparator.comparing(ObjectEntry::key, BYTES))
                .toList();
        final List<ObjectEntry> entries = new ArrayList<>();
        final Set<String> prefixes = new LinkedHashSet<>();
        String last = null;
        for (final ObjectEntry entry : sorted) {
            final Optional<String> common = common(entry.key(), query);
            if (common.isPresent() && (prefixes.contains(common.get()) || wasShown(common.get(), query))) {
                continue;
            }
            if (entries.size() + prefixes.size() >= query.max()) {
                return new ObjectPage(entries, List.copyOf(prefixes), Optional.ofNullable(last));
            }
            last = common.orElse(entry.key());
            common.ifPresentOrElse(prefixes::add, () -> entries.add(entry));
        }
        return new ObjectPage(entries, List.copyOf(prefixes), Optional.empty());
    }

    private static boolean wasShown(final String prefix, final ListQuery query) {
        return query.skipsPrefix() && query.after().startsWith(prefix);
    }

    private static Optional<String> common(final String key, final ListQuery query) {
        if (query.delimiter().isEmpty()) {
            return Optional.empty();
        }
        final int end = key.indexOf(query.delimiter(), query.prefix().length());
        return end < 0
                ? Optional.empty()
                : Optional.of(key.substring(0, end + query.delimiter().length()));
    }
}
