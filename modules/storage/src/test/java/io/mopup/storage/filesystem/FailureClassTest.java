/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.storage.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mopup.events.StorageFailure;
import io.mopup.events.UploadIdentity;
import io.mopup.storage.StorageException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailureClassTest {
    private static final byte[] BYTES = {1, 2, 3};
    private static final String LOCATOR = "uploads/bucket/u1/00001.0000000000000000001.part";

    @TempDir
    Path parent;

    private final UploadIdentity upload = Uploads.s3("u1");

    @Test
    void shouldBeUnreachableNotEmptyWhenTheDiskIsNotMounted() throws IOException {
        final Path root = parent.resolve("root");
        final FileSystemPartStorage storage = Uploads.store(root);
        storage.create(upload);
        Files.move(root, parent.resolve("elsewhere"));
        Files.createDirectory(root);

        assertFailure(StorageFailure.UNREACHABLE, () -> storage.sweep(upload));
        assertFailure(StorageFailure.UNREACHABLE, () -> storage.delete(upload, LOCATOR));
        assertFailure(StorageFailure.UNREACHABLE, () -> storage.create(upload));
        assertFailure(StorageFailure.UNREACHABLE, () -> Uploads.write(storage, upload, 1, 1, BYTES));
        assertFailure(StorageFailure.UNREACHABLE, () -> FileSystemPartStorage.open(root, Uploads.NO_FSYNC));
        assertThat(Uploads.files(root)).isEmpty();
    }

    @Test
    void shouldBeUnusableWhenAFileLiesInThePlaceOfADirectory() throws IOException {
        final FileSystemPartStorage storage = Uploads.store(parent);
        Files.write(parent.resolve("uploads/bucket"), BYTES);

        assertFailure(StorageFailure.UNUSABLE, () -> storage.create(upload));
        assertFailure(StorageFailure.UNUSABLE, () -> storage.sweep(upload));
        assertFailure(StorageFailure.UNUSABLE, () -> storage.delete(upload, LOCATOR));
    }

    @Test
    void shouldBeUnusableWhenADirectoryLiesInThePlaceOfAPart() throws IOException {
        final FileSystemPartStorage storage = Uploads.store(parent);
        Files.createDirectories(parent.resolve(LOCATOR));

        assertFailure(StorageFailure.UNUSABLE, () -> storage.delete(upload, LOCATOR));
    }

    @Test
    void shouldBeUnusableWhenTheStoreHasALayoutOfAnotherRelease() throws IOException {
        FileSystemPartStorage.format(parent);
        Files.writeString(parent.resolve("mopup-store"), "layout=2\n");

        assertFailure(StorageFailure.UNUSABLE, () -> FileSystemPartStorage.open(parent, Uploads.NO_FSYNC));
    }

    @Test
    void shouldTellClassesApartWhenTheFileSystemFails() {
        assertThat(Failures.of(new AccessDeniedException("f")).failure()).isEqualTo(StorageFailure.REFUSED);
        assertThat(Failures.of(new FileSystemException("f", null, "Read-only file system"))
                        .failure())
                .isEqualTo(StorageFailure.REFUSED);
        assertThat(Failures.of(new FileSystemException("f", null, "Operation not permitted"))
                        .failure())
                .isEqualTo(StorageFailure.REFUSED);
        assertThat(Failures.of(new NotDirectoryException("f")).failure()).isEqualTo(StorageFailure.UNUSABLE);
        assertThat(Failures.of(new FileSystemLoopException("f")).failure()).isEqualTo(StorageFailure.UNUSABLE);
        assertThat(Failures.of(new FileSystemException("f", null, "Input/output error"))
                        .failure())
                .isEqualTo(StorageFailure.UNREACHABLE);
        assertThat(Failures.of(new IOException("No space left on device")).failure())
                .isEqualTo(StorageFailure.UNREACHABLE);
    }

    private static void assertFailure(final StorageFailure expected, final ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(StorageException.class, e -> assertThat(e.failure())
                .isEqualTo(expected));
    }
}
