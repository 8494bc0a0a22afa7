/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.objects;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mopup.storage.filesystem.Disk;
import io.mopup.storage.filesystem.StoreRoot;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One JSON file for each object, replaced as a whole. */
final class EntryFiles {
    private final ObjectMapper json = new ObjectMapper();
    private final EntryReader reader = new EntryReader();
    private final Disk disk;
    private final StoreRoot store;

    EntryFiles(final Disk disk, final StoreRoot store) {
        this.disk = disk;
        this.store = store;
    }

    Optional<ObjectEntry> read(final ObjectName name) throws IOException {
        final Optional<Path> directory = disk.directory(ObjectLayout.entries(name.container()));
        final Optional<ObjectEntry> entry =
                directory.isPresent() ? reader.read(disk.root().resolve(ObjectLayout.entry(name))) : Optional.empty();
        if (entry.isEmpty()) {
            store.requirePresent();
        }
        return entry;
    }

    void write(final ObjectEntry entry) throws IOException {
        final Path temporary = disk.createParent(ObjectLayout.incoming());
        try {
            try (FileChannel channel = disk.create(temporary)) {
                final byte[] text = json.writeValueAsBytes(entry);
                Disk.write(channel, text, text.length);
                disk.force(channel);
            }
            disk.move(temporary, disk.createParent(ObjectLayout.entry(new ObjectName(entry.container(), entry.key()))));
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    void delete(final ObjectName name) throws IOException {
        final Path file = disk.createParent(ObjectLayout.entry(name));
        Files.deleteIfExists(file);
        disk.forceDirectory(file.getParent());
    }

    boolean isEmpty(final String container) throws IOException {
        final Optional<Path> directory = directory(container);
        if (directory.isEmpty()) {
            return true;
        }
        try (DirectoryStream<Path> files = files(directory.get())) {
            return !files.iterator().hasNext();
        }
    }

    /** Every object of a bucket whose key begins so, in no order. */
    List<ObjectEntry> list(final String container, final String prefix) throws IOException {
        final List<ObjectEntry> entries = new ArrayList<>();
        final Optional<Path> directory = directory(container);
        if (directory.isPresent()) {
            try (DirectoryStream<Path> files = files(directory.get())) {
                for (final Path file : files) {
                    reader.read(file)
                            .filter(entry -> entry.key().startsWith(prefix))
                            .ifPresent(entries::add);
                }
            }
        }
        return entries;
    }

    private Optional<Path> directory(final String container) throws IOException {
        final Optional<Path> directory = disk.directory(ObjectLayout.entries(container));
        if (directory.isEmpty()) {
            store.requirePresent();
        }
        return directory;
    }

    private static DirectoryStream<Path> files(final Path directory) throws IOException {
        return Files.newDirectoryStream(directory, "*" + ObjectLayout.ENTRY);
    }
}
