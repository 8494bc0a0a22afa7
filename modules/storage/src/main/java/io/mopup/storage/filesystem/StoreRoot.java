/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.storage.filesystem;

import io.mopup.storage.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The root directory and the file in it that says that it is one. An unmounted disk looks like an empty store, in which
 * everything seems deleted; only where this file can be read, "nothing there" is an answer.
 */
public final class StoreRoot {
    private static final String MARKER = "mopup-store";
    private static final String LAYOUT = "layout=1\n";

    private final Path marker;

    private StoreRoot(final Path root) {
        this.marker = root.resolve(MARKER);
    }

    /** Makes the root and its marker unless they are there. */
    static void format(final Path directory) {
        Failures.classified(() -> {
            final Path root = Files.createDirectories(directory).toRealPath();
            final Disk disk = new Disk(root, true);
            disk.createOnce(root.resolve(MARKER), LAYOUT);
            disk.createDirectory(StoreLayout.UPLOADS);
            disk.createDirectory(StoreLayout.OBJECTS);
            disk.createDirectory(StoreLayout.ENDED);
            return root;
        });
    }

    /** The store at a real path. */
    public static StoreRoot open(final Path root) {
        final StoreRoot store = new StoreRoot(root);
        store.requirePresent();
        return store;
    }

    /**
     * Passes if the store is there.
     *
     * @throws StorageException.Unreachable if it is not
     */
    public void requirePresent() {
        final String layout = Failures.classified(() -> {
            try {
                return Files.readString(marker);
            } catch (final NoSuchFileException e) {
                throw new IOException("No part store at " + marker.getParent()
                        + ". Is its disk mounted? A new store has to be formatted first");
            }
        });
        if (!layout.equals(LAYOUT)) {
            throw new StorageException.Unusable(
                    "The store at " + marker.getParent() + " has a layout of another release");
        }
    }
}
