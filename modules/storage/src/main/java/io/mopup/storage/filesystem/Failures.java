/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.storage.filesystem;

import io.mopup.storage.StorageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NotDirectoryException;
import java.nio.file.ReadOnlyFileSystemException;

/** Tells the errors of a file system apart by whether trying again can help. */
public final class Failures {
    private Failures() {}

    /** Something on the file system that returns a value. */
    @FunctionalInterface
    public interface Action<T> {
        T run() throws IOException;
    }

    /** Runs the action; what the file system throws becomes a {@link StorageException}. */
    public static <T> T classified(final Action<T> action) {
        try {
            return action.run();
        } catch (final IOException e) {
            throw of(e);
        } catch (final UncheckedIOException e) {
            throw of(e.getCause());
        } catch (final DirectoryIteratorException e) {
            throw of(e.getCause());
        } catch (final ReadOnlyFileSystemException | SecurityException e) {
            throw new StorageException.Refused("The file system denies it: " + e.getMessage(), e);
        } catch (final UnsupportedOperationException e) {
            throw new StorageException.Refused("A store needs a file system with hard links", e);
        }
    }

    static StorageException of(final IOException e) {
        if (e instanceof AccessDeniedException
                || reason(e).contains("Read-only")
                || reason(e).contains("permitted")) {
            return new StorageException.Refused("The file system denies it: " + e.getMessage(), e);
        }
        if (e instanceof NotDirectoryException || e instanceof FileSystemLoopException) {
            return new StorageException.Unusable(
                    "Something else lies in the place of a directory: " + e.getMessage(), e);
        }
        return new StorageException.Unreachable(e.getClass().getSimpleName() + ": " + e.getMessage(), e);
    }

    /** Java has no type of its own for these; the text comes from the operating system. */
    private static String reason(final IOException e) {
        return e instanceof FileSystemException f && f.getReason() != null ? f.getReason() : "";
    }
}
