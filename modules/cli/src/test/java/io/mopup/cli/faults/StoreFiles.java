/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What lies in a store, seen without the code that put it there.
 *
 * @param root the root directory
 * @param files everything but what the store notes for itself, relative to the root; directories of uploads too, if they
 *     are empty, with a slash at the end
 */
record StoreFiles(Path root, SortedSet<String> files) {
    private static final String UPLOADS = "uploads";
    private static final String OBJECTS = "objects";
    /** uploads/container/upload id. */
    private static final int UPLOAD_DEPTH = 3;

    static StoreFiles at(final Path root) throws IOException {
        final SortedSet<String> files = new TreeSet<>();
        for (final String top : new String[] {UPLOADS, OBJECTS}) {
            try (Stream<Path> walk = Files.walk(root.resolve(top))) {
                for (final Path path : (Iterable<Path>) walk::iterator) {
                    final Path relative = root.relativize(path);
                    if (Files.isRegularFile(path)) {
                        files.add(relative.toString());
                    } else if (relative.startsWith(UPLOADS)
                            && relative.getNameCount() == UPLOAD_DEPTH
                            && isEmpty(path)) {
                        files.add(relative + "/");
                    }
                }
            }
        }
        return new StoreFiles(root, files);
    }

    private static boolean isEmpty(final Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.findAny().isEmpty();
        }
    }

    boolean contains(final String file) {
        return files.contains(file);
    }

    /** Files of one upload that is not an object yet, interrupted writes too. */
    Stream<String> of(final String uploadId) {
        return files.stream().filter(file -> file.startsWith(UPLOADS) && file.contains("/" + uploadId + "/"));
    }

    byte[] bytes(final String file) {
        try {
            return Files.readAllBytes(root.resolve(file));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
