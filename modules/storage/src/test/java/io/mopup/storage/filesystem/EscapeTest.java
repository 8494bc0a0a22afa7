/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.storage.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mopup.events.UploadIdentity;
import io.mopup.storage.Deleted;
import io.mopup.storage.StorageException;
import io.mopup.storage.StoredPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that stands in an event reaches a file outside of the root, or one of another upload. */
class EscapeTest {
    private static final byte[] BYTES = {1, 2, 3};
    private static final String PART = "00001.0000000000000000001.part";

    @TempDir
    Path parent;

    private Path outside;
    private FileSystemPartStorage storage;

    @BeforeEach
    void openStore() throws IOException {
        storage = Uploads.store(parent.resolve("root"));
        outside = Files.createDirectories(parent.resolve("outside"));
        Files.write(outside.resolve(PART), BYTES);
    }

    @ParameterizedTest
    @MethodSource("io.mopup.storage.filesystem.StoreLayoutTest#hostileTexts")
    void shouldStayBelowTheRootWhenTheIdentityIsHostile(final String text) {
        final UploadIdentity identity = Uploads.s3(text, text, text);
        storage.create(identity);
        final StoredPart deleted = Uploads.write(storage, identity, 1, 1, BYTES);
        Uploads.write(storage, identity, 2, 2, BYTES);

        assertThat(storage.delete(identity, deleted.locator())).isEqualTo(new Deleted(true, 3));
        assertThat(storage.assemble(identity, List.of(Uploads.listed(2, 2))).size())
                .isEqualTo(3);

        assertThat(Uploads.files(parent))
                .hasSize(4)
                .allMatch(file -> file.startsWith("root/") || file.equals("outside/" + PART));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../../outside/" + PART, "uploads/bucket/u1/../../../../outside/" + PART, "mopup-store"})
    void shouldDeleteNothingWhenTheLocatorLeavesTheUpload(final String locator) {
        final UploadIdentity identity = Uploads.s3("u1");
        storage.create(identity);
        final List<String> before = Uploads.files(parent);

        assertThatThrownBy(() -> storage.delete(identity, locator)).isInstanceOf(StorageException.Unusable.class);
        assertThatThrownBy(() -> storage.delete(identity, outside.resolve(PART).toString()))
                .isInstanceOf(StorageException.Unusable.class);
        assertThat(Uploads.files(parent)).isEqualTo(before);
    }

    @Test
    void shouldDeleteNothingWhenTheLocatorIsOfAnotherUpload() {
        storage.create(Uploads.s3("u1"));
        storage.create(Uploads.s3("u2"));
        final StoredPart other = Uploads.write(storage, Uploads.s3("u2"), 1, 1, BYTES);

        assertThatThrownBy(() -> storage.delete(Uploads.s3("u1"), other.locator()))
                .isInstanceOf(StorageException.Unusable.class);
        assertThat(parent.resolve("root").resolve(other.locator())).exists();
    }

    @Test
    void shouldRefuseWhenADirectoryOfTheUploadIsALink() throws IOException {
        final UploadIdentity linkedUpload = Uploads.s3("u1");
        Files.createDirectories(parent.resolve("root/uploads/bucket"));
        Files.createSymbolicLink(parent.resolve("root/uploads/bucket/u1"), outside);
        final UploadIdentity linkedBucket = Uploads.s3("linked", "key", "u1");
        Files.createSymbolicLink(parent.resolve("root/uploads/linked"), parent);

        for (final UploadIdentity identity : List.of(linkedUpload, linkedBucket)) {
            assertThatThrownBy(() -> storage.create(identity)).isInstanceOf(StorageException.Unusable.class);
            assertThatThrownBy(() -> storage.sweep(identity)).isInstanceOf(StorageException.Unusable.class);
            assertThatThrownBy(() -> storage.delete(identity, StoreLayout.upload(identity) + "/" + PART))
                    .isInstanceOf(StorageException.Unusable.class);
            assertThatThrownBy(() -> Uploads.write(storage, identity, 2, 2, BYTES))
                    .isInstanceOf(StorageException.Unusable.class);
        }
        assertThat(outside.resolve(PART)).hasBinaryContent(BYTES);
        assertThat(outside.toFile().list()).hasSize(1);
    }

    @Test
    void shouldTouchTheLinkOnlyWhenAPartIsALink() throws IOException {
        final UploadIdentity identity = Uploads.s3("u1");
        storage.create(identity);
        final Path directory = parent.resolve("root/uploads/bucket/u1");
        Files.createSymbolicLink(directory.resolve(PART), outside.resolve(PART));
        Files.createSymbolicLink(directory.resolve("stray"), outside);

        assertThatThrownBy(() -> storage.assemble(identity, List.of(Uploads.listed(1, 1))))
                .isInstanceOf(StorageException.class);
        assertThat(storage.delete(identity, "uploads/bucket/u1/" + PART).found())
                .isTrue();
        storage.sweep(identity);

        assertThat(directory).doesNotExist();
        assertThat(outside.resolve(PART)).hasBinaryContent(BYTES);
        assertThat(Uploads.files(parent.resolve("root/objects"))).isEmpty();
    }
}
