/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.storage.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mopup.events.ObservedPart;
import io.mopup.events.RoundOutcome;
import io.mopup.events.UploadIdentity;
import io.mopup.storage.Deleted;
import io.mopup.storage.NoSuchUploadException;
import io.mopup.storage.PartGeneration;
import io.mopup.storage.StorageException;
import io.mopup.storage.StoredObject;
import io.mopup.storage.StoredPart;
import io.mopup.storage.SweepResult;
import io.mopup.storage.TreeHash;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSystemPartStorageTest {
    private static final byte[] HELLO = "hello ".getBytes(StandardCharsets.UTF_8);
    private static final byte[] WORLD = "world".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path root;

    private final UploadIdentity upload = Uploads.s3("u1");
    private FileSystemPartStorage storage;

    @BeforeEach
    void openStore() {
        storage = Uploads.store(root);
        storage.create(upload);
    }

    @Test
    void shouldSayWhatItHoldsWhenAPartIsWritten() throws IOException {
        final StoredPart part = Uploads.write(storage, upload, 1, 7, HELLO);

        assertThat(part.locator()).isEqualTo("uploads/bucket/u1/00001.0000000000000000007.part");
        assertThat(part.size()).isEqualTo(6);
        // md5sum of "hello "
        assertThat(part.etag()).contains("f814893777bcc2295fff05f00e508da6");
        assertThat(part.treeHash()).isEmpty();
        assertThat(Files.readAllBytes(root.resolve(part.locator()))).isEqualTo(HELLO);
        assertThat(Uploads.files(root.resolve("uploads"))).hasSize(1);
    }

    @Test
    void shouldWorkTheSameWhenFsyncIsOn() {
        final FileSystemPartStorage durable = FileSystemPartStorage.open(root, FileSystemOptions.DEFAULT);
        final StoredPart part = Uploads.write(durable, upload, 1, 7, HELLO);
        Uploads.write(durable, upload, 2, 8, WORLD);

        assertThat(durable.delete(upload, part.locator())).isEqualTo(new Deleted(true, 6));
        assertThat(durable.assemble(upload, List.of(Uploads.listed(2, 8))).size())
                .isEqualTo(5);
        assertThat(Uploads.files(root.resolve("uploads"))).isEmpty();
    }

    @Test
    void shouldDescribeTheObjectAndConsumeItsPartsWhenAssembled() throws IOException {
        Uploads.write(storage, upload, 1, 1, WORLD);
        Uploads.write(storage, upload, 1, 2, HELLO);
        Uploads.write(storage, upload, 4, 3, WORLD);

        final StoredObject object = storage.assemble(upload, List.of(Uploads.listed(1, 2), Uploads.listed(4, 3)));

        // md5 of the two binary md5s
        assertThat(object.etag()).contains("e09e4fd6265b36115fe3db32df945d84-2");
        assertThat(object.size()).isEqualTo(11);
        assertThat(object.archiveId()).isEmpty();
        assertThat(Files.readString(root.resolve(object.location()))).isEqualTo("hello world");
        assertThat(Uploads.files(root.resolve("uploads"))).containsExactly("bucket/u1/00001.0000000000000000001.part");
        // The unlisted generation is the last thing of the upload; its directory goes with it.
        assertThat(storage.delete(upload, "uploads/bucket/u1/00001.0000000000000000001.part"))
                .isEqualTo(new Deleted(true, 5));
        assertThat(root.resolve("uploads/bucket/u1")).doesNotExist();
    }

    @Test
    void shouldNameAnArchiveByItsTreeHashWhenTheUploadIsGlacier() throws IOException {
        final UploadIdentity glacier = Uploads.glacier("g1");
        storage.create(glacier);
        final StoredPart part = Uploads.write(storage, glacier, 1, 1, new byte[1 << 20]);
        Uploads.write(storage, glacier, 2, 2, WORLD);

        final StoredObject archive = storage.assemble(glacier, List.of(Uploads.listed(1, 1), Uploads.listed(2, 2)));

        assertThat(part.etag()).isEmpty();
        assertThat(part.treeHash()).contains("30e14955ebf1352266dc2ff8067e68104607e750abb9d3b36582b8af909fcb58");
        final TreeHash expected = new TreeHash();
        expected.update(new byte[1 << 20], 0, 1 << 20);
        expected.update(WORLD, 0, WORLD.length);
        assertThat(archive.treeHash()).contains(expected.digest());
        assertThat(archive.etag()).isEmpty();
        assertThat(archive.location())
                .isEqualTo("objects/123456789012+vault/" + archive.archiveId().orElseThrow());
    }

    @Test
    void shouldRefuseToAssembleWhenAListedPartIsMissing() {
        Uploads.write(storage, upload, 1, 1, HELLO);

        assertThatThrownBy(() -> storage.assemble(upload, List.of(Uploads.listed(1, 1), Uploads.listed(2, 2))))
                .isInstanceOf(StorageException.Unusable.class);
        assertThat(Uploads.files(root.resolve("uploads"))).containsExactly("bucket/u1/00001.0000000000000000001.part");
        assertThat(storage.assemble(upload, List.of(Uploads.listed(1, 1))).size())
                .isEqualTo(6);
    }

    @Test
    void shouldAnswerTheSameOnlyForTheSameListWhenAssembledAgain() {
        Uploads.write(storage, upload, 1, 1, HELLO);
        Uploads.write(storage, upload, 2, 2, WORLD);
        final StoredObject first = storage.assemble(upload, List.of(Uploads.listed(1, 1)));

        assertThat(storage.assemble(upload, List.of(Uploads.listed(1, 1)))).isEqualTo(first);
        assertThatThrownBy(() -> storage.assemble(upload, List.of(Uploads.listed(2, 2))))
                .isInstanceOf(NoSuchUploadException.class);
        assertThat(Uploads.files(root.resolve("uploads"))).hasSize(1);
    }

    @Test
    void shouldBeASuccessWhenThePartIsDeletedAlready() {
        final StoredPart part = Uploads.write(storage, upload, 1, 1, HELLO);

        assertThat(storage.delete(upload, part.locator())).isEqualTo(new Deleted(true, 6));
        assertThat(storage.delete(upload, part.locator())).isEqualTo(Deleted.NOTHING);
        assertThat(storage.delete(Uploads.s3("never"), part.locator().replace("/u1/", "/never/")))
                .isEqualTo(Deleted.NOTHING);
        // It is still open.
        assertThat(Uploads.write(storage, upload, 1, 2, HELLO).size()).isEqualTo(6);
    }

    @Test
    void shouldListWhatLiesThereAndChangeNothingWhenTheUploadIsOver() throws IOException {
        final StoredPart left = Uploads.write(storage, upload, 1, 1, WORLD);
        Uploads.write(storage, upload, 2, 2, HELLO);
        Files.write(root.resolve("uploads/bucket/u1/00003.x.tmp"), HELLO);
        assertThat(storage.list(upload)).hasSize(3);
        assertThat(storage.list(Uploads.s3("other"))).isEmpty();

        storage.assemble(upload, List.of(Uploads.listed(2, 2)));

        assertThat(storage.list(upload))
                .singleElement()
                .returns(1, ObservedPart::getPartNumber)
                .returns(1L, ObservedPart::getGeneration)
                .returns(left.locator(), ObservedPart::getLocator)
                .returns((long) WORLD.length, ObservedPart::getSize)
                .returns(false, ObservedPart::getDeleted);
        assertThat(root.resolve(left.locator())).exists();
    }

    @Test
    void shouldReportAndFreeEverythingWhenSwept() throws IOException {
        Uploads.write(storage, upload, 1, 1, HELLO);
        Uploads.write(storage, upload, 2, 2, WORLD);
        final Path directory = root.resolve("uploads/bucket/u1");
        Files.write(directory.resolve("00003.0000000000000000003.deadbeef.tmp"), new byte[100]);
        Files.createDirectories(directory.resolve("stray/deeper"));
        Files.write(directory.resolve("stray/deeper/file"), new byte[1000]);

        final SweepResult result = storage.sweep(upload);

        assertThat(result.outcome()).isEqualTo(RoundOutcome.LEFTOVERS);
        assertThat(result.partsFound()).isEqualTo(2);
        assertThat(result.partsFreed()).isEqualTo(2);
        assertThat(result.bytesFreed()).isEqualTo(1111);
        assertThat(result.found()).extracting(ObservedPart::getPartNumber).containsExactlyInAnyOrder(1, 2, 0, 0);
        assertThat(result.found()).allMatch(ObservedPart::getDeleted);
        assertThat(result.found())
                .filteredOn(found -> found.getPartNumber() == 2)
                .extracting(ObservedPart::getGeneration)
                .containsExactly(2L);
        assertThat(directory).doesNotExist();
        assertThat(storage.sweep(upload)).isEqualTo(SweepResult.EMPTY);
        assertThat(storage.sweep(upload)).isEqualTo(SweepResult.EMPTY);
    }

    @Test
    void shouldTellEmptyFromNotFoundWhenSwept() {
        Uploads.write(storage, upload, 1, 1, HELLO);
        Uploads.write(storage, upload, 2, 2, HELLO);
        storage.assemble(upload, List.of(Uploads.listed(1, 1)));
        storage.create(Uploads.s3("u2"));

        assertThat(storage.sweep(Uploads.s3("u2"))).isEqualTo(SweepResult.EMPTY);
        assertThat(storage.sweep(Uploads.s3("never"))).isEqualTo(SweepResult.NOT_FOUND);
        // Completed: a sweep must not touch what is left of it.
        assertThat(storage.sweep(upload)).isEqualTo(SweepResult.NOT_FOUND);
        assertThat(Uploads.files(root.resolve("uploads"))).hasSize(1);
    }

    @Test
    void shouldReportAtMostAThousandEntriesWhenMoreIsFound() throws IOException {
        for (int part = 1; part <= 1_010; part++) {
            Files.createFile(root.resolve(StoreLayout.part(new PartGeneration(upload, part, part))));
        }

        final SweepResult result = storage.sweep(upload);

        assertThat(result.found()).hasSize(SweepResult.MAX_FOUND);
        assertThat(result.partsFound()).isEqualTo(1_010);
        assertThat(result.partsFreed()).isEqualTo(1_010);
    }

    @Test
    void shouldRefuseWritesWhenTheUploadIsNotOpen() {
        storage.sweep(upload);

        assertThatThrownBy(() -> Uploads.write(storage, upload, 1, 1, HELLO))
                .isInstanceOf(NoSuchUploadException.class)
                .hasMessageContaining("aborted");
        assertThatThrownBy(() -> Uploads.write(storage, Uploads.s3("never"), 1, 1, HELLO))
                .isInstanceOf(NoSuchUploadException.class)
                .hasMessageContaining("never created");
        assertThatThrownBy(() -> storage.create(upload)).isInstanceOf(NoSuchUploadException.class);
        assertThatThrownBy(() -> storage.assemble(upload, List.of(Uploads.listed(1, 1))))
                .isInstanceOf(NoSuchUploadException.class);
    }

    @Test
    void shouldKeepNothingWhenTheBytesCannotBeRead() {
        final InputStream broken = new InputStream() {
            private int chunks = 3;

            @Override
            public int read() {
                return 1;
            }

            @Override
            public int read(final byte[] buffer, final int offset, final int length) throws IOException {
                if (chunks-- <= 0) {
                    throw new IOException("connection reset");
                }
                return length;
            }
        };

        assertThatThrownBy(() -> storage.write(new PartGeneration(upload, 1, 1), broken))
                .isInstanceOf(IOException.class)
                .hasMessage("connection reset");
        assertThat(Uploads.files(root.resolve("uploads"))).isEmpty();
    }

    @Test
    void shouldForgetEndsWhenTheyAreOldAndNothingIsLeft() throws IOException {
        final FileSystemPartStorage forgetful =
                FileSystemPartStorage.open(root, new FileSystemOptions(false, Duration.ofHours(1)));
        for (final String id : List.of("old", "stuck", "young")) {
            storage.create(Uploads.s3(id));
            storage.sweep(Uploads.s3(id));
        }
        Files.createDirectories(root.resolve("uploads/bucket/stuck"));
        Files.write(root.resolve("uploads/bucket/stuck/file"), HELLO);
        final FileTime longAgo = FileTime.from(Instant.now().minus(Duration.ofHours(2)));
        Files.setLastModifiedTime(root.resolve("ended/bucket/old"), longAgo);
        Files.setLastModifiedTime(root.resolve("ended/bucket/stuck"), longAgo);

        forgetful.sweep(upload);

        assertThat(Uploads.files(root.resolve("ended"))).containsExactly("bucket/stuck", "bucket/u1", "bucket/young");
        assertThat(forgetful.sweep(Uploads.s3("old"))).isEqualTo(SweepResult.NOT_FOUND);
    }
}
