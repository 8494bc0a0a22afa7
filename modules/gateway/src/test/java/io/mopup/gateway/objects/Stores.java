/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.objects;

import io.mopup.storage.StoredObject;
import io.mopup.storage.filesystem.FileSystemOptions;
import io.mopup.storage.filesystem.FileSystemPartStorage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Stores and objects for tests. */
public final class Stores {
    public static final Instant NOW = Instant.parse("2023-11-15T12:02:40.789Z");
    public static final Condition ALWAYS = new Condition.None();

    private Stores() {}

    /** A store at a directory, formatted if it is none. */
    public static ObjectStore at(final Path root) {
        FileSystemPartStorage.format(root);
        return ObjectStore.open(root, new FileSystemOptions(false, Duration.ZERO), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    public static ObjectName photo(final String key) {
        return new ObjectName("s3/photos", key);
    }

    public static InputStream stream(final String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    public static NewObject plain() {
        return new NewObject(Map.of(), Map::of, Optional.empty());
    }

    static WriteOutcome put(final ObjectStore store, final String key, final String text) {
        return put(store, key, text, ALWAYS);
    }

    static WriteOutcome put(final ObjectStore store, final String key, final String text, final Condition condition) {
        try {
            return store.put(photo(key), plain(), stream(text), condition);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(final ObjectStore store, final String key) {
        try (OpenObject object = store.open(photo(key)).orElseThrow()) {
            return new String(object.read(0, object.entry().size()).readAllBytes(), StandardCharsets.UTF_8);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes what an assembly leaves. */
    static StoredObject assembled(final Path root, final String text) {
        try {
            final Path file =
                    Files.createDirectories(root.resolve("objects/photos")).resolve("a");
            Files.writeString(file, text);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return new StoredObject(
                "objects/photos/a", text.length(), Optional.of("e-" + text), Optional.empty(), Optional.empty());
    }

    /** All files with bytes of objects, wherever they lie. */
    static List<Path> bytes(final Path root) {
        return Stream.of("gateway/bytes", "gateway/incoming", "objects")
                .flatMap(directory -> files(root.resolve(directory)).stream())
                .toList();
    }

    static List<Path> files(final Path directory) {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).toList();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
