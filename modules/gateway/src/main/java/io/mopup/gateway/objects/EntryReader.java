/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.objects;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mopup.storage.StorageException;
import io.mopup.storage.filesystem.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Reads the files of objects, again only when they were replaced, so that a list does not parse a whole bucket. */
final class EntryReader {
    private static final int CACHED = 100_000;
    /** A file can be replaced twice within one tick of the clock of its file system, and look the same. */
    private static final Duration SETTLED = Duration.ofSeconds(2);

    private final ObjectMapper json = new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private final Map<Path, Cached> cache = new ConcurrentHashMap<>();

    private record Cached(Object file, Instant changed, ObjectEntry entry) {}

    /** The object of a file; empty if there is no such file. */
    Optional<ObjectEntry> read(final Path file) throws IOException {
        final Optional<BasicFileAttributes> attributes = Disk.attributes(file);
        if (attributes.isEmpty()) {
            return Optional.empty();
        }
        final Object key = attributes.get().fileKey();
        final Instant changed = attributes.get().lastModifiedTime().toInstant();
        final Cached cached = cache.get(file);
        if (cached != null && cached.file().equals(key) && cached.changed().equals(changed)) {
            return Optional.of(cached.entry());
        }
        final Optional<ObjectEntry> entry = parse(file);
        if (entry.isPresent() && key != null && changed.plus(SETTLED).isBefore(Instant.now())) {
            remember(file, new Cached(key, changed, entry.get()));
        }
        return entry;
    }

    private Optional<ObjectEntry> parse(final Path file) throws IOException {
        final byte[] text;
        try {
            text = Files.readAllBytes(file);
        } catch (final NoSuchFileException e) {
            return Optional.empty();
        }
        try {
            return Optional.of(json.readValue(text, ObjectEntry.class));
        } catch (final JacksonException e) {
            throw new StorageException.Unusable("The file of an object cannot be read: " + file.getFileName(), e);
        }
    }

    private void remember(final Path file, final Cached entry) {
        if (cache.size() >= CACHED) {
            cache.clear();
        }
        cache.put(file, entry);
    }
}
