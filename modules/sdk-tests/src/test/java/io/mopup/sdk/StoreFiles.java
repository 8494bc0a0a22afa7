/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What lies on the disk, whatever anybody says of it. */
final class StoreFiles {
    private StoreFiles() {}

    /** The same for a bucket or vault of the stack that runs. */
    static List<Path> of(final String container) {
        final Path store = RealStack.get().store();
        return container.startsWith("vault")
                ? ofUploads(store, "111122223333+" + container)
                : ofUploads(store, container);
    }

    /** Every file that belongs to uploads of a bucket. */
    static List<Path> ofUploads(final Path store, final String bucket) {
        final Path directory = store.resolve("uploads").resolve(bucket);
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (final UncheckedIOException e) {
            // An agent deletes while this looks; the next look will tell.
            if (e.getCause() instanceof NoSuchFileException) {
                return List.of(directory);
            }
            throw e;
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every file of the store, but for locks and the marks of uploads that are over, which hold nothing of anybody's. */
    static Set<String> all(final Path store) {
        try (Stream<Path> files = Files.walk(store)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> store.relativize(file).toString())
                    .filter(name -> !name.startsWith("gateway/locks") && !name.startsWith("ended"))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (final UncheckedIOException e) {
            if (e.getCause() instanceof NoSuchFileException) {
                return Set.of("changing");
            }
            throw e;
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
